"""Checking passwords: signing in, and proving once more who sits there.

Each check takes two transactions with the slow hash between them, so that nobody waits for a
lock meanwhile. The first counts the try as failed before it is made: many at once gain nothing.
Unknown, invited and disabled accounts take the same way and time as a wrong password.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete, update

from core.accounts.models import Session, SignInAttempt
from core.accounts.queries import accounts, attempts
from core.accounts.queries.attempts import Credentials
from core.accounts.rules.passwords import normal
from core.accounts.rules.sessions import Source
from core.accounts.rules.throttle import (
    ONE_ADDRESS,
    ONE_EMAIL,
    ONE_SOURCE,
    Limit,
    demand_free,
    free_at,
)
from core.accounts.services.pending import Entry, enter, session_of
from core.accounts.services.sessions import close_sessions
from core.accounts.services.tokens import digest
from core.adapters import journal, metrics
from core.adapters.database import command, db
from core.adapters.passwords import is_right
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.networks import network_of
from core.kernel.viewers import ANONYMOUS

KEPT = timedelta(days=1)
NOBODY = UUID(int=0)
NONE: Mapping[str, Limit] = MappingProxyType({})
WRONG_CREDENTIALS = Refusal(
    "wrong_credentials", N_("The e-mail or the password is wrong. Check both and try again.")
)
WRONG_PASSWORD = Refusal("wrong_password", N_("The password is wrong. Check it and try again."))


def sign_in(email: str, password: str, *, source: Source, now: datetime) -> str:
    """Check the password and start a session; returns its token.

    Raises `Throttled`, or `Refused` with one and the same text whatever was wrong; `FactorNeeded`
    where the account has a second factor.
    """
    name = email.strip().casefold()
    limits = limits_of(name, source)
    begun = begin_attempt(limits, now=now)
    found = attempts.find_credentials(name)
    if not is_right(found.password_hash if found else None, normal(password)) or found is None:
        note_failure(found.account_id if found else NOBODY, limits, now=now)
        raise Refused(WRONG_CREDENTIALS)
    return session_of(finish_sign_in(found, begun, source=source, now=now))


def confirm_password(account_id: UUID, password: str, address: str, now: datetime) -> None:
    """Prove that the owner of the account sits there; raises `Refused("wrong_password")`.

    Throttled like signing in (`Throttled`, which is a `Refused`). Call it before the service
    that it guards, never inside.
    """
    limits = {
        digest(f"confirm\n{account_id}\n{network_of(address)}"): ONE_SOURCE,
        digest(f"confirm\n{account_id}"): ONE_EMAIL,
    }
    begun = begin_attempt(limits, now=now)
    found = attempts.find_credentials_of(account_id)
    if not is_right(found.password_hash if found else None, normal(password)):
        note_failure(account_id, limits, now=now)
        raise Refused(WRONG_PASSWORD)
    finish_attempt(begun)


def limits_of(name: str, source: Source) -> Mapping[str, Limit]:
    """The keys under which a try to sign in counts.

    A known browser counts by itself: a flood of guesses from elsewhere, even from the same
    address, does not keep the owner out.
    """
    if source.known:
        return {digest(f"browser\n{source.known}\n{name}"): ONE_SOURCE}
    network = network_of(source.address)
    return {
        digest(f"source\n{network}\n{name}"): ONE_SOURCE,
        digest(f"address\n{network}"): ONE_ADDRESS,
        digest(f"email\n{name}"): ONE_EMAIL,
    }


@command
def begin_attempt(limits: Mapping[str, Limit], *, now: datetime) -> tuple[UUID, ...]:
    """Count a try as failed under each key, or raise `Throttled`; returns what was counted."""
    attempts.lock_keys(tuple(limits))
    earlier = attempts.list_attempts(tuple(limits), after=now - KEPT)
    demand_free(max(free_at(limit, earlier[key], now) for key, limit in limits.items()), now)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - KEPT))
    rows = [SignInAttempt(key=key, at=now, succeeded=False) for key in limits]
    db.session.add_all(rows)
    db.session.flush()
    return tuple(row.id for row in rows)


def mark_succeeded(begun: tuple[UUID, ...]) -> None:
    rows = SignInAttempt.id.in_(begun)
    db.session.execute(update(SignInAttempt).where(rows).values(succeeded=True))


@command
def finish_attempt(begun: tuple[UUID, ...]) -> None:
    mark_succeeded(begun)


@command
def note_failure(account_id: UUID, limits: Mapping[str, Limit] = NONE, *, now: datetime) -> None:
    """One journal entry whether or not there is such an account; and one if the way is shut now."""
    metrics.SIGN_INS_FAILED.inc()
    what = "account.sign_in_failed"
    journal.record(what, subject_id=account_id, actor=ANONYMOUS, at=now)
    tried = attempts.list_attempts(tuple(limits), after=now - KEPT)
    if any(free_at(limit, tried[key], now) > now for key, limit in limits.items()):
        what = "account.sign_in_locked"
        journal.record(what, subject_id=account_id, actor=ANONYMOUS, at=now)


@command
def finish_sign_in(
    found: Credentials, begun: tuple[UUID, ...], *, source: Source, now: datetime
) -> Entry:
    """Start the session, unless the account was disabled or its password changed meanwhile."""
    account = accounts.get_account(found.account_id, lock=True)
    if account.disabled_at is not None or account.password_hash != found.password_hash:
        raise Refused(WRONG_CREDENTIALS)
    mark_succeeded(begun)
    if source.token:
        close_sessions(Session.token_hash == digest(source.token), now=now)
    return enter(account, "account.signed_in", source=source, now=now)
