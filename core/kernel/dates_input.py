"""Dates and times as people type them: 21.11.2026, 21/11/26, 2026-11-21, «21 ноября».

Day before month, always. What can be meant in two ways is refused, not guessed.
"""

import re
from calendar import monthrange
from datetime import date, time

from core.kernel.english import words as english
from core.kernel.errors import N_
from core.kernel.russian import words as russian
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable

YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
STORED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[./-])(?P<month>[0-9]{1,2})"
    r"(?:(?P=mark)(?P<year>[0-9]{4}|[0-9]{2}))?"
)
IN_WORDS = re.compile(r"(?P<day>[0-9]{1,2}) ?(?P<name>[a-zа-я]{3,})\.?(?:,? (?P<year>[0-9]{4}))?")
YEAR_MARK = re.compile(r"(?<=[0-9]) ?(?:г\.?|год|года)$")
TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.-]([0-5][0-9])")
FIRST_YEAR, LAST_YEAR = 1900, 2199
CENTURY = 2000
LEAP_YEARS_APART = 8  # around 2100 that many years pass without a 29 February
MONTH_NAMES = (russian.MONTHS, russian.MONTHS_ALONE, english.MONTHS)


def stored_day(text: str) -> date | None:
    """The day that records hold as 2026-11-21; None for any other text, however like a day."""
    if not STORED.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_date(text: str, *, near: date | None = None) -> date:
    """The day that was typed; raises `Unreadable`.

    Without a year it is the day nearest to `near`, the later one of two; without `near` either,
    it is refused.
    """
    typed = YEAR_MARK.sub("", " ".join(fold(text).split()))
    found = YEAR_FIRST.fullmatch(typed) or DAY_FIRST.fullmatch(typed) or IN_WORDS.fullmatch(typed)
    parts = found.groupdict() if found else {}
    month = month_named(parts["name"]) if "name" in parts else int(parts.get("month", 0))
    if not found or month is None:
        raise Unreadable("date_unreadable", N_("Enter the date in digits, such as 21.11.2026."))
    day, year = int(parts["day"]), parts["year"]
    if year:
        return existing(full_year(year), month, day)
    if near is None:
        raise Unreadable("date_without_year", N_("Enter the date with its year: 21.11.2026."))
    return nearest(month, day, near)


def parse_time(text: str) -> time:
    """The time that was typed, such as 11:00, 11.00 or 9-05; raises `Unreadable`."""
    found = TIME.fullmatch(text.strip())
    if not found:
        message = N_("Enter the time in hours and minutes, such as 11:00.")
        raise Unreadable("time_unreadable", message)
    return time(int(found[1]), int(found[2]))


def month_named(name: str) -> int | None:
    """The number of a month from its name or the beginning of it, three letters at least."""
    for names in MONTH_NAMES:
        for number, month in enumerate(names, start=1):
            if month.casefold().startswith(name):
                return number
    return None


def full_year(digits: str) -> int:
    year = int(digits) if len(digits) > len("26") else CENTURY + int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = N_("Enter a year from %(first)s to %(last)s.")
        raise Unreadable("date_year", message, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        message = N_("There is no such day in the calendar. Check the day and the month.")
        raise Unreadable("date_impossible", message) from error


def nearest(month: int, day: int, near: date) -> date:
    existing(CENTURY, month, day)  # the year 2000 has every day that any year has
    years = range(near.year - LEAP_YEARS_APART, near.year + LEAP_YEARS_APART + 1)
    days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    return min(days, key=lambda other: (abs(other - near), other < near))
