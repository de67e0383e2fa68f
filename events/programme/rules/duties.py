"""Reports on held events, lines of checklists and open outcomes as duties of the coordinator. Pure.

A report is due so many working days after the event; lines of one event and one day are told of
together. What ended longer ago than `TOLD_FOR` is left to the list of events, but an outcome is
told of until it is a contract or closed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from council.reminders.rules import Circumstances, Duty, DutyKind
from events.programme.rules.checklist import due_day, report_due
from events.programme.rules.kinds import EventState
from events.programme.rules.outcomes import last_day

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


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """An outcome of a held event that is neither a contract nor closed."""

    company: str
    partner: str
    has_address: bool


@dataclass(frozen=True, slots=True)
class PromisingEvent:
    """A held event with all its open outcomes."""

    id: UUID
    number: int
    name: str
    ends_on: date
    promises: tuple[OpenPromise, ...]


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


def promise_duties(events: Iterable[PromisingEvent], today: date) -> Iterator[Duty]:
    """One for each event, with outcomes whose day is over; the longest overdue gives the day."""
    for event in events:
        days = {
            each: last_day(event.ends_on, has_address=each.has_address) for each in event.promises
        }
        late = [each for each, day in days.items() if day < today]
        if late:
            names = [" – ".join(filter(None, (each.company, each.partner))) for each in late]
            details = named(event) | {"tasks": in_short("; ".join(names))}
            due = min(days[each] for each in late)
            yield Duty(DutyKind.EVENT_PROMISES, event.id, due, details=details)


def named(event: PendingEvent | PromisingEvent) -> dict[str, str]:
    return {"number": str(event.number), "title": event.name}


def in_short(text: str) -> str:
    return text if len(text) <= LONGEST_LIST else text[: LONGEST_LIST - 1].rstrip() + "…"
