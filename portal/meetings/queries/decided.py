"""What meetings dealt with, in a line each: titles of items, assignments given and done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select

from core.adapters.database import db
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentState
from council.meetings.models import AgendaItem
from council.meetings.rules.kinds import ItemState
from council.minutes.models import MinutesPart
from portal.meetings.queries.head import MeetingHead


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting dealt with."""

    titles: tuple[str, ...] = ()
    assignments: int = 0
    done: int = 0


def is_restricted(edition_ids: Sequence[UUID]) -> ColumnElement[bool]:
    """SQL: the part of the item in one of these editions is restricted."""
    return exists().where(
        MinutesPart.edition_id.in_(edition_ids),
        MinutesPart.item_id == AgendaItem.id,
        MinutesPart.is_restricted,
    )


def list_decided(heads: Sequence[MeetingHead]) -> Mapping[UUID, Decided]:
    """By meeting, those with published minutes only; one statement."""
    i, a = AgendaItem, Assignment
    editions = {head.id: head.edition_id for head in heads if head.is_published}
    if not editions:
        return {}
    given = select(func.count()).where(a.item_id == i.id).scalar_subquery()
    closed = and_(a.item_id == i.id, a.state == AssignmentState.CLOSED)
    done = select(func.count()).select_from(a).where(closed).scalar_subquery()
    known = [each for each in editions.values() if each]
    query = (
        select(i.meeting_id, i.title, given, done)
        .where(i.meeting_id.in_(editions), i.state == ItemState.ACCEPTED)
        .where(i.printed_number.is_not(None), ~is_restricted(known))
        .order_by(i.meeting_id, i.printed_number)
    )
    rows: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    for meeting_id, title, *counts in db.session.execute(query):
        rows[meeting_id].append((title, counts[0], counts[1]))
    return {meeting_id: summed(each) for meeting_id, each in rows.items()}


def summed(rows: Sequence[tuple[str, int, int]]) -> Decided:
    titles = tuple(title for title, _, _ in rows)
    return Decided(titles, sum(given for _, given, _ in rows), sum(done for _, _, done in rows))
