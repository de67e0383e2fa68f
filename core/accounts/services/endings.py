"""What was opened for an account and ends before its time: links, waits, changes of address.

Steps of other services: they end no transaction. Sessions alone are ended in `sessions`.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from core.accounts.models import EmailChange, OneTimeLink, PendingSignIn, Session
from core.accounts.services.sessions import close_sessions
from core.adapters.database import db


def end_ways_in(account_id: UUID, *, now: datetime) -> None:
    """All that was opened by whoever had the account before: a thief keeps no door ajar."""
    close_sessions(Session.account_id == account_id, now=now)
    end_waits(account_id, now=now)
    void_links(account_id, now=now)
    end_changes(account_id, now=now)


def end_waits(account_id: UUID, *, now: datetime) -> None:
    """Let nobody finish a sign-in whose password was shown before this moment."""
    p = PendingSignIn
    waiting = (p.account_id == account_id, p.ended_at.is_(None))
    db.session.execute(update(p).where(*waiting).values(ended_at=now))


def void_links(account_id: UUID, *, now: datetime) -> None:
    """Let every open link of the account expire now."""
    o = OneTimeLink
    still_open = (o.account_id == account_id, o.used_at.is_(None), o.expires_at > now)
    db.session.execute(update(o).where(*still_open).values(expires_at=now))


def end_changes(account_id: UUID, *, now: datetime) -> None:
    """Let no address be confirmed that was asked for before this moment."""
    e = EmailChange
    waiting = (e.account_id == account_id, e.ended_at.is_(None))
    db.session.execute(update(e).where(*waiting).values(ended_at=now))
