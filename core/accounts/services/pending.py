"""Between the password and the second factor: a sign-in that waits, bounded in time and in tries.

A wrong code locks this attempt after a few tries, never the account: the owner begins anew.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from core.accounts.models import Account, PendingSignIn
from core.accounts.queries.accounts import get_account
from core.accounts.queries.factors import has_factor
from core.accounts.rules.factors import ATTEMPT_OVER, MOST_TRIES, PENDING_LIFETIME
from core.accounts.rules.sessions import Source
from core.accounts.services.sessions import open_session
from core.accounts.services.tokens import changes_one, digest, new_token
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import DomainError, Refused
from core.kernel.viewers import Viewer
from core.letters.framing import settings


@dataclass(frozen=True, slots=True)
class Entry:
    """The token of a session, or of a sign-in that still waits for the second factor."""

    token: str
    awaits_factor: bool = False


class FactorNeeded(DomainError):
    """The password was right; a second factor has to be shown. Carries the token of the wait."""

    def __init__(self, token: str) -> None:
        super().__init__("a second factor is needed")
        self.token = token


def session_of(entry: Entry) -> str:
    """The token of the session; raises `FactorNeeded`. Called when the transaction is over."""
    if entry.awaits_factor:
        raise FactorNeeded(entry.token)
    return entry.token


def enter(account: Account, what: str, *, source: Source, now: datetime) -> Entry:
    """A step of signing in: the session, or the wait where the account has a second factor."""
    who = Viewer(account_id=account.id, name=account.name)
    if settings().second_factor and has_factor(account.id):
        return Entry(wait_for_factor(account.id, now), awaits_factor=True)
    if what:
        journal.record(what, subject_id=account.id, actor=who, at=now)
    return Entry(open_session(account.id, source=source, now=now))


def wait_for_factor(account_id: UUID, now: datetime) -> str:
    token = new_token()
    db.session.execute(delete(PendingSignIn).where(PendingSignIn.expires_at < now))
    db.session.add(
        PendingSignIn(
            account_id=account_id,
            token_hash=digest(token),
            started_at=now,
            expires_at=now + PENDING_LIFETIME,
        )
    )
    return token


@command
def count_try(pending_id: UUID, *, now: datetime) -> None:
    """Count a try before it is made; raises `Refused` when there are no more or time is up."""
    p = PendingSignIn
    live = (p.id == pending_id, p.ended_at.is_(None), p.expires_at > now, p.tries < MOST_TRIES)
    query = update(p).where(*live).values(tries=p.tries + 1)
    if not changes_one(query.returning(p.id)):
        raise Refused(ATTEMPT_OVER)


def end_pending(pending_id: UUID, now: datetime) -> None:
    """A step: spend the wait; of two at once the second is refused."""
    p = PendingSignIn
    query = update(p).where(p.id == pending_id, p.ended_at.is_(None)).values(ended_at=now)
    if not changes_one(query.returning(p.id)):
        raise Refused(ATTEMPT_OVER)


@command
def finish_pending(
    pending_id: UUID, account_id: UUID, method: str, *, source: Source, now: datetime
) -> str:
    """The factor was shown: begin the session, unless the account was disabled meanwhile."""
    account = get_account(account_id, lock=True)
    if account.disabled_at is not None:
        raise Refused(ATTEMPT_OVER)
    end_pending(pending_id, now)
    who = Viewer(account_id=account.id, name=account.name)
    details = {"by": method}
    journal.record("account.signed_in", subject_id=account.id, actor=who, at=now, details=details)
    return open_session(account.id, source=source, now=now)
