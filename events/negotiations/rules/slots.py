"""Days of negotiations and the equal slots that they hold. Pure.

Times are those of the clocks at the place. A slot is known by its beginning: absences outlive a
change of the rhythm.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.problem import Slots, slots_of

MOST_SLOTS = 200
SHORTEST, LONGEST = 5, 240  # minutes of a meeting
LONGEST_PAUSE = 120
ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of negotiations, with its lunch where there is one."""

    day: date
    starts_at: time
    ends_at: time
    lunch_from: time | None = None
    lunch_until: time | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long a meeting is and how long the pause after it, in minutes."""

    minutes: int
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """`session` is the half day: an idle time across lunch or night is no break."""

    number: int
    day: date
    starts_at: time
    ends_at: time
    session: int

    @property
    def key(self) -> str:
        return f"{self.day.isoformat()}T{self.starts_at:%H:%M}"


def slots_of_days(days: Iterable[Day], rhythm: Rhythm) -> tuple[Slot, ...]:
    """All slots in order; lunch parts a day into two sessions."""
    found: list[Slot] = []
    session = 0
    for day in sorted(days, key=lambda one: one.day):
        for begin, end in halves(day):
            for starts_at, ends_at in steps(begin, end, rhythm):
                found.append(Slot(len(found), day.day, starts_at, ends_at, session))
            session += 1
    return tuple(found)


def halves(day: Day) -> list[tuple[time, time]]:
    if day.lunch_from is None or day.lunch_until is None:
        return [(day.starts_at, day.ends_at)]
    return [(day.starts_at, day.lunch_from), (day.lunch_until, day.ends_at)]


def steps(begin: time, end: time, rhythm: Rhythm) -> Iterable[tuple[time, time]]:
    """A slot fits when it ends in time; the pause after the last one may not."""
    now, last = datetime.combine(ANY_DAY, begin), datetime.combine(ANY_DAY, end)
    length = timedelta(minutes=rhythm.minutes)
    while length and now + length <= last:
        yield now.time(), (now + length).time()
        now += length + timedelta(minutes=rhythm.pause)


def presence(slots: Sequence[Slot], absences: Iterable[str]) -> Slots:
    """The slots that are not named among the absences."""
    away = frozenset(absences)
    if not away:
        return (1 << len(slots)) - 1
    return slots_of(one.number for one in slots if one.key not in away)


def rhythm_refusals(days: Sequence[Day], rhythm: Rhythm) -> tuple[Refusal, ...]:
    """Everything that is wrong with days and rhythm."""
    found = [refusal for day in days for refusal in day_refusals(day)]
    if not SHORTEST <= rhythm.minutes <= LONGEST:
        text = N_("A meeting lasts from %(least)s to %(most)s minutes.")
        found.append(Refusal("minutes", text, {"least": SHORTEST, "most": LONGEST}))
    if not 0 <= rhythm.pause <= LONGEST_PAUSE:
        text = N_("A pause lasts from 0 to %(most)s minutes.")
        found.append(Refusal("pause", text, {"most": LONGEST_PAUSE}))
    if len({day.day for day in days}) < len(days):
        found.append(Refusal("day_twice", N_("A day stands there twice. Remove one.")))
    if not found and len(slots_of_days(days, rhythm)) > MOST_SLOTS:
        text = N_("More than %(most)s meetings in a row: make them longer or the days fewer.")
        found.append(Refusal("too_many_slots", text, {"most": MOST_SLOTS}))
    return tuple(found)


def day_refusals(day: Day) -> list[Refusal]:
    values = {"day": day.day}
    if day.ends_at <= day.starts_at:
        text = N_("%(day)s: the end is not after the beginning.")
        return [Refusal("day_ends", text, values)]
    if (day.lunch_from is None) != (day.lunch_until is None):
        text = N_("%(day)s: enter both the beginning and the end of lunch, or neither.")
        return [Refusal("lunch", text, values)]
    if day.lunch_from is None or day.lunch_until is None:
        return []
    if not day.starts_at < day.lunch_from < day.lunch_until < day.ends_at:
        text = N_("%(day)s: lunch does not lie within the day.")
        return [Refusal("lunch", text, values)]
    return []
