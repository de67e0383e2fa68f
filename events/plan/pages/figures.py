"""A year's figures as a page shows them: gauge, verdict, parts of the plan, timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.plan.pages.definition import definition
from events.plan.queries import LineRow
from events.plan.queries.closing import ClosedYear
from events.plan.queries.lines import RemovedRow
from events.plan.rules.completion import (
    Completion,
    Counted,
    Counting,
    LineStanding,
    Part,
    Verdict,
    broken_down,
    completion_of,
    standing_of,
)
from events.plan.rules.dates import last_day, planned
from events.programme.rules import EventType
from events.words import country_in, name_in

SHOWN_DAYS_LEAST = 4  # a mark of one day is still seen
DAYS_OF_YEAR = 365
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class PlanLineShown:
    """A line with what it means for the year."""

    row: LineRow
    standing: LineStanding
    quarter: int

    @property
    def is_moved(self) -> bool:
        """The event stands on other days than the council decided."""
        row = self.row
        return row.planned_starts_on is not None and (row.starts_on, row.ends_on) != (
            row.planned_starts_on,
            row.planned_ends_on,
        )

    @property
    def tone(self) -> str:
        return TONES[self.standing]


TONES = {
    LineStanding.COUNTS: "ok",
    LineStanding.LACKS_REPORT: "warn",
    LineStanding.AHEAD: "new",
    LineStanding.OVERDUE: "warn",
    LineStanding.NO_DATES: "bad",
    LineStanding.OTHER_YEAR: "bad",
    LineStanding.CANCELLED: "bad",
    LineStanding.REMOTE: "bad",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the timeline: left edge and width in percent of the year."""

    left: str
    width: str
    tone: str
    name: str


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of events with its marks."""

    type: EventType
    marks: tuple[Mark, ...]

    @property
    def tones(self) -> tuple[str, ...]:
        return tuple(mark.tone for mark in self.marks)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Everything counted for one year. `by_country` has the priority countries alone."""

    year: int
    counting: Counting
    completion: Completion
    lines: tuple[PlanLineShown, ...]
    by_type: dict[EventType, Part]
    by_quarter: dict[int, Part]
    by_country: dict[str, Part]
    money_planned: int
    money_held: int
    priority: Part

    @property
    def whole(self) -> Part:
        done = self.completion
        return Part(done.planned, done.held, self.money_planned, self.money_held)

    def final(self, closed: ClosedYear | None) -> Completion:
        """The figure that counts: of a closed year the one that was kept."""
        return closed.figures if closed else self.completion

    def how_counted(self, closed: ClosedYear | None) -> tuple[str, ...]:
        """How that figure is counted, sentence by sentence."""
        return definition(self.year, self.final(closed), self.counting)

    @property
    def verdict(self) -> Verdict:
        return self.completion.verdict

    @property
    def is_over(self) -> bool:
        return not self.completion.still_possible

    def of(self, *standings: LineStanding) -> tuple[PlanLineShown, ...]:
        return tuple(line for line in self.lines if line.standing in standings)


def in_language(row: LineRow, language: str) -> LineRow:
    """The line with its names in the reader's language, where they are given."""
    return replace(
        row,
        name=name_in(language, row.name, row.name_english),
        country_name=country_in(language, row.country, row.country_name),
    )


def removed_in_language(rows: Iterable[RemovedRow], language: str) -> tuple[RemovedRow, ...]:
    return tuple(replace(row, name=name_in(language, row.name, row.name_english)) for row in rows)


def year_figures(
    rows: Sequence[LineRow], year: int, today: date, counting: Counting
) -> YearFigures:
    lines = tuple(
        PlanLineShown(row, standing_of(planned(row), year, today, counting), quarter_of(row, year))
        for row in rows
    )
    counted = [counted_line(line) for line in lines]
    by_type = broken_down(counted, lambda line: line.kind)
    by_quarter = broken_down(counted, lambda line: line.quarter)
    counted_priority = [each for each in counted if each.is_priority]
    priority = broken_down(counted_priority, lambda _line: "")
    return YearFigures(
        year=year,
        counting=counting,
        completion=completion_of((line.standing for line in lines), counting),
        lines=lines,
        by_type={kind: by_type[kind] for kind in EventType if kind in by_type},
        by_quarter={quarter: by_quarter[quarter] for quarter in sorted(by_quarter)},
        by_country=broken_down(counted_priority, lambda line: line.country),
        money_planned=sum(row.rubles for row in rows),
        money_held=sum(line.row.rubles for line in lines if line.standing is LineStanding.COUNTS),
        priority=priority.get("", Part(0, 0)),
    )


def quarter_of(row: LineRow, year: int) -> int:
    """1-4 by the event's last day; by the planned one if it was moved out of the year."""
    day = last_day(year, row.ends_on, row.month)
    if day is None or day.year != year:
        day = last_day(year, row.planned_ends_on, row.planned_month)
    return (day.month + 2) // 3 if day else QUARTERS


def counted_line(line: PlanLineShown) -> Counted:
    row = line.row
    return Counted(
        line.standing, row.type, line.quarter, row.country_name, row.rubles, row.is_priority
    )


def timeline(lines: Sequence[PlanLineShown], year: int) -> tuple[TypeRow, ...]:
    """One row per type; events without days are not drawn."""
    return tuple(
        TypeRow(
            kind,
            tuple(
                mark
                for mark in (mark_of(line, year) for line in lines if line.row.type is kind)
                if mark
            ),
        )
        for kind in EventType
    )


def mark_of(line: PlanLineShown, year: int) -> Mark | None:
    row = line.row
    starts_on, ends_on = row.starts_on, row.ends_on
    if starts_on is None or ends_on is None or year not in {starts_on.year, ends_on.year}:
        return None
    first = day_of(max(starts_on, date(year, 1, 1)))
    last = day_of(min(ends_on, date(year, 12, 31)))
    days = max(last - first + 1, SHOWN_DAYS_LEAST)
    return Mark(percent_of_year(first - 1), percent_of_year(days), line.tone, row.name)


def day_of(day: date) -> int:
    return day.timetuple().tm_yday


def percent_of_year(days: int) -> str:
    return f"{days * 100 / DAYS_OF_YEAR:.2f}%"
