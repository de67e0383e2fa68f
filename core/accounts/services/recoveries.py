"""Dropping all factors of an account when they are lost: two people, and a day of delay.

The owner is told by letter at each step and can call it off by the link in it, without signing in.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete

from core.accounts.models import (
    Account,
    CodeGenerator,
    FactorRecovery,
    Passkey,
    RecoveryCodeHash,
    Session,
)
from core.accounts.notices import RecoveryTold, recovery_letter
from core.accounts.queries import pending as queries
from core.accounts.queries.accounts import get_account
from core.accounts.queries.factors import has_factor
from core.accounts.rules.recoveries import (
    DELAY,
    LIFE_CYCLE,
    LONGEST_REASON,
    RecoveryAction,
    RecoveryFacts,
)
from core.accounts.rules.sessions import Source
from core.accounts.services.endings import end_waits
from core.accounts.services.guarding import note_change
from core.accounts.services.pending import end_pending
from core.accounts.services.sessions import close_sessions, open_session
from core.accounts.services.tokens import digest, new_token
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.typography import clean_spaces
from core.kernel.viewers import Viewer
from core.letters.rules import Addressee
from core.letters.services import post_to
from core.letters.services.posting import zone_of_region

NOTHING_LOST = Refusal(
    "nothing_to_recover", N_("This account has no second factor: there is nothing to recover.")
)
ASKED_ALREADY = Refusal(
    "recovery_asked", N_("A recovery of this account was asked for already. See it first.")
)
NO_REASON = Refusal("no_reason", N_("Write how you made sure that it is the owner who asks."))


@command
def ask_recovery(account_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> UUID:
    """The first of two people; raises `Refused`."""
    account = get_account(account_id, lock=True)
    words = reason_of(reason)
    if not has_factor(account_id):
        raise Refused(NOTHING_LOST)
    if queries.find_open_recovery(account_id) is not None:
        raise Refused(ASKED_ALREADY)
    token = new_token()
    recovery = FactorRecovery(
        id=uuid4(),
        account_id=account_id,
        state=LIFE_CYCLE.initial,
        reason=words,
        asked_by_id=actor.account_id,
        asked_by_name=actor.name,
        asked_at=now,
        token_hash=digest(token),
    )
    db.session.add(recovery)
    db.session.flush()
    note(recovery, "recovery_asked", actor, now)
    tell(recovery, account, token, now)
    return recovery.id


@command
def confirm_recovery(recovery_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The second of two people; their own factors are shown before this is called."""
    recovery = queries.lock_recovery(recovery_id)
    facts = RecoveryFacts(
        is_own=actor.account_id == recovery.account_id,
        by_asker=actor.account_id is not None and actor.account_id == recovery.asked_by_id,
    )
    recovery.state = LIFE_CYCLE.advance(RecoveryAction.CONFIRM, recovery.state, facts)
    recovery.confirmed_by_id, recovery.confirmed_by_name = actor.account_id, actor.name
    recovery.confirmed_at = now
    token = new_token()
    recovery.token_hash = digest(token)
    note(recovery, "recovery_confirmed", actor, now)
    tell(recovery, get_account(recovery.account_id), token, now)


@command
def cancel_recovery(recovery_id: UUID, *, actor: Viewer, now: datetime) -> None:
    recovery = queries.lock_recovery(recovery_id)
    recovery.state = LIFE_CYCLE.advance(RecoveryAction.CANCEL, recovery.state, RecoveryFacts())
    recovery.ended_at = now
    note(recovery, "recovery_cancelled", actor, now)


def cancel_by_link(token: str, *, now: datetime) -> None:
    """By whoever holds the owner's letter; raises `NotFound`, `Refused` when it is too late."""
    found = queries.find_recovery_by_token(digest(token))
    if found is None:
        raise NotFound("There is no such recovery.")
    owner = Viewer(account_id=found.account_id, name=found.name)
    cancel_recovery(found.id, actor=owner, now=now)


@command
def finish_recovery(pending_id: UUID, account_id: UUID, *, source: Source, now: datetime) -> str:
    """Sign in by the password alone, once: every factor is dropped. Returns the session's token."""
    account = get_account(account_id, lock=True)
    found = queries.find_open_recovery(account_id)
    if found is None or account.disabled_at is not None:
        raise NotFound("There is no such recovery.")
    recovery = queries.lock_recovery(found.id)
    facts = RecoveryFacts(waited=now - (recovery.confirmed_at or now))
    recovery.state = LIFE_CYCLE.advance(RecoveryAction.FINISH, recovery.state, facts)
    recovery.ended_at = now
    end_pending(pending_id, now)
    owner = Viewer(account_id=account.id, name=account.name)
    note(recovery, "recovery_done", owner, now)
    drop_factors(account, actor=owner, now=now)
    journal.record("account.signed_in", subject_id=account.id, actor=owner, at=now)
    return open_session(account.id, source=source, now=now)


def drop_factors(account: Account, *, actor: Viewer, now: datetime) -> None:
    """A step: no factor is left, no session that one let in, no sign-in that waits for one."""
    for model in (CodeGenerator, Passkey, RecoveryCodeHash):
        db.session.execute(delete(model).where(model.account_id == account.id))
    close_sessions(Session.account_id == account.id, now=now)
    end_waits(account.id, now=now)
    note_change(account, "factors_dropped", actor=actor, now=now)


@command
def reset_factors(account_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> None:
    """By the operator of the machine, at once, where nobody is left to be the second person.

    What was asked for on the pages is called off: it would drop the new factors too.
    """
    account = get_account(account_id, lock=True)
    words = reason_of(reason)
    found = queries.find_open_recovery(account_id)
    if not has_factor(account_id):
        raise Refused(NOTHING_LOST)
    if found is not None:
        recovery = queries.lock_recovery(found.id)
        recovery.state = LIFE_CYCLE.advance(RecoveryAction.CANCEL, recovery.state, RecoveryFacts())
        recovery.ended_at = now
    journal.record(
        "account.factors_reset",
        subject_id=account_id,
        actor=actor,
        at=now,
        details={"reason": words},
        personal=("reason",),
    )
    drop_factors(account, actor=actor, now=now)


def reason_of(text: str) -> str:
    words = clean_spaces(text).strip()[:LONGEST_REASON]
    if not words:
        raise Refused(NO_REASON)
    return words


def note(recovery: FactorRecovery, what: str, actor: Viewer, now: datetime) -> None:
    details = {"recovery": recovery.id}
    journal.record(
        f"account.{what}", subject_id=recovery.account_id, actor=actor, at=now, details=details
    )


def tell(recovery: FactorRecovery, account: Account, token: str, now: datetime) -> None:
    told = RecoveryTold(
        recovery.id,
        recovery.asked_by_name,
        recovery.confirmed_by_name,
        recovery.confirmed_at + DELAY if recovery.confirmed_at else None,
        f"/recovery/{token}",
        zone_of_region(),
    )
    reader = Addressee(account.name, account.email, account_id=account.id)
    post_to([reader], lambda known: recovery_letter(told, known), now=now)
