"""Members of a delegation: roles, their order, days of travel. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.names import PersonName, parse_full_name
from core.kernel.unreadable import Unreadable

AROUND = timedelta(days=30)


class DelegationRole(StrEnum):
    """What a person is in the delegation; the order is that of its list."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    STAFF = "staff"
    INTERPRETER = "interpreter"


ORDER = tuple(DelegationRole)
SECOND_HEAD = Refusal(
    "second_head", N_("The delegation has a head already. Change the role of that person first.")
)
LEAVES_FIRST = Refusal("leaves_first", N_("The day of leaving is before the day of arrival."))
MISSES_EVENT = Refusal("misses_event", N_("On these days the person would miss the whole event."))
FAR_AWAY = Refusal(
    "far_from_event",
    N_("More than %(days)s days lie between the journey and the event. Check the dates."),
    {"days": AROUND.days},
)


@dataclass(frozen=True, slots=True)
class Travel:
    """The days of arrival and of leaving; either may be unknown yet."""

    arrives_on: date | None = None
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the event; both or none."""

    first: date | None = None
    last: date | None = None


def travel_refusals(travel: Travel, days: Days) -> tuple[Refusal, ...]:
    """Everything that a journey to the event must not be."""
    arrives, leaves = travel.arrives_on, travel.leaves_on
    if arrives and leaves and leaves < arrives:
        return (LEAVES_FIRST,)
    if days.first is None:
        return ()
    last = days.last or days.first
    if (arrives and arrives > last) or (leaves and leaves < days.first):
        return (MISSES_EVENT,)
    if (arrives and arrives < days.first - AROUND) or (leaves and leaves > last + AROUND):
        return (FAR_AWAY,)
    return ()


def name_parts(full_name: str) -> PersonName:
    """The parts of a name as it was typed; what cannot be told apart stays the surname whole."""
    try:
        return parse_full_name(full_name)
    except Unreadable:
        return PersonName(full_name, "")
