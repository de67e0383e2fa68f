"""Letters as the desk shows them: the list with its filters, one letter, the reader's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select, true

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter, PaperLetter
from core.letters.rules import LetterState
from core.letters.rules.handing import FOR_PAPER, FORGOTTEN, Way
from core.letters.rules.outbox import DIGEST

Scope: TypeAlias = ColumnElement[bool]  # which letters a viewer may read
Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a list of letters."""

    id: UUID
    subject: str
    name: str
    email: str
    state: LetterState
    posted_at: datetime
    sent_at: datetime | None
    due_at: datetime
    attempts: int
    answer: str
    paper_number: str | None
    way: Way | None
    handed_on: date | None


class Handover(StrEnum):
    """Letters that no e-mail reaches: still to be handed over, or done."""

    UNREACHED = "unreached"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the secretary looks for; nothing chosen finds all."""

    state: LetterState | Handover | None = None
    words: str = ""
    about_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A meeting or another matter that letters are about."""

    about_id: UUID
    about: str


def readable(*, bodies: Collection[UUID], is_administrator: bool = False) -> Scope:
    """The letters that a keeper may read: an administrator all, a secretary those of the body."""
    return true() if is_administrator else OutgoingLetter.body_id.in_(bodies)


def own(viewer: Viewer) -> Scope:
    """The letters to the viewer, by person, account or the e-mail that the viewer signs in with."""
    o = OutgoingLetter
    if viewer.account_id is None:
        return false()
    mine = [o.account_id == viewer.account_id]
    if viewer.person_id:
        mine.append(o.person_id == viewer.person_id)
    if viewer.email:
        mine.append(func.lower(o.email) == viewer.email.casefold())
    return or_(*mine)


def kept_or_own(kept: Scope, viewer: Viewer) -> Scope:
    return or_(kept, own(viewer))


def for_paper() -> Scope:
    """Letters that no e-mail reaches, of readers who are still known."""
    o = OutgoingLetter
    known = ~o.addressee.startswith(FORGOTTEN)
    return o.state.in_(FOR_PAPER) & (o.kind != DIGEST) & known


def handed_over() -> Scope:
    handed = select(PaperLetter.letter_id).where(PaperLetter.handed_on.is_not(None))
    return OutgoingLetter.id.in_(handed)


def filtered(query: Query, scope: Scope, chosen: Filter) -> Query:
    o = OutgoingLetter
    query = query.where(scope)
    if isinstance(chosen.state, Handover):
        is_handed = handed_over() if chosen.state is Handover.HANDED_OVER else ~handed_over()
        query = query.where(for_paper(), is_handed)
    elif chosen.state is not None:
        query = query.where(o.state == chosen.state)
    if chosen.about_id is not None:
        query = query.where(o.about_id == chosen.about_id)
    for word in fold(chosen.words).split()[:10]:
        query = query.where(o.search_text.contains(word, autoescape=True))
    return query


def list_letters(scope: Scope, chosen: Filter, *, offset: int, limit: int) -> tuple[LineRow, ...]:
    """Those that wait for somebody's hand first, then the newest."""
    o, p = OutgoingLetter, PaperLetter
    trouble = case((for_paper() & p.handed_on.is_(None), 0), else_=1)
    query = select(
        o.id,
        o.subject,
        o.name,
        o.email,
        o.state,
        o.posted_at,
        o.sent_at,
        o.due_at,
        o.attempts,
        o.answer,
        p.number,
        p.way,
        p.handed_on,
    ).outerjoin(p, p.letter_id == o.id)
    query = query.order_by(trouble, o.posted_at.desc(), o.search_text, o.id)
    rows = db.session.execute(filtered(query, scope, chosen).offset(offset).limit(limit))
    return tuple(LineRow(*tuple(row)) for row in rows)


def count_letters(scope: Scope, chosen: Filter) -> int:
    return db.session.scalar(filtered(select(func.count(OutgoingLetter.id)), scope, chosen)) or 0


def list_matters(scope: Scope, *, limit: int = 200) -> tuple[Matter, ...]:
    """What there are letters about, the newest first."""
    o = OutgoingLetter
    newest = func.max(o.posted_at)
    query = (
        select(o.about_id, func.max(o.about))
        .where(scope, o.about_id.is_not(None))
        .group_by(o.about_id)
        .order_by(newest.desc())
        .limit(limit)
    )
    return tuple(
        Matter(about_id, about) for about_id, about in db.session.execute(query) if about_id
    )


def get_letter(letter_id: UUID, scope: Scope) -> OutgoingLetter:
    """One letter within the scope; else it looks missing."""
    query = select(OutgoingLetter).where(OutgoingLetter.id == letter_id, scope)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("There is no such letter.")
    return found


def lock_letter(letter_id: UUID) -> OutgoingLetter:
    query = select(OutgoingLetter).where(OutgoingLetter.id == letter_id).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("There is no such letter.")
    return found


def find_email(letter_id: UUID) -> str:
    """Where the letter went; "" if there is none or its reader is forgotten."""
    o = OutgoingLetter
    return db.session.scalar(select(o.email).where(o.id == letter_id)) or ""


def list_own_mailboxes(viewer: Viewer) -> set[str]:
    o = OutgoingLetter
    found = db.session.scalars(select(o.email).where(own(viewer)).distinct())
    return {email.casefold() for email in found if email}


def is_within(letter_id: UUID, scope: Scope) -> bool:
    query = select(OutgoingLetter.id).where(OutgoingLetter.id == letter_id, scope)
    return db.session.scalar(query) is not None
