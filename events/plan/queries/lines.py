"""Lines of an edition with what became of their events; events outside the plan."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, null, select
from sqlalchemy.sql.elements import ColumnElement

from core.adapters.database import db
from council.membership.models import Organisation
from events.plan.models import PlanEdition, PlanLine, PlanMoney, PlanRemoval
from events.programme.models import Country, Event, EventResult
from events.programme.rules import EventFormat, EventState, EventType


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as decided (`planned_*`, `rubles`) and its event as it stands now.

    For an event outside the plan the planned days are its own and `rubles` is nought. `reason` is
    why the edition changes the line.
    """

    event_id: UUID
    number: int
    slug: str
    year: int
    code: str
    name: str
    type: EventType
    format: EventFormat
    country: str
    country_name: str
    is_priority: bool
    city: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    planned_starts_on: date | None
    planned_ends_on: date | None
    planned_month: int | None
    sectors: list[str]
    responsible: str
    participants: int
    rubles: int
    state: EventState
    state_reason: str
    trade_mission: str
    companies: int | None
    contracts: int | None
    line_id: UUID | None
    name_english: str = ""
    event_format: EventFormat = EventFormat.IN_PERSON
    reason: str = ""
    reported_at: datetime | None = None


def money_of_line() -> ColumnElement[int]:
    return (
        select(func.coalesce(func.sum(PlanMoney.rubles), 0))
        .where(PlanMoney.line_id == PlanLine.id)
        .scalar_subquery()
    )


EVENT_COLUMNS = (Event.id, Event.number, Event.slug, Event.year)
NOW_COLUMNS = (
    Event.state,
    Event.state_reason,
    Event.trade_mission,
    EventResult.companies,
    EventResult.contracts,
)
LINE_COLUMNS: tuple[Any, ...] = (
    *EVENT_COLUMNS,
    PlanLine.number,
    PlanLine.name,
    PlanLine.type,
    PlanLine.format,
    PlanLine.country,
    func.coalesce(Country.name, PlanLine.country),
    func.coalesce(Country.is_priority, False),
    PlanLine.city,
    Event.starts_on,
    Event.ends_on,
    Event.month,
    PlanLine.starts_on,
    PlanLine.ends_on,
    PlanLine.month,
    PlanLine.sectors,
    func.coalesce(Organisation.name, PlanLine.responsible_name),
    PlanLine.participants,
    money_of_line(),
    *NOW_COLUMNS,
    PlanLine.id,
    Event.name_english,
    Event.format,
    PlanLine.reason,
    EventResult.published_at,
)
UNPLANNED_COLUMNS: tuple[Any, ...] = (
    *EVENT_COLUMNS,
    func.coalesce(Event.code, ""),
    Event.name,
    Event.type,
    Event.format,
    Event.country,
    func.coalesce(Country.name, Event.country),
    func.coalesce(Country.is_priority, False),
    Event.city,
    Event.starts_on,
    Event.ends_on,
    Event.month,
    Event.starts_on,
    Event.ends_on,
    Event.month,
    Event.sectors,
    func.coalesce(Organisation.name, ""),
    Event.participants,
    literal(0),
    *NOW_COLUMNS,
    null(),
    Event.name_english,
    Event.format,
)


def list_lines(edition_id: UUID) -> tuple[LineRow, ...]:
    """Lines in their order; one statement."""
    query = (
        select(*LINE_COLUMNS)
        .join(Event, Event.id == PlanLine.event_id)
        .outerjoin(Country, Country.code == PlanLine.country)
        .outerjoin(Organisation, Organisation.id == PlanLine.responsible_id)
        .outerjoin(EventResult, EventResult.event_id == Event.id)
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanLine.position)
    )
    return tuple(LineRow(*row) for row in db.session.execute(query))


def list_unplanned(
    year: int, edition_id: UUID | None, most: int | None = None
) -> tuple[LineRow, ...]:
    """Public events of the year that the edition in force does not name; one statement."""
    planned = select(PlanLine.event_id).where(PlanLine.edition_id == edition_id)
    query = (
        select(*UNPLANNED_COLUMNS)
        .select_from(Event)
        .outerjoin(Country, Country.code == Event.country)
        .outerjoin(Organisation, Organisation.id == Event.responsible_id)
        .outerjoin(EventResult, EventResult.event_id == Event.id)
        .where(Event.year == year, Event.is_public, Event.id.not_in(planned))
        .order_by(Event.starts_on, Event.number)
        .limit(most)
    )
    return tuple(LineRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """An event that an edition took out of the plan, as it stands now.

    `is_late`: taken out after its planned last day.
    """

    edition_id: UUID
    event_id: UUID
    name: str
    reason: str
    is_late: bool
    state: EventState
    year: int
    ends_on: date | None
    month: int | None
    event_format: EventFormat
    name_english: str
    reported_at: datetime | None


def list_removed(plan_id: UUID) -> tuple[RemovedRow, ...]:
    """Events taken out by the editions of a plan; one statement."""
    query = (
        select(
            PlanRemoval.edition_id,
            PlanRemoval.event_id,
            Event.name,
            PlanRemoval.reason,
            PlanRemoval.is_late,
            *(Event.state, Event.year, Event.ends_on, Event.month, Event.format),
            *(Event.name_english, EventResult.published_at),
        )
        .join(PlanEdition, PlanEdition.id == PlanRemoval.edition_id)
        .join(Event, Event.id == PlanRemoval.event_id)
        .outerjoin(EventResult, EventResult.event_id == Event.id)
        .where(PlanEdition.plan_id == plan_id)
        .order_by(PlanEdition.number, Event.number)
    )
    return tuple(RemovedRow(*tuple[Any, ...](row)) for row in db.session.execute(query))
