"""The programme of an event that is moved: its sessions follow. A step of another's command."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.programme.aftermath import EventTurn
from events.programme.models import EventSession, EventStep
from events.programme.rules import EventAction
from events.programme.rules.days import followed


def move_sessions(turn: EventTurn) -> None:
    """By as many days as the event; where its days are not known yet, once they are.

    What stood on no day of the event stays where it is.
    """
    if turn.new is None or turn.new.starts_on is None:
        return
    days = (turn.old.starts_on, turn.old.ends_on)
    first, last = days if turn.old.starts_on else last_days(turn.event_id)
    if first is None:
        return
    query = select(EventSession).where(EventSession.event_id == turn.event_id)
    for session in db.session.scalars(query):
        day = followed(session.day, (first, last), turn.new.starts_on)
        if day != session.day:
            session.day = day
            session.revision += 1


def last_days(event_id: UUID) -> tuple[date | None, date | None]:
    """The last ones that an event without days had."""
    s = EventStep
    query = (
        select(s.old_starts_on, s.old_ends_on)
        .where(s.event_id == event_id, s.action == EventAction.MOVE, s.old_starts_on.is_not(None))
        .order_by(s.position.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1]) if row else (None, None)
