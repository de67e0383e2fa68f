"""Visits: those of an agreement, one with its programme and what follows, open follow-ups."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.exchanges.models import (
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePoint,
    ExchangeVisit,
)
from events.exchanges.rules import Direction, MarkState
from events.programme.models import Event
from events.programme.queries import visible


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with the measure it carries out and the event it is, if visitors may see that."""

    id: UUID
    revision: int
    agreement_id: UUID
    direction: Direction
    starts_on: date
    ends_on: date
    people: int
    delegation: str
    hosts: str
    note: str
    measure_id: UUID | None
    measure_number: str | None
    measure_text: str | None
    event_number: int | None
    event_name: str | None
    event_name_english: str | None
    event_slug: str | None


V, M = ExchangeVisit, ExchangeMeasure
OWN: tuple[Any, ...] = (
    *(V.id, V.revision, V.agreement_id, V.direction, V.starts_on, V.ends_on, V.people),
    *(V.delegation, V.hosts, V.note, V.measure_id, M.number, M.text),
)


def list_visits(
    agreement_id: UUID | None = None, *, only_public: bool = False
) -> tuple[VisitRow, ...]:
    """The newest first; one statement. `only_public` leaves out the names of hidden events."""
    event = aliased(Event) if not only_public else Event
    is_named = event.id == V.event_id
    columns = (*OWN, event.number, event.name, event.name_english, event.slug)
    query = (
        select(*columns)
        .select_from(V)
        .outerjoin(M, M.id == V.measure_id)
        .outerjoin(event, and_(is_named, visible()) if only_public else is_named)
    )
    if agreement_id is not None:
        query = query.where(V.agreement_id == agreement_id)
    rows = db.session.execute(query.order_by(V.starts_on.desc(), V.id))
    return tuple(VisitRow(*row) for row in rows)


def get_visit(agreement_id: UUID, visit_id: UUID) -> VisitRow:
    """Raises `NotFound`."""
    found = next((each for each in list_visits(agreement_id) if each.id == visit_id), None)
    if found is None:
        raise NotFound("no such visit")
    return found


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the programme of a visit."""

    id: UUID
    revision: int
    visit_id: UUID
    day: date
    starts_at: time
    ends_at: time | None
    title: str
    place: str


def list_points(agreement_id: UUID) -> tuple[PointRow, ...]:
    """Of all visits under an agreement; one statement."""
    p = ExchangePoint
    query = (
        select(p.id, p.revision, p.visit_id, p.day, p.starts_at, p.ends_at, p.title, p.place)
        .join(V, V.id == p.visit_id)
        .where(V.agreement_id == agreement_id)
        .order_by(p.day, p.starts_at, p.title)
    )
    return tuple(PointRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What was agreed on a visit and what became of it."""

    id: UUID
    revision: int
    visit_id: UUID
    agreement_id: UUID
    text: str
    responsible: str
    due_on: date | None
    state: MarkState
    marked_on: date | None
    note: str


def list_follow_ups(agreement_id: UUID | None = None) -> tuple[FollowUpRow, ...]:
    """In the order in which they were written down; one statement."""
    f = ExchangeFollowUp
    columns: tuple[Any, ...] = (
        *(f.id, f.revision, f.visit_id, V.agreement_id, f.text, f.responsible, f.due_on),
        *(f.state, f.marked_on, f.note),
    )
    query = select(*columns).join(V, V.id == f.visit_id).order_by(f.added_at, f.text)
    if agreement_id is not None:
        query = query.where(V.agreement_id == agreement_id)
    return tuple(FollowUpRow(*row) for row in db.session.execute(query))


def list_event_choices() -> tuple[tuple[int, str], ...]:
    """(number, name) of events, the newest first; one statement."""
    query = select(Event.number, Event.name).order_by(Event.year.desc(), Event.number.desc())
    return tuple((row[0], row[1]) for row in db.session.execute(query.limit(500)))


def find_event(number: int | None) -> UUID | None:
    """The event of a number, or None."""
    if number is None:
        return None
    return db.session.scalar(select(Event.id).where(Event.number == number))
