"""One visible event with its result, what the plan decided, how it moved, its days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import Meeting
from council.membership.models import Organisation
from events.missions.models import Call
from events.plan.models import Plan, PlanEdition, PlanLine, PlanRemoval
from events.plan.queries.lines import money_of_line
from events.plan.rules.editions import PlanEditionState
from events.programme.models import (
    Country,
    Event,
    EventCounters,
    EventResult,
    EventSeries,
    EventSession,
    EventStep,
)
from events.programme.queries.visibility import visible
from events.programme.rules import (
    EventAction,
    EventFormat,
    EventState,
    EventType,
    SessionKind,
    Support,
)
from events.programme.rules.counters import COUNTERS


@dataclass(frozen=True, slots=True)
class EventHead:
    """An event as visitors may know it; the figures are None until its results are published."""

    id: UUID
    number: int
    slug: str
    year: int
    name: str
    name_english: str
    type: EventType
    format: EventFormat
    remote_reason: str
    state: EventState
    state_reason: str
    country: str
    city: str
    zone: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    sectors: list[str]
    themes: list[str]
    participants: int
    trade_mission: Support
    rec_office: Support
    ordinal: int | None
    changed_at: datetime
    country_name: str
    responsible: str
    series: str
    people: int | None
    regions: int | None
    countries: int | None
    guest_companies: int | None
    published_at: datetime | None
    summary: str | None
    summary_english: str | None
    companies: int | None
    meetings: int | None
    intents: int | None
    contracts: int | None
    amount: int | None
    currency: str | None


FIELDS = tuple(EventHead.__dataclass_fields__)
OWN = FIELDS[: FIELDS.index("country_name")]
RESULT = FIELDS[FIELDS.index("published_at") :]


def get_event(number: int) -> EventHead:
    """Raises `NotFound` for an event that visitors may not see, as for one that is none."""
    is_published = and_(EventResult.event_id == Event.id, EventResult.published_at.is_not(None))
    query = (
        select(
            *(getattr(Event, name) for name in OWN),
            func.coalesce(Country.name, ""),
            func.coalesce(Organisation.name, ""),
            func.coalesce(EventSeries.name, ""),
            *(getattr(EventCounters, name) for name in COUNTERS),
            *(getattr(EventResult, name) for name in RESULT),
        )
        .select_from(Event)
        .outerjoin(Country, Country.code == Event.country)
        .outerjoin(Organisation, Organisation.id == Event.responsible_id)
        .outerjoin(EventSeries, EventSeries.id == Event.series_id)
        .outerjoin(EventCounters, EventCounters.event_id == Event.id)
        .outerjoin(EventResult, is_published)
        .where(Event.number == number, visible())
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such event for visitors")
    return EventHead(*tuple[Any, ...](row))


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """The line of the last decided edition that names the event.

    `last_edition` is the newest decided one of that plan; `removal` says why it left the event out.
    """

    plan_year: int
    edition: int
    approved_on: date | None
    meeting_year: int | None
    meeting_number: int | None
    starts_on: date | None
    ends_on: date | None
    month: int | None
    participants: int
    responsible_name: str
    co_executors: str
    expected_result: str
    rubles: int
    last_edition: int
    removal: str | None


def find_decided_line(event_id: UUID) -> DecidedLine | None:
    """One statement."""
    later, taking = aliased(PlanEdition), aliased(PlanEdition)
    approved = PlanEditionState.APPROVED
    last = select(func.max(later.number)).where(
        later.plan_id == PlanEdition.plan_id, later.state == approved
    )
    removal = (
        select(func.max(PlanRemoval.reason))
        .join(taking, taking.id == PlanRemoval.edition_id)
        .where(
            PlanRemoval.event_id == event_id,
            taking.plan_id == PlanEdition.plan_id,
            taking.number == PlanEdition.number + 1,
            taking.state == approved,
        )
    )
    p = PlanLine
    columns: tuple[Any, ...] = (
        *(Plan.year, PlanEdition.number, PlanEdition.approved_on, Meeting.year, Meeting.number),
        *(p.starts_on, p.ends_on, p.month, p.participants, p.responsible_name, p.co_executors),
        *(p.expected_result, money_of_line(), last.scalar_subquery(), removal.scalar_subquery()),
    )
    query = (
        select(*columns)
        .select_from(PlanLine)
        .join(PlanEdition, PlanEdition.id == PlanLine.edition_id)
        .join(Plan, Plan.id == PlanEdition.plan_id)
        .outerjoin(Meeting, Meeting.id == PlanEdition.meeting_id)
        .where(PlanLine.event_id == event_id, PlanEdition.state == approved)
        .order_by(Plan.year.desc(), PlanEdition.number.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return DecidedLine(*row) if row else None


@dataclass(frozen=True, slots=True)
class Move:
    """A step that gave the event other days, with those it had before."""

    day: date
    reason: str
    old_starts_on: date | None
    old_ends_on: date | None
    old_days: str


def list_moves(event_id: UUID) -> tuple[Move, ...]:
    s = EventStep
    query = (
        select(s.day, s.reason, s.old_starts_on, s.old_ends_on, s.old_days)
        .where(s.event_id == event_id, s.action == EventAction.MOVE)
        .order_by(s.position)
    )
    return tuple(Move(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row of the programme in the time of the place."""

    day: date
    starts_at: time
    ends_at: time | None
    title: str
    place: str
    kind: SessionKind


def list_sessions(event_id: UUID) -> tuple[SessionRow, ...]:
    s = EventSession
    columns = (s.day, s.starts_at, s.ends_at, s.title, s.place, s.kind)
    query = select(*columns).where(s.event_id == event_id)
    rows = db.session.execute(query.order_by(s.day, s.starts_at, s.position, s.title))
    return tuple(SessionRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class CallRow:
    """The call for applications to an event."""

    offer: str
    offer_english: str
    payment: str
    payment_english: str
    places: int
    taken: int
    last_day: date

    def is_open(self, today: date) -> bool:
        return today <= self.last_day

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)


def find_call(event_id: UUID) -> CallRow | None:
    texts = (Call.offer, Call.offer_english, Call.payment, Call.payment_english)
    query = select(*texts, Call.places, Call.taken, Call.last_day)
    row = db.session.execute(query.where(Call.event_id == event_id)).one_or_none()
    return CallRow(*row) if row else None
