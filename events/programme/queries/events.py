"""Single events: rows for lists, one event for its page, the steps of its life."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.membership.models import Organisation
from events.programme.models import Country, Event, EventResult, EventSeries, EventStep
from events.programme.queries.visibility import was_approved
from events.programme.rules import EventAction, EventFormat, EventState, EventType, Support


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list."""

    id: UUID
    number: int
    slug: str
    name: str
    type: EventType
    state: EventState
    country_name: str
    city: str
    zone: str
    year: int
    starts_on: date | None
    ends_on: date | None
    month: int | None
    is_public: bool
    was_approved: bool
    country: str


ROW: tuple[Any, ...] = (
    Event.id,
    Event.number,
    Event.slug,
    Event.name,
    Event.type,
    Event.state,
    func.coalesce(Country.name, Event.country),
    Event.city,
    Event.zone,
    Event.year,
    Event.starts_on,
    Event.ends_on,
    Event.month,
    Event.is_public,
)


LISTED: tuple[Any, ...] = (*ROW, was_approved(), Event.country)


def list_event_years() -> tuple[int, ...]:
    """Years that have events, the newest first."""
    return tuple(db.session.scalars(select(Event.year).distinct().order_by(Event.year.desc())))


def list_events(year: int) -> tuple[EventRow, ...]:
    """Events of a year by their days, undated ones last; one statement."""
    query = (
        select(*LISTED)
        .outerjoin(Country, Country.code == Event.country)
        .where(Event.year == year)
        .order_by(Event.starts_on.is_(None), Event.starts_on, Event.month, Event.number)
    )
    return tuple(EventRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class EventHead:
    """One event with all its own columns. `has_report`: somebody wrote a summary."""

    id: UUID
    number: int
    slug: str
    name: str
    type: EventType
    state: EventState
    country_name: str
    city: str
    zone: str
    year: int
    starts_on: date | None
    ends_on: date | None
    month: int | None
    is_public: bool
    name_english: str
    code: str
    country: str
    format: EventFormat
    remote_reason: str
    sectors: list[str]
    themes: list[str]
    participants: int
    responsible: str
    trade_mission: Support
    rec_office: Support
    note: str
    state_reason: str
    series: str
    ordinal: int | None
    commission: str
    revision: int
    has_report: bool
    published_at: datetime | None
    was_approved: bool


HEAD: tuple[Any, ...] = (
    *ROW,
    Event.name_english,
    func.coalesce(Event.code, ""),
    Event.country,
    Event.format,
    Event.remote_reason,
    Event.sectors,
    Event.themes,
    Event.participants,
    func.coalesce(Organisation.name, ""),
    Event.trade_mission,
    Event.rec_office,
    Event.note,
    Event.state_reason,
    func.coalesce(EventSeries.name, ""),
    Event.ordinal,
    Event.commission,
    Event.revision,
    func.coalesce(EventResult.summary, "") != "",
    EventResult.published_at,
    was_approved(),
)


def get_event(number: int) -> EventHead:
    """The event of a number; raises `NotFound`. One statement."""
    query = (
        select(*HEAD)
        .select_from(Event)
        .outerjoin(Country, Country.code == Event.country)
        .outerjoin(Organisation, Organisation.id == Event.responsible_id)
        .outerjoin(EventSeries, EventSeries.id == Event.series_id)
        .outerjoin(EventResult, EventResult.event_id == Event.id)
        .where(Event.number == number)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such event")
    return EventHead(*row)


def lock_event(event_id: UUID) -> Event:
    """The locked event: whoever changes it waits for the one before; raises `NotFound`."""
    query = select(Event).where(Event.id == event_id).with_for_update()
    event = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if event is None:
        raise NotFound("no such event")
    return event


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of an event's life."""

    action: EventAction
    day: date
    reason: str
    old_starts_on: date | None
    old_ends_on: date | None
    old_days: str
    actor_name: str
    at: datetime


def list_steps(event_id: UUID) -> tuple[StepRow, ...]:
    """The steps of an event in their order; one statement."""
    s = EventStep
    columns = (s.action, s.day, s.reason, s.old_starts_on, s.old_ends_on, s.old_days)
    query = select(*columns, s.actor_name, s.at).where(s.event_id == event_id).order_by(s.position)
    return tuple(StepRow(*row) for row in db.session.execute(query))


def was_moved(event_id: UUID, state: EventState) -> bool:
    """Whether its days, once known again, are those of a move; one statement at most."""
    if state is EventState.MOVED:
        return True
    return any(step.action is EventAction.MOVE for step in list_steps(event_id))


def find_turn(event_id: UUID) -> StepRow | None:
    """The last time that the event was moved or cancelled; one statement."""
    turns = (EventAction.MOVE, EventAction.CANCEL)
    return next((step for step in reversed(list_steps(event_id)) if step.action in turns), None)
