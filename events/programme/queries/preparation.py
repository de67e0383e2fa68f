"""Checklists: all lines of an event, open lines of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.programme.models import EventTask


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A line of a checklist."""

    id: UUID
    name: str
    days_before: int | None
    due_on: date | None
    done_on: date | None
    done_by: str
    revision: int


def list_tasks(event_id: UUID) -> tuple[TaskRow, ...]:
    """One statement."""
    t = EventTask
    query = (
        select(t.id, t.name, t.days_before, t.due_on, t.done_on, t.done_by, t.revision)
        .where(t.event_id == event_id)
        .order_by(t.position)
    )
    return tuple(TaskRow(*row) for row in db.session.execute(query))


def list_open_tasks(
    event_ids: Sequence[UUID],
) -> tuple[tuple[UUID, int | None, date | None], ...]:
    """(event, days before, own day) of lines that are not done; one statement."""
    t = EventTask
    query = select(t.event_id, t.days_before, t.due_on).where(
        t.event_id.in_(event_ids), t.done_on.is_(None)
    )
    return tuple((row[0], row[1], row[2]) for row in db.session.execute(query))
