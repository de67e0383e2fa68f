"""Checklists: filled from the template of the type, then the event's own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.programme.models import EventTask
from events.programme.queries import lock_event
from events.programme.rules.checklist import task_faults, template_of
from events.programme.services.shared import note_beside

CHANGED = Refusal(
    "stale", N_("Somebody changed this line meanwhile. Open the page again and repeat.")
)


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A line as typed; without both days it has no term. `revision`: of the line on the page."""

    name: str
    days_before: int | None = None
    due_on: date | None = None
    revision: int = 1


@command
def fill_checklist(
    event_id: UUID, partner_letter_days: int, *, actor: Viewer, now: datetime
) -> int:
    """Copy the lines of the type's template that the event does not have; returns how many."""
    event = lock_event(event_id)
    known = set(db.session.scalars(select(EventTask.name).where(EventTask.event_id == event_id)))
    position = last_position(event_id)
    lines = [line for line in template_of(event.type, partner_letter_days) if line[0] not in known]
    for number, (name, days) in enumerate(lines, position + 1):
        task = EventTask(event_id=event_id, position=number, name=name, days_before=days)
        db.session.add(task)
    if lines:
        note_beside(event_id, "event.checklist_filled", str(len(lines)), actor=actor, now=now)
    return len(lines)


@command
def add_task(
    event_id: UUID, task_id: UUID, draft: TaskDraft, *, actor: Viewer, now: datetime
) -> None:
    """A line of the event's own at the end. `task_id` comes with the form."""
    lock_event(event_id)
    if db.session.get(EventTask, task_id) is not None:
        return
    check(draft)
    task = EventTask(
        id=task_id,
        event_id=event_id,
        position=last_position(event_id) + 1,
        name=draft.name.strip(),
        days_before=draft.days_before,
        due_on=draft.due_on,
    )
    db.session.add(task)
    note_beside(event_id, "event.task_added", draft.name, actor=actor, now=now)


@command
def change_task(
    event_id: UUID, task_id: UUID, draft: TaskDraft, *, actor: Viewer, now: datetime
) -> None:
    """Word a line anew or give it another day; raises `Stale`."""
    task = lock_task(event_id, task_id)
    if task.revision != draft.revision:
        raise Stale(CHANGED)
    check(draft)
    task.name, task.days_before, task.due_on = draft.name.strip(), draft.days_before, draft.due_on
    task.revision += 1
    note_beside(event_id, "event.task_changed", draft.name, actor=actor, now=now)


@command
def mark_task(
    event_id: UUID, task_id: UUID, done_on: date | None, *, actor: Viewer, now: datetime
) -> None:
    """Say that a line is done, or take that back (`done_on` None)."""
    task = lock_task(event_id, task_id)
    if (task.done_on is None) == (done_on is None):
        return
    task.done_on, task.done_by = done_on, actor.name if done_on else ""
    task.revision += 1
    what = "event.task_done" if done_on else "event.task_reopened"
    note_beside(event_id, what, task.name, actor=actor, now=now)


@command
def remove_task(event_id: UUID, task_id: UUID, *, actor: Viewer, now: datetime) -> None:
    task = lock_task(event_id, task_id)
    note_beside(event_id, "event.task_removed", task.name, actor=actor, now=now)
    db.session.delete(task)


def check(draft: TaskDraft) -> None:
    if faults := task_faults(draft.name, draft.days_before):
        raise Refused(*faults)


def lock_task(event_id: UUID, task_id: UUID) -> EventTask:
    lock_event(event_id)
    task = db.session.get(EventTask, task_id, populate_existing=True)
    if task is None or task.event_id != event_id:
        raise NotFound("no such line")
    return task


def last_position(event_id: UUID) -> int:
    query = select(func.max(EventTask.position)).where(EventTask.event_id == event_id)
    return db.session.scalar(query) or 0
