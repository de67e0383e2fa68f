"""SELECTs on sessions: who is signed in where."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from core.accounts.models import Account, Session
from core.accounts.queries.factors import is_protected
from core.adapters.database import db
from core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that was not ended, with the account that is allowed to use it."""

    session_id: UUID
    account_id: UUID
    name: str
    email: str
    is_administrator: bool
    seen_at: datetime
    expires_at: datetime
    has_factor: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One signed-in browser in the list of its owner."""

    session_id: UUID
    browser: str
    address: str
    started_at: datetime
    seen_at: datetime
    expires_at: datetime


def find_session(token_hash: str) -> LiveSession | None:
    """The session of an enabled account, ended ones left out. One statement."""
    row = db.session.execute(by_token(), {"token_hash": token_hash}).one_or_none()
    return LiveSession(*row) if row else None


@cache
def by_token() -> Select[*tuple[Any, ...]]:
    """Built once: every request of whoever is signed in sends it."""
    return (
        select(
            Session.id,
            Account.id,
            Account.name,
            Account.email,
            Account.is_administrator,
            Session.seen_at,
            Session.expires_at,
            is_protected(),
        )
        .join(Account, Account.id == Session.account_id)
        .where(Session.token_hash == bindparam("token_hash"), Session.ended_at.is_(None))
        .where(Account.disabled_at.is_(None))
    )


def list_sessions(account_id: UUID, *, seen_after: datetime, now: datetime) -> list[SessionRow]:
    """The live sessions of an account, the one used last first."""
    s = Session
    query = (
        select(s.id, s.browser, s.address, s.started_at, s.seen_at, s.expires_at)
        .where(s.account_id == account_id, s.ended_at.is_(None))
        .where(s.seen_at > seen_after, s.expires_at > now)
        .order_by(s.seen_at.desc(), s.started_at.desc())
    )
    return [SessionRow(*row) for row in db.session.execute(query)]


def get_own_session(session_id: UUID, account_id: UUID) -> Session:
    """A session of this account and of no other, locked."""
    query = select(Session).where(Session.id == session_id, Session.account_id == account_id)
    found = db.session.scalars(query.with_for_update()).one_or_none()
    if found is None:
        raise NotFound("There is no such session.")
    return found
