"""The official production calendar of Russia, taken from the `holidays` package.

The package answers plausibly wrong for years it has no decree for, so a year counts as verified
only while its total of working days equals the total recorded here from the published calendar.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from holidays import country_holidays

from core.kernel.workdays import WorkCalendar

OFFICIAL_TOTALS = MappingProxyType({2023: 247, 2024: 248, 2025: 247, 2026: 247, 2027: 247})
# The total of 2027 comes from the decree that the package cites, and from no second source.
UNCONFIRMED = frozenset({2027})
FIRST_YEAR, LAST_YEAR = 2020, 2035


def work_calendar(
    *,
    extra_days_off: Iterable[date] = (),
    extra_working_days: Iterable[date] = (),
    confirmed_years: Iterable[int] = (),
) -> WorkCalendar:
    """The calendar of all known years with the region's own days; cheap to call again.

    `confirmed_years` are the years of `UNCONFIRMED` that the installation vouches for. Beyond
    the known years only weekends are days off, and nothing there is verified.
    """
    federal = federal_calendar(FIRST_YEAR, LAST_YEAR, frozenset(confirmed_years))
    return WorkCalendar(
        holidays=federal.holidays,
        working_weekends=federal.working_weekends,
        verified_years=federal.verified_years,
        extra_days_off=frozenset(extra_days_off),
        extra_working_days=frozenset(extra_working_days),
    )


@cache
def federal_calendar(first: int, last: int, confirmed_years: frozenset[int]) -> WorkCalendar:
    """The federal calendar of the years `first` to `last`, built once per process."""
    russia = country_holidays("RU", years=range(first, last + 1))
    calendar = WorkCalendar(frozenset(russia), frozenset(russia.weekend_workdays))
    verified = frozenset(
        year
        for year in range(first, last + 1)
        if agrees(calendar, year) and year not in UNCONFIRMED - confirmed_years
    )
    return WorkCalendar(calendar.holidays, calendar.working_weekends, verified)


def agrees(calendar: WorkCalendar, year: int) -> bool:
    """Whether the calendar counts as many working days as the official one of that year."""
    return working_days_of_year(calendar, year) == OFFICIAL_TOTALS.get(year)


def working_days_of_year(calendar: WorkCalendar, year: int) -> int:
    last = date(year, 12, 31)
    return calendar.working_days_between(date(year, 1, 1) - timedelta(days=1), last)
