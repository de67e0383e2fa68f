"""Rules of the programme of an event, its organisers and the hearings of its commission. Pure."""

from dataclasses import dataclass
from datetime import date, time

from core.kernel.errors import N_, Refusal

NO_TITLE = Refusal("no_title", N_("Say what takes place."))
ENDS_EARLY = Refusal("ends_early", N_("It ends before it begins."))
OTHER_DAY = Refusal("other_day", N_("The event is not held on that day."))
NO_ORGANISER = Refusal("no_organiser", N_("Name the organiser."))
NO_PROJECT = Refusal("no_project", N_("Name the project."))
NO_REMARK = Refusal("no_remark", N_("Write the remark."))

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class EventDays:
    """When an event is: days, or a month of its year, or nothing known yet."""

    starts_on: date | None = None
    ends_on: date | None = None
    month: date | None = None

    @classmethod
    def of(cls, days: Days, month: int | None, year: int) -> "EventDays":
        """A month says nothing more where the days are known; its value is its first day."""
        first, last = days
        if first is not None:
            return cls(first, last or first)
        return cls(month=date(year, month, 1) if month else None)


def is_move(old: EventDays, new: EventDays) -> bool:
    """Whether what was known no longer holds; days within the month planned for are no move."""
    if old in {new, EventDays()}:
        return False
    if old.month is None or new.starts_on is None:
        return True
    return old.month != new.starts_on.replace(day=1)


def followed(day: date, old: Days, first: date) -> date:
    """A day of an event that begins on `first` now; one that was not among its days stays."""
    begun, last = old
    if begun is None or not begun <= day <= (last or begun):
        return day
    return day + (first - begun)


def is_held_on(day: date, days: Days) -> bool:
    """Whether it is a day of the event, as far as its days are known."""
    first, last = days
    return first is None or first <= day <= (last or first)


def session_faults(
    title: str, day: date, times: tuple[time, time | None], days: Days
) -> tuple[Refusal, ...]:
    """`days` are the first and the last one of the event, unknown ones hold nothing."""
    starts_at, ends_at = times
    faults = (
        (not title.strip(), NO_TITLE),
        (ends_at is not None and ends_at <= starts_at, ENDS_EARLY),
        (not is_held_on(day, days), OTHER_DAY),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)
