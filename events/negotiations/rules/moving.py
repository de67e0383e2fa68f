"""A whole timetable on other days, as when its event is moved: the hours of the day stay. Pure.

The first day becomes the first new one, and so on. A meeting keeps its hour, hall and table where
the new days have that hour; the others look for another time. Absences and closed hours move along.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.problem import Pair
from events.missions.rules.timetable.repairing import repair
from events.negotiations.rules.adjusting import Adjustment, check, rows_after, shifts_between
from events.negotiations.rules.materials import (
    NOT_SEARCHED,
    Materials,
    Row,
    problem_of,
    requests_of,
    seats_of,
    timetable_of,
)
from events.negotiations.rules.slots import Day, Slot

EVERYTHING = Fraction(1)  # everybody is told anyway
NOT_OF_EVENT = N_(
    "%(day)s is no day of the event. Choose days from %(first)s to %(last)s inclusive."
)
NO_DAYS = Refusal("no_days", N_("Enter at least one day of negotiations."))
SAME_DAYS = Refusal(
    "same_days", N_("These are the days that the schedule has already. Enter other ones.")
)
NO_EVENT_DAYS = Refusal(
    "no_event_days",
    N_("The days of the event are not known yet. Enter them on its page first."),
)
OTHER_DAYS = Refusal(
    "event_on_other_days",
    N_("The event is held on other days. First give the negotiations its days."),
)


@dataclass(frozen=True, slots=True)
class EventRange:
    """The first and the last day of the event; None while it has none."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first is not None and self.first <= day <= (self.last or self.first)


@dataclass(frozen=True, slots=True)
class Moved:
    """The schedule on its new days. `kept` meetings have their hour, `lost` ones found no time.

    `dropped`: times of absence and closed hours that the new days do not have.
    """

    materials: Materials
    adjustment: Adjustment
    kept: int
    other: int
    lost: tuple[Pair, ...]
    dropped: int


def move_refusals(days: Sequence[Day], event: EventRange) -> tuple[Refusal, ...]:
    """Why the negotiations cannot be held on these days of the event."""
    if event.first is None:
        return (NO_EVENT_DAYS,)
    if not days:
        return (NO_DAYS,)
    first, last = event.first, event.last or event.first
    return tuple(
        Refusal("not_of_event", NOT_OF_EVENT, {"day": one.day, "first": first, "last": last})
        for one in days
        if not event.holds(one.day)
    )


def why_displaced(event: EventRange) -> Refusal:
    """What is wrong with days that are none of the event."""
    return NO_EVENT_DAYS if event.first is None else OTHER_DAYS


def shifted(days: Iterable[Day], offset: timedelta, event: EventRange) -> tuple[Day, ...]:
    """The days with their hours, later by `offset`, as far as the event lasts."""
    moved = (replace(one, day=one.day + offset) for one in days)
    return tuple(one for one in moved if event.holds(one.day))


def moved_to(materials: Materials, slots: tuple[Slot, ...], *, is_published: bool) -> Moved:
    """The meetings on the new slots; raises Refused with what the checker finds."""
    places = same_hours(materials.slots, slots)
    fresh = on_new_days(materials, slots, places)
    homeless = {
        row.pair for row in materials.rows if row.slot is not None and row.slot not in places
    }
    if not any(row.slot is not None for row in materials.rows):
        adjustment = Adjustment(fresh.rows, dict(seats_of(fresh)), ())
    elif not homeless:
        rows = rows_after(fresh, timetable_of(fresh))
        check(fresh, rows, seats_of(fresh))
        adjustment = Adjustment(rows, dict(seats_of(fresh)), ())
    else:
        adjustment = placed_anew(fresh, homeless, is_published=is_published)
    before = {row.pair: places.get(row.slot) for row in materials.rows if row.slot is not None}
    after = {row.pair: row.slot for row in adjustment.rows if row.slot is not None}
    kept = sum(after.get(pair) == slot is not None for pair, slot in before.items())
    lost = tuple(sorted(before.keys() - after.keys()))
    dropped = times_named(materials) - times_named(fresh)
    return Moved(fresh, adjustment, kept, len(before) - kept - len(lost), lost, dropped)


def times_named(materials: Materials) -> int:
    """How many times of absence and closed hours are known."""
    known = {slot.key for slot in materials.slots}
    named = (
        *(one.absences for one in materials.people),
        *(one.absences for one in materials.voices),
        *(one.closed for one in materials.rooms),
    )
    return sum(len(known & each) for each in named)


def placed_anew(fresh: Materials, homeless: set[Pair], *, is_published: bool) -> Adjustment:
    """Other times for those whose hour is gone; before publication for nobody else."""
    standing = timetable_of(fresh)
    unplaced = tuple(one for one in standing.unplaced if one.pair not in homeless)
    asked = requests_of(fresh)
    if not is_published:
        placed = homeless | {one.pair for one in standing.meetings}
        asked = tuple(one for one in asked if one.pair in placed)
    standing = replace(standing, unplaced=unplaced, halls=seats_of(fresh))
    found = repair(problem_of(fresh, asked), standing, share=EVERYTHING)
    rows = rows_after(fresh, found.timetable)
    check(fresh, rows, found.timetable.halls)
    shifts = shifts_between(fresh.rows, rows)
    return Adjustment(rows, dict(found.timetable.halls), shifts, found.lost, found.moved)


def same_hours(old: Sequence[Slot], new: Sequence[Slot]) -> dict[int, int]:
    """For each old slot the new one of the same hour on the day of the same order."""
    known = {hour: slot.number for hour, slot in by_hour(new)}
    return {slot.number: known[hour] for hour, slot in by_hour(old) if hour in known}


def by_hour(slots: Sequence[Slot]) -> Iterable[tuple[tuple[int, object], Slot]]:
    days = {day: order for order, day in enumerate(dict.fromkeys(one.day for one in slots))}
    return (((days[one.day], one.starts_at), one) for one in slots)


def on_new_days(
    materials: Materials, slots: tuple[Slot, ...], places: Mapping[int, int]
) -> Materials:
    """Everything that names a slot names the new one; a meeting without one has lost its time."""
    keys = {materials.slots[old].key: slots[new].key for old, new in places.items()}

    def along(named: frozenset[str]) -> frozenset[str]:
        return frozenset(keys[each] for each in named if each in keys)

    return replace(
        materials,
        slots=slots,
        people=tuple(replace(one, absences=along(one.absences)) for one in materials.people),
        rooms=tuple(replace(one, closed=along(one.closed)) for one in materials.rooms),
        voices=tuple(replace(one, absences=along(one.absences)) for one in materials.voices),
        rows=tuple(row_on(row, places) for row in materials.rows),
    )


def row_on(row: Row, places: Mapping[int, int]) -> Row:
    if row.slot is None:
        return row
    if row.slot not in places:
        return Row(*row.pair, is_by_hand=row.is_by_hand, reason=NOT_SEARCHED)
    return replace(row, slot=places[row.slot])
