"""Every SELECT on accounts, sessions and links; lists read columns only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Account, Session
from core.adapters.database import db


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


def find_session(token_hash: str) -> LiveSession | None:
    """The session of an enabled account, ended ones left out. One statement."""
    query = (
        select(
            Session.id,
            Account.id,
            Account.name,
            Account.email,
            Account.is_administrator,
            Session.seen_at,
            Session.expires_at,
        )
        .join(Account, Account.id == Session.account_id)
        .where(Session.token_hash == token_hash, Session.ended_at.is_(None))
        .where(Account.disabled_at.is_(None))
    )
    row = db.session.execute(query).one_or_none()
    return LiveSession(*row) if row else None
