"""Every SELECT on reminders: rows to reconcile, rows that are due, rows to show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from core.adapters.database import db
from core.reminders.models import Reminder
from core.reminders.rules import Kept, ReminderState, SkipReason

BATCH = 50
PAGE = 50


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A reminder as lists and letters read it."""

    id: UUID
    kind: str
    fact: str
    addressee: str
    person_id: UUID | None
    scope_id: UUID
    subject_id: UUID
    due_at: datetime
    expires_at: datetime | None
    state: ReminderState
    reason: str
    settled_at: datetime | None
    details: Mapping[str, str]

    @property
    def is_written(self) -> bool:
        """Whether there is a letter, by e-mail or to be printed."""
        return self.state is ReminderState.SENT or self.reason == SkipReason.NO_ADDRESS

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.fact, self.addressee


COLUMNS = tuple(getattr(Reminder, name) for name in ReminderRow.__dataclass_fields__)


def rows(query: Select[*tuple[Any, ...]]) -> tuple[ReminderRow, ...]:
    return tuple(ReminderRow(*row) for row in db.session.execute(query))


def list_kept(scope_id: UUID, facts: Collection[str]) -> tuple[Kept, ...]:
    """What waits in a scope or was told and still holds, and what there is of the facts given."""
    r = Reminder
    query = select(
        *(r.id, r.kind, r.fact, r.addressee, r.state, r.reason, r.due_at, r.expires_at),
        *(r.details, r.over_at),
    ).where(
        r.scope_id == scope_id,
        or_(
            r.state == ReminderState.WAITING,
            and_(r.state == ReminderState.SENT, r.over_at.is_(None)),
            r.fact.in_(facts),
        ),
    )
    found: Any = db.session.execute(query)
    return tuple(
        Kept(row[0], (row[1], row[2], row[3]), row[4], row[5], row[6], row[7], row[8], bool(row[9]))
        for row in found
    )


def list_due(now: datetime, tried: Collection[UUID] = ()) -> tuple[UUID, ...]:
    """Some of the reminders whose moment has come and that were not tried yet, the oldest first."""
    r = Reminder
    query = select(r.id).where(
        r.state == ReminderState.WAITING, r.due_at <= now, r.id.not_in(tried)
    )
    return tuple(db.session.scalars(query.order_by(r.due_at, r.id).limit(BATCH)))


def lock_waiting(reminder_id: UUID) -> Reminder | None:
    """The row, locked, if it still waits and no other scheduler works on it."""
    query = select(Reminder).where(
        Reminder.id == reminder_id, Reminder.state == ReminderState.WAITING
    )
    locked = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return db.session.scalars(locked).one_or_none()


def get_row(reminder: Reminder) -> ReminderRow:
    return ReminderRow(*(getattr(reminder, name) for name in ReminderRow.__dataclass_fields__))


def list_reminders(
    scope_ids: Collection[UUID], states: Collection[ReminderState], page: int = 1
) -> tuple[ReminderRow, ...]:
    """What waits, the nearest first; what was settled, the latest first; one statement."""
    r = Reminder
    waits = ReminderState.WAITING in states
    order = (r.due_at, r.id) if waits else (r.settled_at.desc(), r.id)
    query = select(*COLUMNS).where(r.scope_id.in_(scope_ids), r.state.in_(states))
    return rows(query.order_by(*order).limit(PAGE).offset((page - 1) * PAGE))


def count_reminders(scope_ids: Collection[UUID]) -> Mapping[ReminderState, int]:
    r = Reminder
    query = select(r.state, func.count()).where(r.scope_id.in_(scope_ids)).group_by(r.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def list_own(person_id: UUID, limit: int = PAGE) -> tuple[ReminderRow, ...]:
    """What waits for one person, the nearest first; one statement."""
    r = Reminder
    query = select(*COLUMNS).where(r.person_id == person_id, r.state == ReminderState.WAITING)
    return rows(query.order_by(r.due_at, r.id).limit(limit))


def list_told(
    kinds: Collection[str],
    *,
    scope_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> tuple[ReminderRow, ...]:
    """What was told and is still so, of a scope or of one object, the first first."""
    r = Reminder
    query = select(*COLUMNS).where(
        r.kind.in_(kinds), r.state == ReminderState.SENT, r.over_at.is_(None)
    )
    if scope_id is not None:
        query = query.where(r.scope_id == scope_id)
    if subject_id is not None:
        query = query.where(r.subject_id == subject_id)
    return rows(query.order_by(r.settled_at, r.kind, r.id).limit(PAGE))
