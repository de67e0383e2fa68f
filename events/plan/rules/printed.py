"""What a printed plan says, as values. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from events.programme.rules import EventType


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line as it is printed; the type chooses its part of the table."""

    number: str
    name: str
    type: EventType
    place: str
    starts_on: date | None
    ends_on: date | None
    month: str
    format: str
    sectors: str
    participants: int
    responsible: str
    rubles: int
    source: str
    state: str
    co_executors: str = ""
    support: str = ""
    expected_result: str = ""
    outcome: str = ""

    @property
    def quarter(self) -> int:
        """1-4 by the last day; 0 for a line that knows only its month."""
        return (self.ends_on.month + 2) // 3 if self.ends_on else 0


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An event that an edition took out of the plan; `is_late`: after its planned last day."""

    edition: int
    name: str
    reason: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """What a printed plan says. Approved by minutes, or (without a number) still a draft."""

    body: str
    body_genitive: str
    title: str
    year: int
    edition: int
    approved_on: date | None
    minutes_number: int | None
    rows: tuple[PlanRow, ...]
    made_at: datetime
    address: str = ""
    item_number: int | None = None
    taken_out: tuple[TakenOut, ...] = ()
