"""A plan of the file while it is read: its events and its editions."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from events.programme.rules import EventFormat, EventState, EventType


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of a held event, as the file has them."""

    companies: int
    meetings: int
    intents: int
    contracts: int
    amount: int


@dataclass(slots=True)
class EventLine:
    """One event of a plan; `planned` days are those the council decided before a move."""

    code: str
    name: str
    type: EventType
    country: str
    city: str
    starts_on: date
    ends_on: date
    format: EventFormat
    state: EventState
    sectors: list[str]
    responsible: str | None
    participants: int
    rubles: int
    source: str
    asks_trade_mission: bool
    asks_rec_office: bool
    note: str
    planned: tuple[date, date] | None = None
    old_days: str = ""
    result: Result | None = None
    id: UUID = field(default_factory=uuid4)


@dataclass(slots=True)
class EditionLine:
    """An edition: the meeting that approved it by day and number, and its events by code."""

    approved_on: date
    protocol: int
    codes: list[str]
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PlanLines:
    year: int
    title: str
    events: dict[str, EventLine]
    editions: list[EditionLine]
