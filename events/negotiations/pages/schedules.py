"""The list of schedules, one schedule, its run, a change looked at before it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from core.kernel.errors import Refusal
from events.missions.rules.timetable.problem import Side
from events.negotiations.queries.displacing import ScheduleDays
from events.negotiations.queries.heads import EventChoice, Head, RunRow, ScheduleLine
from events.negotiations.queries.people import PersonLine
from events.negotiations.rules.adjusting import Adjustment
from events.negotiations.rules.life import (
    LIFE_CYCLE,
    LIVE,
    RunState,
    ScheduleAction,
    ScheduleFacts,
    ScheduleState,
)
from events.negotiations.rules.materials import Materials, Row
from events.negotiations.rules.moving import Moved
from events.negotiations.rules.slots import Slot

SILENT = timedelta(seconds=40)  # a scheduler notes its runs every quarter of a minute
TONES = {
    ScheduleState.PREPARING: "plain",
    ScheduleState.GATHERING: "new",
    ScheduleState.ARRANGING: "new",
    ScheduleState.PUBLISHED: "ok",
}


@dataclass(frozen=True, slots=True)
class SchedulesPage:
    """Every schedule, and the events that have none yet."""

    schedules: tuple[ScheduleLine, ...]
    without: tuple[EventChoice, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step of the life that the page shows; with reasons it cannot be taken now."""

    action: ScheduleAction
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class SchedulePage:
    """A schedule at a glance: how far it is and what comes next."""

    head: Head
    facts: ScheduleFacts
    waiting: int
    run: RunRow | None
    steps: tuple[Offer, ...]
    tone: str
    held: ScheduleDays

    @classmethod
    def of(
        cls, head: Head, facts: ScheduleFacts, waiting: int, run: RunRow | None, held: ScheduleDays
    ) -> "SchedulePage":
        steps = tuple(
            Offer(action, LIFE_CYCLE.refusals(action, head.state, facts))
            for action in LIFE_CYCLE.reachable_actions(head.state)
        )
        return cls(head, facts, waiting, run, steps, TONES[head.state], held)

    @property
    def may_run(self) -> bool:
        return self.head.state is ScheduleState.ARRANGING and not self.facts.is_running


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run; `is_unattended`: nobody takes it up, because no scheduler gives a sign of life."""

    head: Head
    run: RunRow
    is_live: bool
    is_unattended: bool

    @classmethod
    def of(cls, head: Head, run: RunRow, scheduler_at: datetime | None, now: datetime) -> "RunPage":
        is_silent = scheduler_at is None or abs(now - scheduler_at) > SILENT
        waits = run.state is RunState.WAITING
        return cls(head, run, run.state in LIVE, waits and is_silent)


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One meeting that a change touches, in words of the page."""

    first: str
    second: str
    before: "Place | None"
    after: "Place | None"


@dataclass(frozen=True, slots=True)
class Place:
    """When and where a meeting is."""

    slot: Slot
    hall: str
    table: int | None


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a change would move; `fields` carry the change to the next page."""

    head: Head
    revision: int
    lines: tuple[ShiftLine, ...]
    told: tuple[str, ...]
    adjustment: Adjustment
    fields: tuple[tuple[str, str], ...]
    back: str

    @classmethod
    def of(
        cls,
        head: Head,
        materials: Materials,
        adjustment: Adjustment,
        fields: tuple[tuple[str, str], ...],
        back: str,
    ) -> "PreviewPage":
        names = {one.number: one.name for one in materials.people}
        lines = tuple(
            ShiftLine(
                names[shift.pair[0]],
                names[shift.pair[1]],
                place_of(shift.before, materials),
                place_of(shift.after, materials),
            )
            for shift in adjustment.shifts
        )
        told = tuple(names[number] for number in sorted(adjustment.told))
        return cls(head, head.revision, lines, told, adjustment, fields, back)


def place_of(row: Row | None, materials: Materials) -> Place | None:
    if row is None or row.slot is None:
        return None
    rooms = {one.number: one.name for one in materials.rooms}
    return Place(materials.slots[row.slot], rooms.get(row.hall or 0, ""), row.table)


@dataclass(frozen=True, slots=True)
class OtherDaysPage:
    """What other days mean for the timetable; `fields` carry them to the next page."""

    head: Head
    moved: Moved
    days: tuple[tuple[date | None, date | None], ...]
    lost: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls, head: Head, was: Materials, moved: Moved, fields: Iterable[tuple[str, str]]
    ) -> "OtherDaysPage":
        names = {one.number: one.name for one in was.people}
        lost = tuple(f"{names[one]} – {names[other]}" for one, other in moved.lost)
        return cls(head, moved, side_by_side(was, moved.materials), lost, tuple(fields))


def side_by_side(was: Materials, now: Materials) -> tuple[tuple[date | None, date | None], ...]:
    """Each old day with the one that takes its place; those without a partner at the end."""
    both = (dict.fromkeys(slot.day for slot in each.slots) for each in (was, now))
    return tuple(zip_longest(*both))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Participants, a page of them."""

    head: Head
    people: tuple[PersonLine, ...]
    total: int
    number: int
    last: int
    side: Side | None
    query: str
    new_exporters: int
    countries: Mapping[str, str]
