"""Every SELECT behind the front page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from core.adapters.database import db
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentState
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState, MeetingState
from council.meetings.rules.states import BEFORE, HELD_STATES
from council.membership.models import Body
from council.minutes.models import MinutesEdition, MinutesPart
from portal.meetings.queries.head import MeetingHead, columns, of_body, seen_edition

LATEST = 3
NEXT_STATES = (*sorted(BEFORE), MeetingState.IN_SESSION)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting dealt with: titles of its items, assignments given and done."""

    titles: tuple[str, ...] = ()
    assignments: int = 0
    done: int = 0


def list_next_and_last(now: datetime) -> tuple[MeetingHead, ...]:
    """The council's next meeting, if any, and the last three that were held; one statement."""
    m = Meeting
    council = select(Body.id).where(of_body(None)).scalar_subquery()
    own = m.body_id == council
    coming = and_(own, m.state.in_(NEXT_STATES), or_(m.starts_at >= now, m.begun_at.is_not(None)))
    next_one = select(m.id).where(coming).order_by(m.starts_at, m.number).limit(1)
    held = and_(own, m.state.in_(HELD_STATES))
    last = select(m.id).where(held).order_by(m.starts_at.desc(), m.number.desc()).limit(LATEST)
    query = (
        select(*columns())
        .join(Body, Body.id == m.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(or_(m.id.in_(next_one.subquery().select()), m.id.in_(last.subquery().select())))
        .order_by(m.starts_at.desc(), m.number.desc())
    )
    return tuple(MeetingHead(*row) for row in db.session.execute(query))


def list_decided(heads: Sequence[MeetingHead]) -> Mapping[UUID, Decided]:
    """Titles and counts of meetings with published minutes; one statement."""
    i, a = AgendaItem, Assignment
    editions = {head.id: head.edition_id for head in heads if head.is_published}
    if not editions:
        return {}
    restricted = exists().where(
        MinutesPart.edition_id.in_(editions.values()),
        MinutesPart.item_id == i.id,
        MinutesPart.is_restricted,
    )
    given = select(func.count()).where(a.item_id == i.id).scalar_subquery()
    closed = and_(a.item_id == i.id, a.state == AssignmentState.CLOSED)
    done = select(func.count()).select_from(a).where(closed).scalar_subquery()
    query = (
        select(i.meeting_id, i.title, given, done)
        .where(i.meeting_id.in_(editions), i.state == ItemState.ACCEPTED, ~restricted)
        .order_by(i.meeting_id, i.printed_number)
    )
    rows: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    for meeting_id, title, *counts in db.session.execute(query):
        rows[meeting_id].append((title, counts[0], counts[1]))
    return {
        meeting_id: Decided(
            tuple(title for title, _, _ in each),
            sum(given for _, given, _ in each),
            sum(done for _, _, done in each),
        )
        for meeting_id, each in rows.items()
    }
