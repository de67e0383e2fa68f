"""What events brought: the results of one, the totals of a year."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from events.programme.models import (
    Event,
    EventContract,
    EventCost,
    EventFeedback,
    EventPhoto,
    EventResult,
)
from events.programme.rules import ContractShown, EventType
from events.programme.rules.results import Contract


@dataclass(frozen=True, slots=True)
class ResultRow:
    """Figures as published; `own_figures` were typed. Revision 0: nobody wrote anything yet."""

    summary: str = ""
    summary_english: str = ""
    companies: int = 0
    meetings: int = 0
    intents: int = 0
    contracts: int = 0
    amount: int = 0
    currency: str = "USD"
    own_figures: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    revision: int = 0


def find_result(event_id: UUID) -> ResultRow:
    r = EventResult
    columns: tuple[Any, ...] = (
        r.summary,
        r.summary_english,
        r.companies,
        r.meetings,
        r.intents,
        r.contracts,
        r.amount,
        r.currency,
        r.own_figures,
        r.published_at,
        r.revision,
    )
    query = select(*columns).where(r.event_id == event_id)
    row = db.session.execute(query).one_or_none()
    return ResultRow(*row) if row else ResultRow()


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract with its event."""

    id: UUID
    event_id: UUID
    number: str
    company: str
    partner: str
    subject: str
    amount: int
    currency: str
    rate: int | None
    signed_on: date
    shown: ContractShown

    @property
    def value(self) -> Contract:
        """As the rules count it."""
        return Contract(
            self.number,
            self.company,
            self.partner,
            self.signed_on,
            self.amount,
            self.currency,
            self.rate,
        )


def list_contracts(event_id: UUID) -> tuple[ContractRow, ...]:
    """One statement."""
    return contracts_where(EventContract.event_id == event_id)


def list_contracts_of_year(year: int) -> tuple[ContractRow, ...]:
    """Contracts of the events of a year; one statement."""
    events = select(Event.id).where(Event.year == year)
    return contracts_where(EventContract.event_id.in_(events))


def contracts_where(condition: ColumnElement[bool]) -> tuple[ContractRow, ...]:
    c = EventContract
    sides = (c.id, c.event_id, c.number, c.company, c.partner, c.subject)
    columns: tuple[Any, ...] = (*sides, c.amount, c.currency, c.rate, c.signed_on, c.shown)
    query = select(*columns).where(condition).order_by(c.signed_on, c.company, c.id)
    return tuple(ContractRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class CostRow:
    id: UUID
    item: str
    source: str
    kopecks: int


def list_costs(event_id: UUID) -> tuple[CostRow, ...]:
    """One statement."""
    c = EventCost
    query = (
        select(c.id, c.item, c.source, c.kopecks)
        .where(c.event_id == event_id)
        .order_by(c.added_at, c.id)
    )
    return tuple(CostRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    id: UUID
    company: str
    grade: int
    text: str
    by_link: bool
    may_quote: bool
    is_shown: bool


def list_feedback(event_id: UUID) -> tuple[FeedbackRow, ...]:
    """One statement."""
    f = EventFeedback
    query = (
        select(f.id, f.company, f.grade, f.text, f.by_link, f.may_quote, f.is_shown)
        .where(f.event_id == event_id)
        .order_by(f.added_at, f.id)
    )
    return tuple(FeedbackRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A file of an event; `sha256` finds its content."""

    id: UUID
    name: str
    caption: str
    sha256: str
    size: int
    media_type: str
    revision: int
    consent: str
    is_shown: bool
    width: int | None

    @property
    def is_picture(self) -> bool:
        return self.width is not None


def list_photos(event_id: UUID) -> tuple[PhotoRow, ...]:
    """One statement."""
    p, f = EventPhoto, StoredFile
    columns: tuple[Any, ...] = (
        *(p.id, p.name, p.caption, p.sha256, f.size, f.media_type),
        *(p.revision, p.consent, p.is_shown, p.width),
    )
    query = (
        select(*columns)
        .join(f, f.sha256 == p.sha256)
        .where(p.event_id == event_id)
        .order_by(p.position)
    )
    return tuple(PhotoRow(*row) for row in db.session.execute(query))


def get_photo(event_id: UUID, photo_id: UUID) -> PhotoRow:
    """Raises `NotFound`."""
    found = next((row for row in list_photos(event_id) if row.id == photo_id), None)
    if found is None:
        raise NotFound("no such file")
    return found


@dataclass(frozen=True, slots=True)
class EventTotals:
    """What one event of a year cost and brought, without its contracts."""

    id: UUID
    number: int
    name: str
    type: EventType
    companies: int
    meetings: int
    intents: int
    spent: int


def list_totals(year: int) -> tuple[EventTotals, ...]:
    """Events of a year that have results or costs; one statement."""
    spent = (
        select(func.coalesce(func.sum(EventCost.kopecks), 0))
        .where(EventCost.event_id == Event.id)
        .scalar_subquery()
    )
    has_costs = select(EventCost.id).where(EventCost.event_id == Event.id).exists()
    figures = (EventResult.companies, EventResult.meetings, EventResult.intents)
    query = (
        select(
            Event.id,
            Event.number,
            Event.name,
            Event.type,
            *(func.coalesce(each, 0) for each in figures),
            spent,
        )
        .select_from(Event)
        .outerjoin(EventResult, EventResult.event_id == Event.id)
        .where(Event.year == year, EventResult.event_id.is_not(None) | has_costs)
        .order_by(Event.starts_on, Event.number)
    )
    return tuple(EventTotals(*row[:7], spent=int(row[7])) for row in db.session.execute(query))
