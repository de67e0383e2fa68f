"""The period of a report: half-year, quarter, year or months of one year. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.kernel.errors import N_, Refusal, Refused
from council.reports.rules.kinds import PeriodKind, ReportKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS_OF = {PeriodKind.HALF_YEAR: 6, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of one year; `index` tells which half-year or quarter it is."""

    kind: PeriodKind
    year: int
    from_month: int
    to_month: int

    @property
    def index(self) -> int:
        return (self.to_month - 1) // (self.to_month - self.from_month + 1) + 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.from_month, 1)

    @property
    def last_day(self) -> date:
        after = date(self.year + self.to_month // DECEMBER, self.to_month % DECEMBER + 1, 1)
        return after - timedelta(days=1)


def part_of_year(kind: PeriodKind, year: int, index: int = 1) -> Period:
    """The half-year, quarter or year number `index`; raises `ValueError` if there is none."""
    length = MONTHS_OF[kind]
    if not 1 <= index <= DECEMBER // length:
        raise ValueError(f"a year has no {kind} number {index}")
    return Period(kind, year, (index - 1) * length + 1, index * length)


def months(year: int, first: int, last: int) -> Period:
    """From one month to another of the same year; raises `Refused` if they are out of order."""
    if not 1 <= first <= last <= DECEMBER:
        message = N_("Choose the months in their order: the first cannot be later than the last.")
        raise Refused(Refusal("months_order", message))
    return Period(PeriodKind.MONTHS, year, first, last)


def half_year_of(day: date) -> Period:
    return part_of_year(PeriodKind.HALF_YEAR, day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004


def usual_period(kind: ReportKind | None, day: date) -> Period:
    """What a report begun on the day most likely covers; its author may choose otherwise."""
    if kind is ReportKind.INTERIM:
        return months(day.year, 1, day.month)
    if kind is ReportKind.PROGRAMME:
        return part_of_year(PeriodKind.YEAR, day.year)
    return half_year_of(day)
