"""Inviting people and disabling their accounts."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from core.accounts.models import Account
from core.accounts.queries.accounts import find_account_id, get_account
from core.accounts.rules.accounts import (
    LIFE_CYCLE,
    AccountAction,
    Change,
    account_state,
    display_name,
    sign_in_name,
)
from core.accounts.rules.links import LinkPurpose
from core.accounts.services.endings import end_ways_in
from core.accounts.services.links import add_link
from core.adapters import journal
from core.adapters.database import command
from core.adapters.once import add_once
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer

TAKEN = Refusal(
    "email_taken",
    N_("Somebody already signs in with this e-mail. Use another one, or find that account."),
)
ADMINISTRATORS_ONLY = Refusal(
    "administrators_only", N_("Only an administrator may invite an administrator.")
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who is invited. `id` comes with the form: sent twice, made once."""

    email: str
    name: str
    is_administrator: bool = False
    id: UUID = field(default_factory=uuid4)


@command
def invite_account(new: NewAccount, *, actor: Viewer, now: datetime) -> tuple[UUID, str]:
    """Make an account without a password; returns its id and the token of the invitation."""
    if new.is_administrator and not actor.is_administrator:
        raise Refused(ADMINISTRATORS_ONLY)
    account = Account(
        id=new.id,
        email=sign_in_name(new.email),
        name=display_name(new.name),
        is_administrator=new.is_administrator,
        created_at=now,
    )
    if not add_account(account):
        return account.id, invite_again(account.id, actor=actor, now=now)
    details = {"email": account.email, "administrator": new.is_administrator}
    journal.record("account.invited", subject_id=account.id, actor=actor, at=now, details=details)
    return account.id, add_link(account, LinkPurpose.INVITATION, actor=actor, now=now)


def add_account(account: Account) -> bool:
    """Refuse an e-mail that is taken, be it by somebody who came a moment earlier.

    False if the same form made this very account before.
    """
    if find_account_id(account.email) not in {None, account.id}:
        raise Refused(TAKEN)
    try:
        return add_once(account, {"email": account.email, "name": account.name})
    except IntegrityError as error:
        raise Refused(TAKEN) from error


def invite_again(account_id: UUID, *, actor: Viewer, now: datetime) -> str:
    """The form was sent twice: only the last page that shows a link is seen, so it gets a new one.

    Refused once the invitation was accepted: the form is no way to a link for a new password.
    """
    account = get_account(account_id, lock=True)
    if account.password_hash is not None or account.disabled_at is not None:
        raise Refused(TAKEN)
    return add_link(account, LinkPurpose.INVITATION, actor=actor, now=now)


@command
def disable_account(account_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Close the account: its sessions end and its links are void. What it did stays."""
    account = get_account(account_id, lock=True)
    demand_allowed(AccountAction.DISABLE, account, actor)
    account.disabled_at = now
    end_ways_in(account_id, now=now)
    journal.record("account.disabled", subject_id=account_id, actor=actor, at=now)


@command
def enable_account(account_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Open a disabled account again, with the password it had."""
    account = get_account(account_id, lock=True)
    demand_allowed(AccountAction.ENABLE, account, actor)
    account.disabled_at = None
    journal.record("account.enabled", subject_id=account_id, actor=actor, at=now)


def demand_allowed(action: AccountAction, account: Account, actor: Viewer) -> None:
    has_password = account.password_hash is not None
    state = account_state(has_password=has_password, disabled_at=account.disabled_at)
    LIFE_CYCLE.advance(
        action,
        state,
        Change(
            is_own=account.id == actor.account_id,
            is_administrator=account.is_administrator,
            by_administrator=actor.is_administrator,
        ),
    )
