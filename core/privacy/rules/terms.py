"""When a term has ended. Pure.

The last day counts: what is kept 365 days after a day goes on the 366th.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from core.kernel.register import Term


class Limit(NamedTuple):
    """What began before is over: for columns of moments and for columns of days."""

    moment: datetime
    day: date


def limit_of(term: Term, now: datetime, today: date) -> Limit | None:
    """None where no number of days is said."""
    if term.days is None:
        return None
    length = timedelta(days=term.days)
    return Limit(now - length, today - length)


def is_over(term: Term, began: datetime | date, now: datetime, today: date) -> bool:
    """Whether the term of something that began then has ended; the reference of the queries."""
    limit = limit_of(term, now, today)
    if limit is None:
        return False
    return began < (limit.moment if isinstance(began, datetime) else limit.day)
