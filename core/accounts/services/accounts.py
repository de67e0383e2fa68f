"""Inviting people and disabling their accounts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.accounts.models import Account, Session
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
from core.accounts.services.links import add_link, void_links
from core.accounts.services.sessions import close_sessions
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer

TAKEN = Refusal(
    "email_taken",
    N_("Somebody already signs in with this e-mail. Use another one, or find that account."),
)
ADMINISTRATORS_ONLY = Refusal(
    "administrators_only", N_("Only an administrator may invite an administrator.")
)


@command
def invite_account(
    email: str, name: str, *, actor: Viewer, now: datetime, is_administrator: bool = False
) -> tuple[UUID, str]:
    """Make an account without a password; returns its id and the token of the invitation."""
    if is_administrator and not actor.is_administrator:
        raise Refused(ADMINISTRATORS_ONLY)
    account = Account(
        email=sign_in_name(email),
        name=display_name(name),
        is_administrator=is_administrator,
        created_at=now,
    )
    add_account(account)
    details = {"email": account.email, "administrator": is_administrator}
    journal.record("account.invited", subject_id=account.id, actor=actor, at=now, details=details)
    return account.id, add_link(account, LinkPurpose.INVITATION, actor=actor, now=now)


def add_account(account: Account) -> None:
    """Refuse an e-mail that is taken, be it by somebody who came a moment earlier."""
    if find_account_id(account.email) is not None:
        raise Refused(TAKEN)
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(TAKEN) from error


@command
def disable_account(account_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Close the account: its sessions end and its links are void. What it did stays."""
    account = get_account(account_id, lock=True)
    demand_allowed(AccountAction.DISABLE, account, actor)
    account.disabled_at = now
    close_sessions(Session.account_id == account_id, now=now)
    void_links(account_id, now=now)
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
