"""The events behind the lines of a draft: made with a new line, brought up to a decided one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from core.adapters import journal
from core.adapters.database import db
from core.kernel.slugs import slug_of
from core.kernel.viewers import Viewer
from events.plan.models import PlanLine, PlanRemoval
from events.programme import aftermath
from events.programme.aftermath import EventTurn, days_of
from events.programme.models import Event, EventStep
from events.programme.queries.choices import venue_of
from events.programme.queries.making import next_number, next_position, zone_of
from events.programme.rules import AHEAD, EventAction, EventState
from events.programme.rules.days import Days, EventDays, is_move
from events.words import days_in

RECORDED = "ru"  # what is kept is Russian
LONGEST_NAME = 200
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


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision behind a line: the meeting's day, the body and the edition."""

    day: date
    body: str
    edition: int
    actor: Viewer
    at: datetime


def follow_line(event: Event, line: PlanLine, decided: Decided) -> None:
    """What the council decided holds for an event that is still ahead; a held one keeps its own."""
    if event.state not in AHEAD:
        return
    old, days = days_of(event), (event.starts_on, event.ends_on)
    for name in SHARED:
        setattr(event, name, getattr(line, name))
    if event.state is EventState.MOVED and event.starts_on is not None:
        event.state, event.state_reason = EventState.PLANNED, ""
    event.changed_at = decided.at
    event.revision += 1
    new, reason = days_of(event), line.reason.strip()
    if is_move(old, new):
        note_move(event, old, days, reason, decided)
    aftermath.run(EventTurn(event.id, reason, old, new, decided.at, venue_of(event)))


def note_move(event: Event, old: EventDays, days: Days, reason: str, decided: Decided) -> None:
    """A step of the event's life like any other, taken by the body that decided it."""
    first, last = days
    db.session.add(
        EventStep(
            event_id=event.id,
            position=next_position(event.id),
            action=EventAction.MOVE,
            day=decided.day,
            reason=reason,
            old_starts_on=first,
            old_ends_on=last,
            old_days="" if first else days_in(RECORDED, old),
            actor_name=decided.body[:LONGEST_NAME],
            at=decided.at,
        )
    )
    details = {"number": decided.edition, "reason": reason}
    journal.record(
        "event.moved_by_plan",
        subject_id=event.id,
        actor=decided.actor,
        at=decided.at,
        details=details,
    )
