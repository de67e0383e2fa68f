"""How far a year's plan is carried out, in integers, held against the threshold. Pure.

Counted: events of the edition in force that were held and ended in the year; measured against all
events of that edition, cancelled ones included. What an event held remotely, moved within the year
or without a report means is said per line. Source: DOMAIN.md § 1.6 (the Standard only says 80 %).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from events.programme.rules import EventState, EventType
from events.programme.rules.kinds import HELD

THRESHOLD = 80
Key = TypeVar("Key")


class LineStanding(StrEnum):
    """What a line of the plan means for the year."""

    COUNTS = "counts"
    LACKS_REPORT = "lacks_report"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    NO_DATES = "moved_without_dates"
    OTHER_YEAR = "moved_to_another_year"
    CANCELLED = "cancelled"
    REMOTE = "remote"


STILL_POSSIBLE = frozenset({LineStanding.LACKS_REPORT, LineStanding.AHEAD, LineStanding.OVERDUE})


class Verdict(StrEnum):
    """Whether the year is safe; `EMPTY` is a plan without events, which is not carried out."""

    EMPTY = "empty"
    REACHED = "reached"
    SAFE = "safe"
    TIGHT = "tight"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Counting:
    """The open questions of the formula, settings of the regulation. `threshold` in percent."""

    threshold: int = THRESHOLD
    needs_report: bool = False
    counts_remote: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the edition in force and what became of its event."""

    state: EventState
    ends_on: date | None
    has_report: bool = False
    is_remote: bool = False


def standing_of(event: Planned, year: int, today: date, counting: Counting) -> LineStanding:
    """What one event means for `year`."""
    if event.state is EventState.CANCELLED:
        return LineStanding.CANCELLED
    if event.is_remote and not counting.counts_remote:
        return LineStanding.REMOTE
    if event.ends_on is None:
        return LineStanding.NO_DATES
    if event.ends_on.year != year:
        return LineStanding.OTHER_YEAR
    if event.state in HELD:
        lacking = counting.needs_report and not event.has_report
        return LineStanding.LACKS_REPORT if lacking else LineStanding.COUNTS
    return LineStanding.OVERDUE if event.ends_on < today else LineStanding.AHEAD


@dataclass(frozen=True, slots=True)
class Completion:
    """The year in figures: `held` of `planned`, and how many of the rest can still be held."""

    planned: int
    held: int
    still_possible: int
    threshold: int = THRESHOLD

    def __post_init__(self) -> None:
        if min(self.held, self.still_possible) < 0 or self.forecast > self.planned:
            raise ValueError(f"{self.held} + {self.still_possible} do not fit {self.planned}")

    @property
    def needed(self) -> int:
        """The smallest number of held events that reaches the threshold."""
        return -(-self.planned * self.threshold // 100)

    @property
    def is_met(self) -> bool:
        """Integers, never a rounded percentage; a plan without events is not carried out."""
        return self.planned > 0 and self.held * 100 >= self.planned * self.threshold

    @property
    def lacking(self) -> int:
        """How many more events have to be held."""
        return max(0, self.needed - self.held)

    @property
    def forecast(self) -> int:
        """Held at the year's end if everything that still can be held is held."""
        return self.held + self.still_possible

    @property
    def may_lose(self) -> int:
        """How many of those still possible may fall out with the threshold reached all the same."""
        return max(0, min(self.still_possible, self.forecast - self.needed))

    @property
    def percent(self) -> int:
        return whole_percent(self.held, self.planned)

    @property
    def percent_tenths(self) -> int:
        return shown_tenths(self.held, self.planned, self.threshold)

    @property
    def forecast_tenths(self) -> int:
        return shown_tenths(self.forecast, self.planned, self.threshold)

    @property
    def verdict(self) -> Verdict:
        if self.planned == 0:
            return Verdict.EMPTY
        if self.is_met:
            return Verdict.REACHED
        if self.forecast < self.needed:
            return Verdict.OUT_OF_REACH
        return Verdict.TIGHT if self.forecast == self.needed else Verdict.SAFE


def whole_percent(part: int, whole: int) -> int:
    """Rounded down: 19 of 24 is 79 percent; of nothing it is nought."""
    return part * 100 // whole if whole else 0


def shown_tenths(part: int, whole: int, threshold: int) -> int:
    """Percent in tenths, rounded to the nearest, but never up to a threshold not reached."""
    if not whole:
        return 0
    tenths = (part * 2000 + whole) // (2 * whole)
    falls_short = part * 100 < whole * threshold
    return min(tenths, threshold * 10 - 1) if falls_short else tenths


def completion_of(standings: Iterable[LineStanding], counting: Counting) -> Completion:
    """The figures of a year from what each line of its plan means."""
    given = tuple(standings)
    return Completion(
        planned=len(given),
        held=given.count(LineStanding.COUNTS),
        still_possible=sum(each in STILL_POSSIBLE for each in given),
        threshold=counting.threshold,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the plan for information: by type, quarter or country; money in rubles."""

    planned: int
    held: int
    money_planned: int = 0
    money_held: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A line with its standing and what the breakdowns ask for."""

    standing: LineStanding
    kind: EventType
    quarter: int
    country: str
    money: int
    is_priority: bool = False


def broken_down(lines: Iterable[Counted], key: Callable[[Counted], Key]) -> dict[Key, Part]:
    """Parts of the plan by `key`, in the order in which the keys first come."""
    found: dict[Key, Part] = {}
    for line in lines:
        part = found.get(key(line), Part(0, 0))
        is_held = line.standing is LineStanding.COUNTS
        found[key(line)] = Part(
            part.planned + 1,
            part.held + is_held,
            part.money_planned + line.money,
            part.money_held + line.money * is_held,
        )
    return found
