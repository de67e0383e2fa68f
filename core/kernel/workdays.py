"""Working-day arithmetic over the official production calendar.

The calendar is data that the caller hands in: nothing here knows a holiday by heart, and a year
without a verified calendar makes a deadline provisional instead of silently wrong.
"""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something may be done.

    `provisional` says that the period touches a year whose calendar nobody has verified yet.
    """

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """So many days, working days or any."""

    days: int
    is_working: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off and working days, as far as they differ from Monday to Friday.

    The region's own days (`extra_...`) go before the federal ones.
    """

    holidays: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()
    verified_years: frozenset[int] = frozenset()
    extra_days_off: frozenset[date] = frozenset()
    extra_working_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if both := self.extra_days_off & self.extra_working_days:
            raise ValueError(f"{min(both)} cannot be a day off and a working day at once")

    def is_working_day(self, day: date) -> bool:
        if day in self.extra_working_days:
            return True
        if day in self.extra_days_off or day in self.holidays:
            return False
        return day.weekday() < SATURDAY or day in self.working_weekends

    def is_verified(self, day: date) -> bool:
        """Whether the calendar of the day's year was compared with the official one."""
        return day.year in self.verified_years

    def after(self, start: date, days: int) -> date:
        """The last day of a period of `days` working days; `start` never counts."""
        return self._walk(start, days, ONE_DAY)

    def before(self, day: date, days: int) -> date:
        """The last day to act "not later than `days` working days before" `day`.

        `day` itself is not counted; the action may still happen on the result.
        """
        return self._walk(day, days, -ONE_DAY)

    def nth_of_month(self, year: int, month: int, n: int) -> date:
        """The n-th working day of a month; raises `ValueError` if the month has fewer."""
        if n < 1:
            raise ValueError(f"there is no working day number {n}")
        day = self.after(date(year, month, 1) - ONE_DAY, n)
        if (day.year, day.month) != (year, month):
            raise ValueError(f"{year}-{month:02} has fewer than {n} working days")
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`.

        Counts as `after` does; negative when `end` is the earlier day.
        """
        if end < start:
            return -self.working_days_between(end, start)
        span = range((end - start).days)
        return sum(self.is_working_day(end - timedelta(days=back)) for back in span)

    def deadline_after(self, start: date, days: int) -> Deadline:
        return self._deadline(start, self.after(start, days))

    def deadline_before(self, day: date, days: int) -> Deadline:
        return self._deadline(day, self.before(day, days))

    def deadline_of_month(self, year: int, month: int, n: int) -> Deadline:
        day = self.nth_of_month(year, month, n)
        return self._deadline(day, day)

    def _walk(self, start: date, days: int, step: timedelta) -> date:
        if days < 0:
            raise ValueError(f"{days} is no number of working days")
        day = start
        while days > 0:
            day += step
            days -= self.is_working_day(day)
        return day

    def _deadline(self, origin: date, day: date) -> Deadline:
        passed = range(min(origin, day).year, max(origin, day).year + 1)
        return Deadline(day, provisional=not self.verified_years.issuperset(passed))
