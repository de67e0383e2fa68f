"""Texts that visitors may search: titles of approved agendas and decisions of published minutes.

The full-text index finds them by their words as written; which of them a visitor may read with
those words is asked again of what is shown, since names may be hidden there. Bounded: so many of
the newest are looked at.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, and_, exists, false, func, or_, select

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

MOST_TEXTS = 200
MOST_LOOKED_AT = 2 * MOST_TEXTS


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
    m, b, i, r, e = Meeting, Body, AgendaItem, Resolution, MinutesEdition
    newest = newest_with(terms)
    restricted = exists().where(
        MinutesPart.edition_id == e.id, MinutesPart.item_id == i.id, MinutesPart.is_restricted
    )
    is_published = func.coalesce(e.state == EditionState.PUBLISHED, false())
    open_title = and_(r.id.is_(None), ~and_(is_published, restricted))
    open_decision = and_(r.id.is_not(None), is_published, ~restricted)
    query = (
        select(
            *(m.id, m.year, m.number, b.slug, b.kind, m.starts_at, m.zone, m.state),
            *(i.printed_number, i.title, func.coalesce(r.text, "")),
        )
        .select_from(newest)
        .join(i, i.id == newest.c.item_id)
        .join(m, m.id == i.meeting_id)
        .join(b, b.id == m.body_id)
        .outerjoin(r, r.id == newest.c.resolution_id)
        .outerjoin(e, seen_edition())
        .where(or_(open_title, open_decision))
        .order_by(m.starts_at.desc(), i.printed_number, r.position)
        .limit(MOST_TEXTS)
    )
    rows: Any = db.session.execute(query)
    return tuple(FoundText(*row) for row in rows)


def newest_with(terms: Terms) -> CTE:
    """Texts with all terms on agendas that visitors see, the newest ones.

    Chosen before it is asked what of each text is public: that costs more than finding it.
    """
    m, i, s = Meeting, AgendaItem, SearchText
    query = (
        select(s.item_id, s.resolution_id)
        .join(i, i.id == s.item_id)
        .join(m, m.id == i.meeting_id)
        .where(has_words(s.id, s.words, terms, "fts_texts"))
        .where(i.state == ItemState.ACCEPTED, i.printed_number.is_not(None))
        .where(m.state.in_(WITH_AGENDA))
        .order_by(m.starts_at.desc(), m.id, i.printed_number)
        .limit(MOST_LOOKED_AT)
    )
    return query.cte("newest")
