"""Starting, touching and ending sessions.

`open_session` and `close_sessions` are steps of other services and end no transaction.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update

from core.accounts.models import Session
from core.accounts.queries.sessions import get_own_session
from core.accounts.rules.sessions import TOUCH_EVERY, Source
from core.accounts.services.tokens import digest, new_token
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer

KEPT = timedelta(days=365)
LONGEST_ADDRESS = 64
LONGEST_BROWSER = 200


def open_session(account_id: UUID, *, source: Source, now: datetime) -> str:
    """Add a session and return its token; forget those that ended long ago."""
    token = new_token()
    db.session.execute(delete(Session).where(Session.expires_at < now - KEPT))
    db.session.add(
        Session(
            account_id=account_id,
            token_hash=digest(token),
            started_at=now,
            seen_at=now,
            expires_at=source.life.expires_at(now),
            address=source.address[:LONGEST_ADDRESS],
            browser=source.browser.replace("\x00", "")[:LONGEST_BROWSER],
        )
    )
    return token


def close_sessions(*which: ColumnElement[bool], now: datetime) -> None:
    live = Session.ended_at.is_(None)
    db.session.execute(update(Session).where(live, *which).values(ended_at=now))


@command
def touch_session(session_id: UUID, *, now: datetime) -> None:
    """Note that the session is in use, unless another request just did."""
    due = Session.seen_at <= now - TOUCH_EVERY
    db.session.execute(update(Session).where(Session.id == session_id, due).values(seen_at=now))


@command
def end_session(token: str, *, actor: Viewer, now: datetime) -> None:
    """Sign out: the token is worth nothing afterwards, whoever kept a copy."""
    close_sessions(Session.token_hash == digest(token), now=now)
    if actor.account_id:
        journal.record("account.signed_out", subject_id=actor.account_id, actor=actor, at=now)


@command
def end_own_session(session_id: UUID, *, account_id: UUID, actor: Viewer, now: datetime) -> None:
    """End one session of the account; ending it twice changes nothing."""
    found = get_own_session(session_id, account_id)
    if found.ended_at is None:
        found.ended_at = now
        journal.record("account.session_ended", subject_id=account_id, actor=actor, at=now)


@command
def end_other_sessions(account_id: UUID, *, keep: str, actor: Viewer, now: datetime) -> None:
    """End every session of the account but the one of the token `keep`."""
    others = (Session.account_id == account_id, Session.token_hash != digest(keep))
    close_sessions(*others, now=now)
    journal.record("account.other_sessions_ended", subject_id=account_id, actor=actor, at=now)
