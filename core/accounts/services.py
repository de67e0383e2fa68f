"""What people do with accounts: one function per intent, one transaction each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from core.accounts.models import Session
from core.accounts.rules import SEEN_EVERY
from core.adapters.database import command, db


@command
def touch_session(session_id: UUID, *, now: datetime) -> None:
    """Note that the session is in use, unless another request just did."""
    db.session.execute(
        update(Session)
        .where(Session.id == session_id, Session.seen_at <= now - SEEN_EVERY)
        .values(seen_at=now)
    )
