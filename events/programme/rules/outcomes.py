"""What became of it after 3, 6 and 12 months: whom to ask, when, and when to stop. Pure.

A promise is followed until it is a contract (or goods went out) or somebody closed it.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from core.kernel.errors import N_, Refusal
from events.programme.rules.kinds import OutcomeStage

WAVES = (3, 6, 12)
LAST_MONTH = 18  # nobody is asked about what is so long ago
REMIND_AFTER = timedelta(days=14)
LAST_ANSWER = timedelta(days=28)  # two weeks to answer, and two more after the reminder
FULFILLED = frozenset({OutcomeStage.CONTRACT, OutcomeStage.SHIPPED})

NO_COMPANY = Refusal("no_company", N_("Name the company."))
NO_WHY = Refusal("no_why", N_("Say why nothing more is expected."))
IS_CLOSED = Refusal("is_closed", N_("This outcome is closed: nothing more is asked."))


@dataclass(frozen=True, slots=True)
class Promise:
    """A company and its partner, how far they came and which waves were asked."""

    ends_on: date | None
    stage: OutcomeStage
    is_closed: bool
    has_address: bool
    asked: Collection[int] = ()


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_open(promise: Promise) -> bool:
    return not promise.is_closed and promise.stage not in FULFILLED


def last_day(ends_on: date, *, has_address: bool) -> date:
    """By when an outcome is known without the coordinator asking in person.

    Whom no letter reaches is asked by nobody else: there the first wave is the day.
    """
    if has_address:
        return months_after(ends_on, WAVES[-1]) + LAST_ANSWER
    return months_after(ends_on, WAVES[0])


def wave_due(promise: Promise, today: date) -> int | None:
    """The wave to ask today: the latest that has come, unless it was asked.

    Earlier ones that were missed are not made up for: one letter is enough.
    """
    if promise.ends_on is None or not promise.has_address or not is_open(promise):
        return None
    come = [months for months in WAVES if months_after(promise.ends_on, months) <= today]
    if not come or come[-1] in promise.asked or today > months_after(promise.ends_on, LAST_MONTH):
        return None
    return come[-1]


def reminder_due(
    asked_on: date, today: date, *, reminded: bool, answered: bool, still_open: bool
) -> bool:
    """One reminder, two weeks after a question that nobody answered."""
    return still_open and not reminded and not answered and today >= asked_on + REMIND_AFTER
