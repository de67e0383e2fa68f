"""Texts that visitors may search: titles of approved agendas and decisions of published minutes.

The full-text index finds them by their words as written; which of them a visitor may read with
those words is asked again of what is shown, since names may be hidden there. Bounded: so many of
the newest are looked at.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, literal, or_, select, union_all

from core.adapters.database import db
from core.adapters.fulltext import Terms, has_words
from council.meetings.models import AgendaItem, Meeting, Resolution, SearchText
from council.meetings.rules.kinds import ItemState, MeetingState
from council.meetings.rules.public import WITH_AGENDA
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState
from portal.meetings.queries.head import seen_edition

MOST_TEXTS = 300


@dataclass(frozen=True, slots=True)
class FoundText:
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


def list_texts(terms: Terms) -> tuple[FoundText, ...]:
    """Titles (with an empty text) and decisions with all terms, newest first; one statement."""
    if not terms:
        return ()
    m, b, i, r, e, s = Meeting, Body, AgendaItem, Resolution, MinutesEdition, SearchText
    columns = (m.id, m.year, m.number, b.slug, b.kind, m.starts_at, m.zone, m.state)
    restricted = exists().where(
        MinutesPart.edition_id == e.id, MinutesPart.item_id == i.id, MinutesPart.is_restricted
    )
    base = (
        select(*columns, i.printed_number, i.title, literal("").label("text"))
        .join(b, b.id == m.body_id)
        .join(i, i.meeting_id == m.id)
        .join(s, s.item_id == i.id)
        .outerjoin(e, seen_edition())
        .where(has_words(s.id, s.words, terms, "fts_texts"))
        .where(i.state == ItemState.ACCEPTED, i.printed_number.is_not(None))
        .where(m.state.in_(WITH_AGENDA))
    )
    is_published = e.state == EditionState.PUBLISHED
    open_titles = base.where(
        s.resolution_id.is_(None), or_(e.id.is_(None), ~and_(is_published, restricted))
    )
    decisions = (
        base.join(r, r.id == s.resolution_id)
        .with_only_columns(*columns, i.printed_number, i.title, r.text)
        .where(is_published, ~restricted)
    )
    both = union_all(open_titles, decisions).subquery()
    query = select(both).order_by(both.c.starts_at.desc(), both.c.printed_number)
    rows = db.session.execute(query.limit(MOST_TEXTS))
    return tuple(FoundText(*row) for row in rows)
