"""Texts that visitors may search: titles of approved agendas and decisions of published minutes.

The full-text index finds them by their words as written; which of them a visitor may read with
those words is asked again of what is shown, since names may be hidden there. Bounded: so many of
the newest are looked at.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, exists, false, func, literal_column, or_, select

from core.adapters.database import db
from core.adapters.fulltext import Terms, has_words, reads_words
from council.meetings.models import AgendaItem, Meeting, Resolution, SearchText
from council.meetings.rules.kinds import ItemState, MeetingState
from council.meetings.rules.public import WITH_AGENDA
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState
from portal.meetings.queries.head import seen_edition

MOST_TEXTS = 100
MOST_LOOKED_AT = 2 * MOST_TEXTS
LATELY = 200  # meetings: some years of a region


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
    ballots_until: date | None
    state: MeetingState
    item_number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What was found; `is_cut` tells that there are older ones that were not looked at."""

    newest: tuple[FoundText, ...] = ()
    is_cut: bool = False


def list_texts(terms: Terms) -> Texts:
    """Titles (with an empty text) and decisions with all terms, newest first.

    A common word fills the page from the newest meetings; only who does not find enough there
    asks the index of all texts: one or two statements.
    """
    if not terms:
        return Texts()
    lately = public_of(lately_with(terms))
    return lately if lately.is_cut else public_of(ever_with(terms))


def public_of(found: CTE) -> Texts:
    """What visitors may read of the texts that were found; one statement."""
    m, b, i, r, e = Meeting, Body, AgendaItem, Resolution, MinutesEdition
    restricted = exists().where(
        MinutesPart.edition_id == e.id, MinutesPart.item_id == i.id, MinutesPart.is_restricted
    )
    is_published = func.coalesce(e.state == EditionState.PUBLISHED, false())
    open_title = and_(r.id.is_(None), ~and_(is_published, restricted))
    open_decision = and_(r.id.is_not(None), is_published, ~restricted)
    looked_at = select(func.count()).select_from(found).scalar_subquery()
    query = (
        select(
            looked_at,
            *(m.id, m.year, m.number, b.slug, b.kind, m.starts_at, m.zone),
            *(m.ballots_until, m.state, i.printed_number, i.title, func.coalesce(r.text, "")),
        )
        .select_from(found)
        .join(i, i.id == found.c.item_id)
        .join(m, m.id == i.meeting_id)
        .join(b, b.id == m.body_id)
        .outerjoin(r, r.id == found.c.resolution_id)
        .outerjoin(e, seen_edition())
        .where(or_(open_title, open_decision))
        .order_by(m.starts_at.desc(), i.printed_number, r.position)
        .limit(MOST_TEXTS + 1)
    )
    rows: list[Any] = list(db.session.execute(query))
    is_cut = len(rows) > MOST_TEXTS or any(row[0] == MOST_LOOKED_AT for row in rows[:1])
    return Texts(tuple(FoundText(*row[1:]) for row in rows[:MOST_TEXTS]), is_cut)


def lately_with(terms: Terms) -> CTE:
    """Texts with all terms on the agendas of the newest meetings that visitors see.

    Told how few meetings those are, SQLite begins with them; else it reads every text there is.
    """
    m, s = Meeting, SearchText
    few: Any = literal_column(str(LATELY))  # in words of the statement, not as a parameter
    lately = select(m.id, m.starts_at).where(m.state.in_(WITH_AGENDA))
    newest = lately.order_by(m.starts_at.desc(), m.id).limit(few).subquery("lately")
    return newest_of(newest.c, reads_words(s.words, terms), "lately_found")


def ever_with(terms: Terms) -> CTE:
    """Texts with all terms on agendas that visitors see, the newest ones.

    Chosen before it is asked what of each text is public: that costs more than finding it.
    """
    m, s = Meeting, SearchText
    seen = select(m.id, m.starts_at).where(m.state.in_(WITH_AGENDA)).subquery("seen")
    return newest_of(seen.c, has_words(s.id, s.words, terms, "fts_texts"), "found")


def newest_of(meetings: Any, has_terms: ColumnElement[bool], name: str) -> CTE:
    i, s = AgendaItem, SearchText
    query = (
        select(s.item_id, s.resolution_id)
        .join(i, i.id == s.item_id)
        .join(meetings.id.table, meetings.id == i.meeting_id)
        .where(has_terms, i.state == ItemState.ACCEPTED, i.printed_number.is_not(None))
        .order_by(meetings.starts_at.desc(), meetings.id, i.printed_number)
        .limit(MOST_LOOKED_AT)
    )
    return query.cte(name)
