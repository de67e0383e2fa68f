"""A year of events that the council has approved: some held, some still ahead."""

from datetime import date

from sqlalchemy import select

from core.adapters.clock import clock
from core.adapters.database import db
from council.meetings.models import Meeting
from events.programme.rules import EventState, EventType
from tests.builders import Builder
from tests.builders_events import EventsBuilder


def year_is_planned(app) -> None:
    """By the sample's meeting No. 1 of 2026; the sample of journeys has no events of its own."""
    with app.app_context():
        build = Builder(db.session, clock.stopped_at)
        events = EventsBuilder(build)
        events.country()
        query = select(Meeting).where(Meeting.year == 2026, Meeting.number == 1)
        meeting = db.session.scalars(query.order_by(Meeting.starts_at)).first()
        held = [events.event(EventState.HELD, is_public=True) for _ in range(3)]
        cancelled = events.event(EventState.CANCELLED, is_public=True)
        ahead = events.event(
            name="Коллективный стенд области на выставке «Ёлка-2026»",
            type=EventType.EXHIBITION,
            starts_on=date(2026, 12, 7),
            is_public=True,
        )
        events.approved(meeting, [*held, cancelled, ahead])
        db.session.remove()
