"""Seats on a day: who sits in a body, with or without a vote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, true

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.membership.models import Appointment, Organisation, Person, Seat
from council.membership.queries.regulation import procedure_on
from council.membership.queries.rows import (
    HOLDER_COLUMNS,
    NAME_COLUMNS,
    Holder,
    fetched,
    holder,
    on,
)
from council.membership.rules import Category, Office
from council.membership.rules.eligibility import Candidacy, candidacy_refusals
from council.membership.rules.terms import Term


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with its holder, as a composition shows it."""

    name: PersonName
    term: Term
    organisation: str
    id: UUID
    person_id: UUID
    category: Category
    is_voting: bool
    by_agreement: bool
    position: str
    basis: str


def list_members(body_id: UUID, day: date, *, voting_only: bool = False) -> tuple[Holder, ...]:
    """Seats of the day in the order of the alphabet; one statement."""
    s = Seat
    query = (
        select(*HOLDER_COLUMNS, s.position)
        .join(s, s.person_id == Person.id)
        .where(s.body_id == body_id, on(day, s.held_from, s.held_until))
    )
    if voting_only:
        query = query.where(s.is_voting.is_(true()))
    found = [holder(row[:-1], row[-1]) for row in db.session.execute(query)]
    return tuple(sorted(found, key=lambda each: each.name.sort_key))


def count_voting(body_id: UUID, day: date) -> int:
    s = Seat
    query = select(func.count()).where(
        s.body_id == body_id, s.is_voting.is_(true()), on(day, s.held_from, s.held_until)
    )
    return db.session.execute(query).scalar_one()


def list_composition(body_id: UUID, day: date) -> tuple[SeatRow, ...]:
    """The seats of the day in the order of the alphabet; one statement."""
    s, o = Seat, Organisation
    columns = (*NAME_COLUMNS, s.held_from, s.held_until, o.name, s.id, s.person_id, s.category)
    query = (
        select(*columns, s.is_voting, s.by_agreement, s.position, s.basis)
        .join(Person, Person.id == s.person_id)
        .outerjoin(o, o.id == Person.organisation_id)
        .where(s.body_id == body_id, on(day, s.held_from, s.held_until))
    )
    found = [
        SeatRow(PersonName(*row[:3]), Term(*row[3:5]), row[5] or "", *row[6:])
        for row in fetched(query)
    ]
    return tuple(sorted(found, key=lambda seat: seat.name.sort_key))


def get_seat(seat_id: UUID, *, lock: bool = False) -> Seat:
    query = select(Seat).where(Seat.id == seat_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    seat = db.session.scalars(query).one_or_none()
    if seat is None:
        raise NotFound("no such seat")
    return seat


def list_seat_terms(
    body_id: UUID, person_id: UUID, *, but: UUID | None = None
) -> tuple[tuple[Term, Category, bool], ...]:
    """A person's seats in a body, past and future: term, category, vote."""
    s = Seat
    query = (
        select(s.id, s.held_from, s.held_until, s.category, s.is_voting)
        .where(s.body_id == body_id, s.person_id == person_id)
        .order_by(s.held_from)
    )
    rows = db.session.execute(query)
    return tuple((Term(row[1], row[2]), row[3], row[4]) for row in rows if row[0] != but)


def candidacy_of(person_id: UUID, body_id: UUID, day: date) -> Candidacy:
    """What the person holds on the day of an election."""
    held = [s for s in list_seat_terms(body_id, person_id) if s[0].covers(day)]
    a = Appointment
    query = select(a.office).where(
        a.body_id == body_id, a.person_id == person_id, on(day, a.held_from, a.held_until)
    )
    offices = frozenset(db.session.scalars(query))
    return Candidacy(held[0][1], held[0][2], offices) if held else Candidacy(offices=offices)


def list_eligible(body_id: UUID, day: date) -> tuple[Holder, ...]:
    """Who may be elected deputy chair on the day; a constant number of statements."""
    allowed = procedure_on(body_id, day).deputy_categories
    a = Appointment
    query = select(a.person_id, a.office).where(
        a.body_id == body_id, on(day, a.held_from, a.held_until)
    )
    offices: dict[UUID, set[Office]] = {}
    for person_id, office in db.session.execute(query):
        offices.setdefault(person_id, set()).add(office)
    return tuple(
        Holder(seat.person_id, seat.name, seat.position)
        for seat in list_composition(body_id, day)
        if not candidacy_refusals(
            Candidacy(seat.category, seat.is_voting, frozenset(offices.get(seat.person_id, ()))),
            allowed,
        )
    )
