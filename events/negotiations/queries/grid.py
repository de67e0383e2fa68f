"""The grid: meetings of some rows in some slots, and the pairs without a time."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import Refusal
from events.negotiations.models import NegotiationMeeting, Negotiator
from events.negotiations.queries.loading import reason_of

M, N = NegotiationMeeting, Negotiator
FIRST, SECOND = aliased(N), aliased(N)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with the names of both; the numbers are those of the schedule."""

    id: UUID
    first: int
    second: int
    first_name: str
    second_name: str
    slot: int
    hall: int | None
    table: int | None
    interpreter: int | None
    is_locked: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A pair without a time, and why."""

    first: int
    second: int
    first_name: str
    second_name: str
    is_taken_out: bool
    reason: Refusal | None


def rows() -> Any:
    return (
        select(
            *(M.id, FIRST.number, SECOND.number, FIRST.name, SECOND.name, M.slot, M.hall),
            *(M.table, M.interpreter, M.is_locked),
        )
        .join(FIRST, FIRST.id == M.first_id)
        .join(SECOND, SECOND.id == M.second_id)
        .order_by(M.slot, FIRST.number)
    )


def list_meetings(
    schedule_id: UUID, ids: Collection[UUID] | None = None, hall: int | None = None
) -> tuple[MeetingRow, ...]:
    """Placed meetings: all of them, those of some participants or of a hall."""
    query = rows().where(M.schedule_id == schedule_id, M.slot.is_not(None))
    if ids is not None:
        query = query.where(M.first_id.in_(ids) | M.second_id.in_(ids))
    if hall is not None:
        query = query.where(M.hall == hall)
    return tuple(MeetingRow(*row) for row in db.session.execute(query))


def count_waiting(schedule_id: UUID) -> int:
    query = select(func.count(M.id)).where(M.schedule_id == schedule_id, M.slot.is_(None))
    return db.session.scalar(query) or 0


def list_waiting(schedule_id: UUID, page: int, size: int) -> tuple[WaitingRow, ...]:
    """Pairs without a time, a page of them."""
    query = (
        select(
            *(FIRST.number, SECOND.number, FIRST.name, SECOND.name, M.is_taken_out, M.reason),
        )
        .join(FIRST, FIRST.id == M.first_id)
        .join(SECOND, SECOND.id == M.second_id)
        .where(M.schedule_id == schedule_id, M.slot.is_(None))
        .order_by(M.is_taken_out, FIRST.number, SECOND.number)
        .limit(size)
        .offset((page - 1) * size)
    )
    waiting = []
    for row in db.session.execute(query):
        values: tuple[Any, ...] = (*row[:-1], reason_of(row[-1]))
        waiting.append(WaitingRow(*values))
    return tuple(waiting)
