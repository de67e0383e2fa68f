"""Telling participants of negotiations that the event is moved or cancelled. A step of a command.

Companies that applied for the event learn it by the letter about their application.
"""

from sqlalchemy import select

from core.adapters.database import db
from events.negotiations.letters.schedules import Reader
from events.negotiations.letters.turns import turn_letter
from events.negotiations.models import NegotiationSchedule
from events.negotiations.queries.contacts import list_contacts
from events.negotiations.rules.life import ScheduleState
from events.negotiations.services.publishing import occasion_of, tell
from events.negotiations.services.shared import page_of
from events.programme.aftermath import EventTurn


def tell_participants(turn: EventTurn) -> None:
    """Everybody who was asked for wishes or got a timetable; nobody while it is prepared.

    Nothing is published meanwhile: whoever got a timetable before is told as well.
    """
    s = NegotiationSchedule
    query = select(s).where(s.event_id == turn.event_id).with_for_update()
    schedule = db.session.scalar(query)
    if schedule is None or schedule.state is ScheduleState.PREPARING:
        return
    occasion = occasion_of(schedule, turn.at.isoformat(), turn.reason)
    published = schedule.state is ScheduleState.PUBLISHED
    tell(
        (one for one in list_contacts(schedule.id) if not one.applied),
        lambda one, to: turn_letter(
            occasion,
            Reader(one.id, one.name, page_of(one.id)),
            to,
            turn,
            has_timetable=published,
        ),
        turn.at,
    )
