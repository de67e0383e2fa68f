"""How a year is counted on each of its days: the dated settings of the regulation. Pure.

From its end on a year is counted as on its last day. Source: DOMAIN.md § 1.6, open questions.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from events.plan.rules.completion import Counting


@dataclass(frozen=True, slots=True)
class YearCounting:
    """The answers that rule from each day on, the oldest first; the defaults before them."""

    year: int
    dated: tuple[tuple[date, Counting], ...] = ()

    def on(self, day: date) -> Counting:
        last = min(day, date(self.year, 12, 31))
        ruling = [counting for since, counting in self.dated if since <= last]
        return ruling[-1] if ruling else Counting()

    @property
    def changes(self) -> tuple[date, ...]:
        """Days on which another answer begins to rule, none after the year."""
        days = (since for since, _counting in self.dated)
        return tuple(day for day in days if self.on(day) != self.on(day - timedelta(days=1)))
