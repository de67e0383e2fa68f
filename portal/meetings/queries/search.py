"""Texts that visitors may search: titles of approved agendas and decisions of published minutes.

Bounded: the newest few thousand texts; a council makes some hundred a year.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, literal, or_, select, union_all

from core.adapters.database import db
from council.meetings.models import AgendaItem, Meeting, Resolution
from council.meetings.rules.kinds import ItemState, MeetingState
from council.meetings.rules.public import WITH_AGENDA
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState
from portal.meetings.queries.head import seen_edition

MOST_TEXTS = 5_000


@dataclass(frozen=True, slots=True)
class SearchText:
    """A title or a decision with the item it belongs to."""

    meeting_id: UUID
    year: int
    number: int
    slug: str
    body_kind: BodyKind
    starts_at: datetime
    zone: str
    state: MeetingState
    item_number: int
    title: str
    text: str


def list_texts() -> tuple[SearchText, ...]:
    """Titles (with an empty text) and decisions, the newest first; one statement."""
    m, b, i, r, e = Meeting, Body, AgendaItem, Resolution, MinutesEdition
    columns = (m.id, m.year, m.number, b.slug, b.kind, m.starts_at, m.zone, m.state)
    restricted = exists().where(
        MinutesPart.edition_id == e.id, MinutesPart.item_id == i.id, MinutesPart.is_restricted
    )
    base = (
        select(*columns, i.printed_number, i.title, literal("").label("text"))
        .join(b, b.id == m.body_id)
        .join(i, i.meeting_id == m.id)
        .outerjoin(e, seen_edition())
        .where(i.state == ItemState.ACCEPTED, i.printed_number.is_not(None))
        .where(m.state.in_(WITH_AGENDA))
    )
    is_published = e.state == EditionState.PUBLISHED
    open_titles = base.where(or_(e.id.is_(None), ~and_(is_published, restricted)))
    decisions = (
        base.join(r, r.item_id == i.id)
        .with_only_columns(*columns, i.printed_number, i.title, r.text)
        .where(is_published, ~restricted)
    )
    both = union_all(open_titles, decisions).subquery()
    query = select(both).order_by(both.c.starts_at.desc(), both.c.printed_number)
    rows = db.session.execute(query.limit(MOST_TEXTS))
    return tuple(SearchText(*row) for row in rows)
