"""Reports on held events and lines of checklists as duties of the coordinator. Pure.

A report is due so many working days after the event; lines of one event and one day are told of
together. What ended longer ago than `TOLD_FOR` is left to the list of events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from council.reminders.rules import Circumstances, Duty, DutyKind
from events.programme.rules.checklist import due_day, report_due
from events.programme.rules.kinds import EventState

TOLD_FOR = timedelta(days=183)
LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A line of a checklist that is not done."""

    name: str
    days_before: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event that is neither cancelled nor reported on."""

    id: UUID
    number: int
    name: str
    state: EventState
    starts_on: date | None
    ends_on: date | None
    tasks: tuple[OpenTask, ...] = ()


def event_duties(events: Sequence[PendingEvent], at: Circumstances) -> Iterator[Duty]:
    for event in events:
        if event.state is EventState.HELD:
            yield from report_duty(event, at)
        yield from task_duties(event, at.today)


def report_duty(event: PendingEvent, at: Circumstances) -> Iterator[Duty]:
    due = report_due(event.ends_on, at.procedure.event_report_days, at.calendar)
    if due is not None and at.today - due <= TOLD_FOR:
        yield Duty(DutyKind.EVENT_REPORT, event.id, due, details=named(event))


def task_duties(event: PendingEvent, today: date) -> Iterator[Duty]:
    """One duty a day, with the names of its lines; days that have passed are not told again."""
    by_day: dict[date, list[str]] = {}
    for task in event.tasks:
        due = due_day(task.days_before, task.due_on, event.starts_on, event.ends_on)
        if due is not None and due >= today:
            by_day.setdefault(due, []).append(task.name)
    for due, names in sorted(by_day.items()):
        details = named(event) | {"tasks": in_short("; ".join(names))}
        yield Duty(DutyKind.EVENT_TASKS, event.id, due, details=details)


def named(event: PendingEvent) -> dict[str, str]:
    return {"number": str(event.number), "title": event.name}


def in_short(text: str) -> str:
    return text if len(text) <= LONGEST_LIST else text[: LONGEST_LIST - 1].rstrip() + "…"
