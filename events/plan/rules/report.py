"""What the report on a plan's execution says, as values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from events.plan.rules.completion import Completion, Part
from events.plan.rules.printed import TakenOut
from events.programme.rules import EventType


@dataclass(frozen=True, slots=True)
class Decision:
    """An edition: the minutes that approved it, and how much it changed by kinds of change."""

    edition: int
    approved_on: date
    minutes_number: int
    item_number: int | None = None
    added: int = 0
    moved: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An event of the plan that is not among the held ones, and why."""

    name: str
    planned: str
    standing: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """The year on a day. `definition` are the sentences printed beside the figure."""

    body: str
    title: str
    year: int
    day: date
    figures: Completion
    definition: tuple[str, ...]
    decisions: tuple[Decision, ...]
    by_type: Mapping[EventType, Part]
    by_quarter: Mapping[int, Part]
    by_country: Mapping[str, Part]
    priority: Part
    whole: Part
    not_counted: tuple[NotCounted, ...]
    unplanned: tuple[str, ...]
    taken_out: tuple[TakenOut, ...]
    made_at: datetime
    closed_on: date | None = None
