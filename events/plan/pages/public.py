"""The plan of a year as visitors see it, with its filters."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from events.plan.pages.figures import PlanLineShown, TypeRow, YearFigures, percent_of_year
from events.plan.queries import EditionRow
from events.plan.queries.closing import ClosedYear
from events.plan.queries.lines import LineRow, RemovedRow
from events.plan.rules.completion import Completion, LineStanding
from events.plan.rules.history import Point
from events.programme.rules import EventType

EARLY = 60  # days: before them the word would stand over the names of the rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; None means all."""

    type: EventType | None = None
    country: str | None = None
    sector: str | None = None
    state: LineStanding | None = None

    def params(self) -> dict[str, str | None]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: its value, how many lines it would show, whether it is chosen."""

    value: str
    label: object
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TodayMark:
    """The place of today in percent of the year; its word stands to the right while it is early."""

    at: str
    is_early: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page of a year."""

    figures: YearFigures
    title: str
    today: date
    today_at: TodayMark | None
    in_force: EditionRow
    editions: tuple[EditionRow, ...]
    removed: tuple[RemovedRow, ...]
    shown: tuple[PlanLineShown, ...]
    unplanned: tuple[LineRow, ...]
    timeline: tuple[TypeRow, ...]
    history: tuple[Point, ...]
    years: tuple[int, ...]
    wanted: Wanted
    types: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    states: tuple[Choice, ...]
    closed: ClosedYear | None = None
    has_more_unplanned: bool = False

    @property
    def year(self) -> int:
        return self.figures.year

    @property
    def done(self) -> Completion:
        """The figure that counts: of a closed year the one that was kept."""
        return self.figures.final(self.closed)

    @property
    def definition(self) -> tuple[str, ...]:
        """How the figure is counted, in words."""
        return self.figures.how_counted(self.closed)

    @property
    def is_filtered(self) -> bool:
        return self.wanted != Wanted()


def chosen(lines: Iterable[PlanLineShown], wanted: Wanted) -> tuple[PlanLineShown, ...]:
    """The lines that fit, by their days; those without days come last."""
    found = (line for line in lines if fits(line, wanted))
    return tuple(sorted(found, key=lambda line: line.row.starts_on or date.max))


def fits(line: PlanLineShown, wanted: Wanted) -> bool:
    row = line.row
    return (
        wanted.type in {None, row.type}
        and wanted.country in {None, row.country}
        and (wanted.sector is None or wanted.sector in row.sectors)
        and wanted.state in {None, line.standing}
    )


def choices(
    lines: Sequence[PlanLineShown],
    wanted: Wanted,
    name: str,
    values_of: Callable[[PlanLineShown], Iterable[tuple[str, object]]],
) -> tuple[Choice, ...]:
    """The values that occur among the lines fitting the other filters, most frequent first."""
    others = replace(wanted, **{name: None})
    labels: dict[str, object] = {}
    counts: Counter[str] = Counter()
    for line in chosen(lines, others):
        for value, shown in values_of(line):
            labels.setdefault(value, shown)
            counts[value] += 1
    picked = getattr(wanted, name)
    return tuple(
        Choice(value, labels[value], count, value == picked)
        for value, count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))
    )


def today_at(today: date, year: int) -> TodayMark | None:
    """Where today stands on the timeline; None in another year."""
    if today.year != year:
        return None
    passed = today.timetuple().tm_yday
    return TodayMark(percent_of_year(passed), is_early=passed < EARLY)
