"""The list of a year's events on the working pages: what needs doing, filters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.kernel.workdays import WorkCalendar
from events.programme.queries import EventRow
from events.programme.rules import EventState, EventType
from events.programme.rules.checklist import (
    Alarm,
    EventStanding,
    TaskStanding,
    alarms_of,
    due_day,
    report_due,
    standing_of,
)

TONES: Mapping[Alarm, str] = {
    Alarm.NO_REPORT: "bad",
    Alarm.NOT_MARKED: "bad",
    Alarm.TASKS_OVERDUE: "warn",
    Alarm.NO_DATES: "warn",
    Alarm.REPORT_DUE: "plain",
}
STATE_TONES: Mapping[EventState, str] = {
    EventState.CANCELLED: "bad",
    EventState.MOVED: "warn",
    EventState.HELD: "ok",
    EventState.REPORTED: "ok",
    EventState.CALL_OPEN: "new",
    EventState.UNDER_WAY: "new",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with what it needs now."""

    row: EventRow
    alarms: tuple[Alarm, ...]
    report_until: date | None

    @property
    def tone(self) -> str:
        return STATE_TONES.get(self.row.state, "plain")

    @property
    def is_outside(self) -> bool:
        """Neither decided by the council nor opened to visitors."""
        return not self.row.was_approved and not self.row.is_public


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for."""

    type: EventType | None = None
    state: EventState | None = None
    pressing: bool = False

    def params(self) -> dict[str, Any]:
        """For the address of the list."""
        found = {"type": self.type, "state": self.state, "pressing": "1" if self.pressing else ""}
        return {name: str(value) for name, value in found.items() if value}

    def fits(self, shown: Shown) -> bool:
        return (
            self.type in (None, shown.row.type)
            and self.state in (None, shown.row.state)
            and (not self.pressing or bool(shown.alarms))
        )


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The events of a year. Counts are those of the whole year."""

    year: int
    years: tuple[int, ...]
    events: tuple[Shown, ...]
    wanted: Wanted
    may_keep: bool

    @property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(each for each in self.events if self.wanted.fits(each))

    @property
    def pressing(self) -> int:
        return sum(bool(each.alarms) for each in self.events)

    @property
    def types(self) -> tuple[tuple[EventType, int], ...]:
        found = Counter(each.row.type for each in self.events)
        return tuple((kind, found[kind]) for kind in EventType if found[kind])

    @property
    def states(self) -> tuple[tuple[EventState, int], ...]:
        found = Counter(each.row.state for each in self.events)
        return tuple((state, found[state]) for state in EventState if found[state])


@dataclass(frozen=True, slots=True)
class Terms:
    """How terms of events are counted today."""

    today: date
    report_days: int
    calendar: WorkCalendar


def shown_events(
    rows: Sequence[EventRow],
    tasks: Sequence[tuple[UUID, int | None, date | None]],
    terms: Terms,
) -> tuple[Shown, ...]:
    """Rows with their alarms."""
    days = {row.id: (row.starts_on, row.ends_on) for row in rows}
    overdue = Counter(
        event_id
        for event_id, before, due_on in tasks
        if standing_of(None, due_day(before, due_on, *days[event_id]), terms.today)
        is TaskStanding.OVERDUE
    )
    return tuple(shown_event(row, overdue[row.id], terms) for row in rows)


def shown_event(row: EventRow, overdue_tasks: int, terms: Terms) -> Shown:
    until = report_due(row.ends_on, terms.report_days, terms.calendar)
    has_time = row.starts_on is not None or row.month is not None
    standing = EventStanding(row.state, row.ends_on, until, overdue_tasks, has_time)
    return Shown(row, alarms_of(standing, terms.today), until)
