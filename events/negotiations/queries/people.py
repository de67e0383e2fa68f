"""Participants for their pages. Names are searched in Python: SQLite folds no Cyrillic letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.search import fold
from events.companies.models import CompanyContact
from events.missions.models import MissionApplication
from events.missions.rules.applications import MissionApplicationState
from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.models import NegotiationMeeting, NegotiationWish, Negotiator

N, W, M, A, C = (
    Negotiator,
    NegotiationWish,
    NegotiationMeeting,
    MissionApplication,
    CompanyContact,
)
SIZE = 50
SHORT = 120  # letters of the products in a list


@dataclass(frozen=True, slots=True)
class Name:
    """A participant in a list of names."""

    id: UUID
    number: int
    side: Side
    name: str
    country: str
    goods: str
    is_withdrawn: bool

    def note(self, countries: Mapping[str, str]) -> str:
        """Where it comes from and what it offers or wants, in short."""
        text = " ".join(self.goods.split())
        short = text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
        return ", ".join(filter(None, (countries.get(self.country, self.country), short)))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A participant in the list; `has_left`: the application behind it is chosen no more."""

    id: UUID
    number: int
    side: Side
    name: str
    country: str
    city: str
    goods: str
    absences: list[str]
    answered_at: datetime | None
    withdrawn_at: datetime | None
    application: MissionApplicationState | None
    wishes: int
    meetings: int

    @property
    def has_left(self) -> bool:
        return self.application not in {None, MissionApplicationState.CHOSEN}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One participant whole; the known contact comes of the application or the register."""

    id: UUID
    schedule_id: UUID
    number: int
    side: Side
    revision: int
    application_id: UUID | None
    company_id: UUID | None
    name: str
    country: str
    city: str
    languages: list[str]
    goods: str
    contact: str
    email: str
    phone: str
    most: int | None
    hall: int | None
    table: int | None
    seat: int | None
    absences: list[str]
    answered_at: datetime | None
    withdrawn_at: datetime | None
    known_contact: str
    known_email: str


ONE = (
    *(N.id, N.schedule_id, N.number, N.side, N.revision, N.application_id, N.company_id),
    *(N.name, N.country, N.city, N.languages, N.goods, N.contact, N.email, N.phone, N.most),
    *(N.hall, N.table, N.seat, N.absences, N.answered_at, N.withdrawn_at),
)


def list_names(schedule_id: UUID, side: Side | None = None, query: str = "") -> tuple[Name, ...]:
    """Everybody, in the order of their numbers, whose name holds all the words."""
    asked = (
        select(*(N.id, N.number, N.side, N.name, N.country, N.goods, N.withdrawn_at.is_not(None)))
        .where(N.schedule_id == schedule_id)
        .order_by(N.side.desc(), N.number)
    )
    if side is not None:
        asked = asked.where(N.side == side)
    words = fold(query).split()
    found = (Name(*row) for row in db.session.execute(asked))
    return tuple(one for one in found if all(word in fold(one.name) for word in words))


def list_people(ids: list[UUID]) -> tuple[PersonLine, ...]:
    """These participants with their counts, in the order of their numbers."""
    wishes = select(func.count()).where(W.wisher_id == N.id).scalar_subquery()
    meetings = select(func.count(M.id)).where(
        (M.first_id == N.id) | (M.second_id == N.id), M.slot.is_not(None)
    )
    query = (
        select(
            *(N.id, N.number, N.side, N.name, N.country, N.city, N.goods, N.absences),
            *(N.answered_at, N.withdrawn_at, A.state, wishes, meetings.scalar_subquery()),
        )
        .outerjoin(A, A.id == N.application_id)
        .where(N.id.in_(ids))
        .order_by(N.side.desc(), N.number)
    )
    return tuple(PersonLine(*row) for row in db.session.execute(query))


def get_person(negotiator_id: UUID) -> PersonRow:
    return one(N.id == negotiator_id)


def get_person_by_token(token_hash: str) -> PersonRow:
    return one(N.token_hash == token_hash)


def one(condition: Any) -> PersonRow:
    query = (
        select(
            *ONE,
            func.coalesce(A.full_name, C.full_name, ""),
            func.coalesce(A.email, C.email, ""),
        )
        .outerjoin(A, A.id == N.application_id)
        .outerjoin(C, (C.company_id == N.company_id) & (C.position == 1))
        .where(condition)
    )
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such participant")
    return PersonRow(*row)


def list_wishes_of(negotiator_id: UUID) -> dict[UUID, Wish]:
    query = select(W.about_id, W.wish).where(W.wisher_id == negotiator_id)
    return {about: wish for about, wish in db.session.execute(query)}  # noqa: C416 - rows


def list_wishes_about(negotiator_id: UUID) -> dict[UUID, Wish]:
    query = select(W.wisher_id, W.wish).where(W.about_id == negotiator_id)
    return {wisher: wish for wisher, wish in db.session.execute(query)}  # noqa: C416 - rows


def list_wishes_between(wishers: list[UUID], about: list[UUID]) -> dict[tuple[UUID, UUID], Wish]:
    """The wishes of some about some others."""
    query = select(W.wisher_id, W.about_id, W.wish).where(
        W.wisher_id.in_(wishers), W.about_id.in_(about)
    )
    return {(one, other): wish for one, other, wish in db.session.execute(query)}


def list_revisions(ids: list[UUID]) -> dict[UUID, int]:
    query = select(N.id, N.revision).where(N.id.in_(ids))
    return dict(db.session.execute(query).all())
