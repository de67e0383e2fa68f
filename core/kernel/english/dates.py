"""Days, periods and moments in English, with the month written out: no reader can swap it.

The functions are those of `core.kernel.russian.dates`.
"""

from datetime import date, datetime

from core.kernel.english.words import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT
from core.kernel.typography import EN_DASH, tied
from core.kernel.zones import local, moscow_offset

ORDINALS = ("first", "second", "third", "fourth")
HALVES, QUARTERS = 2, 4


def date_brief(day: date) -> str:
    """17 December."""
    return tied(str(day.day), MONTHS[day.month - 1])


def date_long(day: date) -> str:
    """5 December 2026."""
    return f"{date_brief(day)} {day.year}"


def date_short(day: date) -> str:
    """05 Dec 2026, for tables: 05/12 would mean May to some."""
    return tied(f"{day.day:02}", MONTHS_SHORT[day.month - 1], str(day.year))


def date_with_weekday(day: date) -> str:
    """Saturday, 1 November 2025."""
    return f"{weekday(day)}, {date_long(day)}"


def month_short(day: date) -> str:
    """18 Sep 2026, for narrow columns."""
    return tied(str(day.day), MONTHS_SHORT[day.month - 1], str(day.year))


def month_year(day: date) -> str:
    """December 2026."""
    return tied(MONTHS[day.month - 1], str(day.year))


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def weekday_short(day: date) -> str:
    return WEEKDAYS_SHORT[day.weekday()]


def period(first: date, last: date) -> str:
    """7–10 September 2026; 30 November – 3 December 2026."""
    if last < first:
        raise ValueError(f"a period cannot end on {last}, before it begins on {first}")
    if first == last:
        return date_long(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{date_long(last)}"
    start = date_brief(first) if first.year == last.year else date_long(first)
    return f"{tied(start, EN_DASH)} {date_long(last)}"


def period_brief(first: date, last: date) -> str:
    """10–12 February; 30 Nov – 3 Dec: for lists that stand under their year."""
    if last < first:
        raise ValueError(f"a period cannot end on {last}, before it begins on {first}")
    if first == last:
        return date_brief(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{date_brief(last)}"
    ends = (tied(str(day.day), MONTHS_SHORT[day.month - 1]) for day in (first, last))
    return f" {EN_DASH} ".join(ends)


def half_year(index: int, year: int) -> str:
    """The first half of 2026, without its article."""
    return _part_of_year(index, HALVES, "half", year)


def quarter(index: int, year: int) -> str:
    """The third quarter of 2026, without its article."""
    return _part_of_year(index, QUARTERS, "quarter", year)


def time_of_day(moment: datetime, zone: str) -> str:
    """11:00, or 11:00 (MSK+2) where the clocks differ from Moscow's."""
    return f"{local(moment, zone):%H:%M}" + _zone_mark(moment, zone)


def date_time(moment: datetime, zone: str) -> str:
    """21 November 2026, 18:04 (MSK+2)."""
    return f"{date_long(local(moment, zone).date())}, {time_of_day(moment, zone)}"


def _zone_mark(moment: datetime, zone: str) -> str:
    offset = moscow_offset(zone, moment, "MSK")
    return tied("", f"({offset})") if offset else ""


def _part_of_year(index: int, parts: int, name: str, year: int) -> str:
    if not 1 <= index <= parts:
        raise ValueError(f"a year has no {name} number {index}")
    return f"{ORDINALS[index - 1]} {name} of {year}"
