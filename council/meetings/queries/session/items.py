"""Items of a session in their order, with what is on record under each of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import AgendaItem, Resolution, Vote
from council.meetings.queries.session.reading import rows
from council.meetings.rules.kinds import ItemKind, ItemState
from council.meetings.rules.session import ItemRecord
from council.membership.models import Candidate, Election


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the session. A removed one was not considered; `reason` says why."""

    id: UUID
    number: int
    title: str
    kind: ItemKind
    state: ItemState
    is_heard: bool
    reason: str
    proposed_decision: str
    minutes: int
    report_id: UUID | None
    resolutions: frozenset[UUID] = field(default_factory=frozenset)
    voted: frozenset[UUID | None] = field(default_factory=frozenset)
    is_polled: bool = False

    @property
    def is_considered(self) -> bool:
        return self.state is ItemState.ACCEPTED

    @property
    def record(self) -> ItemRecord:
        return ItemRecord(self.number, self.kind, self.resolutions, self.voted, self.is_polled)


def list_item_lines(meeting_id: UUID) -> tuple[ItemLine, ...]:
    """Items on the agenda, and those taken off it in the hall; four statements.

    The number is the printed one; an agenda that was never approved counts from 1.
    """
    i = AgendaItem
    query = (
        select(
            *(i.id, i.printed_number, i.title, i.kind, i.state, i.is_heard, i.decline_reason),
            *(i.proposed_decision, i.minutes, i.report_id),
        )
        .where(i.meeting_id == meeting_id)
        .where(or_(i.state == ItemState.ACCEPTED, taken_off()))
        .order_by(i.position, i.id)
    )
    resolutions, voted, polled = on_record(meeting_id)
    found = []
    for number, row in enumerate(rows(query), 1):
        item_id = row[0]
        record = (
            frozenset(resolutions[item_id]),
            frozenset(voted[item_id]),
            item_id in polled,
        )
        found.append(ItemLine(*(item_id, row[1] or number, *row[2:], *record)))
    return tuple(found)


def taken_off() -> ColumnElement[bool]:
    """SQL: the item was on the printed agenda and was not considered, for a reason."""
    i = AgendaItem
    return and_(i.state == ItemState.REMOVED, i.printed_number.is_not(None), i.decline_reason != "")


def on_record(
    meeting_id: UUID,
) -> tuple[dict[UUID, set[UUID]], dict[UUID, set[UUID | None]], set[UUID]]:
    """By item: its resolutions, what was voted on; and the items whose election was counted."""
    i, r, v = AgendaItem, Resolution, Vote
    resolutions: dict[UUID, set[UUID]] = defaultdict(set)
    voted: dict[UUID, set[UUID | None]] = defaultdict(set)
    decided = select(r.item_id, r.id).join(i, i.id == r.item_id)
    for item_id, resolution_id in db.session.execute(decided.where(i.meeting_id == meeting_id)):
        resolutions[item_id].add(resolution_id)
    taken = select(v.item_id, v.resolution_id).join(i, i.id == v.item_id)
    for item_id, about in db.session.execute(taken.where(i.meeting_id == meeting_id)):
        voted[item_id].add(about)
    return resolutions, voted, set(list_polled(meeting_id))


def list_polled(meeting_id: UUID) -> tuple[UUID, ...]:
    """Items whose election was counted: an election without any vote has only candidates yet."""
    i, e, c = AgendaItem, Election, Candidate
    cast = e.against + e.abstained + func.coalesce(func.sum(c.in_favour), 0)
    query = (
        select(e.agenda_item_id)
        .join(i, i.id == e.agenda_item_id)
        .outerjoin(c, c.election_id == e.id)
        .where(i.meeting_id == meeting_id)
        .group_by(e.id, e.agenda_item_id, e.against, e.abstained)
        .having(cast > 0)
    )
    return tuple(db.session.scalars(query))


def get_item_line(meeting_id: UUID, item_id: UUID) -> tuple[ItemLine, tuple[ItemLine, ...]]:
    """One item of this very meeting, and all of them."""
    lines = list_item_lines(meeting_id)
    found = next((line for line in lines if line.id == item_id), None)
    if found is None:
        raise NotFound("no such item of this meeting")
    return found, lines


def considered(lines: Sequence[ItemLine]) -> tuple[ItemLine, ...]:
    return tuple(line for line in lines if line.is_considered)
