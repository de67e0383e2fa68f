"""The events behind the lines of a draft: made with a new line, brought up to a decided one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from core.adapters.database import db
from core.kernel.slugs import slug_of
from events.plan.models import PlanLine, PlanRemoval
from events.programme import aftermath
from events.programme.aftermath import EventTurn, days_of
from events.programme.models import Event
from events.programme.queries.choices import venue_of
from events.programme.queries.making import next_number, zone_of
from events.programme.rules import AHEAD, EventState

SHARED = (
    *("name", "type", "format", "remote_reason", "country", "city", "starts_on", "ends_on"),
    *("month", "sectors", "participants", "responsible_id"),
)


def add_event(values: Mapping[str, Any], year: int, *, now: datetime) -> Event:
    """A planned event that nobody sees before the council approves its line."""
    event = Event(
        id=uuid4(),
        number=next_number(),
        slug=slug_of(values["name"]),
        year=year,
        zone=zone_of(values["country"]),
        created_at=now,
        changed_at=now,
        **{name: values[name] for name in SHARED if name in values},
    )
    db.session.add(event)
    db.session.flush()
    return event


def forget_events(event_ids: Sequence[UUID]) -> None:
    """Delete events that no line names any more and that never left the draft."""
    kept = select(PlanLine.event_id).union(select(PlanRemoval.event_id))
    db.session.execute(
        delete(Event).where(
            Event.id.in_(event_ids),
            Event.id.not_in(kept),
            Event.state == EventState.PLANNED,
            Event.is_public.is_(False),
        )
    )


def follow_line(event: Event, line: PlanLine, *, now: datetime) -> None:
    """What the council decided holds for an event that is still ahead; a held one keeps its own."""
    if event.state not in AHEAD:
        return
    old = days_of(event)
    for name in SHARED:
        setattr(event, name, getattr(line, name))
    if event.state is EventState.MOVED and event.starts_on is not None:
        event.state, event.state_reason = EventState.PLANNED, ""
    event.changed_at = now
    event.revision += 1
    reason, venue = line.reason.strip(), venue_of(event)
    aftermath.run(EventTurn(event.id, reason, old, days_of(event), now, venue))
