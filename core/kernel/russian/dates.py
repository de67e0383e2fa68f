"""Days, periods and moments in Russian, with no-break spaces where a line must not break.

Months stand in the genitive after a day; «г.» and «года» never part from the year.
"""

from datetime import date, datetime

from core.kernel.russian.words import MONTHS, MONTHS_ALONE, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT
from core.kernel.typography import EN_DASH, roman, tied
from core.kernel.zones import local, moscow_offset

HALVES, QUARTERS = 2, 4


def date_brief(day: date) -> str:
    """«17 декабря»."""
    return tied(str(day.day), MONTHS[day.month - 1])


def date_long(day: date) -> str:
    """«5 декабря 2026 г.»."""
    return f"{date_brief(day)} {tied(str(day.year), 'г.')}"


def date_short(day: date) -> str:
    """«05.12.2026», for tables."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def date_with_weekday(day: date) -> str:
    """«суббота, 1 ноября 2025 г.»: a deadline on a working Saturday surprises without it."""
    return f"{weekday(day)}, {date_long(day)}"


def month_short(day: date) -> str:
    """«18 сент. 2026», for narrow columns."""
    return tied(str(day.day), MONTHS_SHORT[day.month - 1], str(day.year))


def month_year(day: date) -> str:
    """«декабрь 2026 г.»."""
    return f"{MONTHS_ALONE[day.month - 1]} {tied(str(day.year), 'г.')}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def weekday_short(day: date) -> str:
    return WEEKDAYS_SHORT[day.weekday()]


def period(first: date, last: date) -> str:
    """«7–10 сентября 2026 г.» within a month, «с 30 ноября по 3 декабря 2026 г.» otherwise."""
    if last < first:
        raise ValueError(f"a period cannot end on {last}, before it begins on {first}")
    if first == last:
        return date_long(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{date_long(last)}"
    start = date_brief(first) if first.year == last.year else date_long(first)
    return f"с {start} по {date_long(last)}"


def period_brief(first: date, last: date) -> str:
    """«10–12 февраля», «30 нояб. – 3 дек.»: for lists that stand under their year."""
    if last < first:
        raise ValueError(f"a period cannot end on {last}, before it begins on {first}")
    if first == last:
        return date_brief(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{date_brief(last)}"
    ends = (tied(str(day.day), MONTHS_SHORT[day.month - 1]) for day in (first, last))
    return f" {EN_DASH} ".join(ends)


def half_year(index: int, year: int) -> str:
    """«I полугодие 2026 года»."""
    return _part_of_year(index, HALVES, "полугодие", year)


def quarter(index: int, year: int) -> str:
    """«III квартал 2026 года»."""
    return _part_of_year(index, QUARTERS, "квартал", year)


def time_of_day(moment: datetime, zone: str) -> str:
    """«11:00», or «11:00 (МСК+2)» where the clocks differ from Moscow's."""
    return f"{local(moment, zone):%H:%M}" + _zone_mark(moment, zone)


def date_time(moment: datetime, zone: str) -> str:
    """«21 ноября 2026 г., 18:04 (МСК+2)»."""
    return f"{date_long(local(moment, zone).date())}, {time_of_day(moment, zone)}"


def _zone_mark(moment: datetime, zone: str) -> str:
    offset = moscow_offset(zone, moment, "МСК")
    return tied("", f"({offset})") if offset else ""


def _part_of_year(index: int, parts: int, name: str, year: int) -> str:
    if not 1 <= index <= parts:
        raise ValueError(f"a year has no {name} number {index}")
    return f"{tied(roman(index), name)} {tied(str(year), 'года')}"
