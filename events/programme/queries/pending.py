"""Events that something is still to be done about: open lines of checklists, open outcomes."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.adapters.database import db
from events.programme.models import Event, EventPromise, EventTask
from events.programme.rules import HELD, EventState
from events.programme.rules.duties import (
    TOLD_FOR,
    OpenPromise,
    OpenTask,
    PendingEvent,
    PromisingEvent,
)
from events.programme.rules.outcomes import FULFILLED

SETTLED = (EventState.CANCELLED, EventState.REPORTED)
REPORTING = timedelta(days=62)  # more than any term for a report


def list_pending(today: date) -> tuple[PendingEvent, ...]:
    """Two statements; what ended long ago is left out."""
    e = Event
    query = (
        select(e.id, e.number, e.name, e.state, e.starts_on, e.ends_on)
        .where(
            e.state.not_in(SETTLED),
            or_(e.ends_on.is_(None), e.ends_on >= today - TOLD_FOR - REPORTING),
        )
        .order_by(e.number)
    )
    rows = db.session.execute(query).all()
    tasks = open_tasks([row.id for row in rows]) if rows else {}
    return tuple(PendingEvent(*row, tuple(tasks.get(row.id, ()))) for row in rows)


def open_tasks(event_ids: list[UUID]) -> dict[UUID, list[OpenTask]]:
    t = EventTask
    query = (
        select(t.event_id, t.name, t.days_before, t.due_on)
        .where(t.event_id.in_(event_ids), t.done_on.is_(None))
        .order_by(t.event_id, t.position)
    )
    found: dict[UUID, list[OpenTask]] = defaultdict(list)
    for event_id, name, before, due_on in db.session.execute(query):
        found[event_id].append(OpenTask(name, before, due_on))
    return found


def list_promising() -> tuple[PromisingEvent, ...]:
    """Held events with outcomes that are neither contracts nor closed; one statement."""
    e, p = Event, EventPromise
    query: Any = (
        select(e.id, e.number, e.name, e.ends_on, p.company, p.partner, p.email != "")
        .join(p, p.event_id == e.id)
        .where(e.state.in_(HELD), e.ends_on.is_not(None))
        .where(p.closed_on.is_(None), p.stage.not_in(FULFILLED))
        .order_by(e.number, p.added_at, p.id)
    )
    rows = db.session.execute(query).all()
    found: dict[UUID, list[OpenPromise]] = defaultdict(list)
    for row in rows:
        found[row.id].append(OpenPromise(*row[4:]))
    heads = {row.id: row for row in rows}
    return tuple(
        PromisingEvent(key, row.number, row.name, row.ends_on, tuple(found[key]))
        for key, row in heads.items()
    )
