"""Offices on a day: appointed officers, the elected deputy chair, absences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select, true

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.membership.models import Absence, Appointment, Election, Person, Seat
from council.membership.queries.regulation import procedure_on
from council.membership.queries.rows import (
    HOLDER_COLUMNS,
    NAME_COLUMNS,
    Holder,
    fetched,
    holder,
    on,
)
from council.membership.rules import BUSINESS, Office
from council.membership.rules.deputy import (
    DeputyPost,
    Held,
    Won,
    deputy_post,
    stand_in_acts,
)
from council.membership.rules.terms import Term


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An appointment with the name of who holds it."""

    name: PersonName
    term: Term
    id: UUID
    person_id: UUID
    office: Office
    position: str
    basis: str
    revision: int


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days on which somebody is away."""

    name: PersonName
    id: UUID
    person_id: UUID
    from_day: date
    until_day: date
    reason: str


def find_officer(
    body_id: UUID, office: Office, day: date, *, rather: UUID | None = None
) -> Holder | None:
    """Who held an appointed office on the day; of several `rather` this person, else the latest."""
    a = Appointment
    query = (
        select(*HOLDER_COLUMNS, Person.position)
        .join(a, a.person_id == Person.id)
        .where(a.body_id == body_id, a.office == office, on(day, a.held_from, a.held_until))
        .order_by(a.person_id != rather, a.held_from.desc(), a.id)
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return holder(row[:-1], row[-1]) if row else None


def list_officers(body_id: UUID, day: date | None = None) -> tuple[OfficerRow, ...]:
    """Appointments that hold on the day, or all of them, newest first; one statement."""
    a = Appointment
    columns = (*NAME_COLUMNS, a.held_from, a.held_until, a.id, a.person_id, a.office)
    query = (
        select(*columns, Person.position, a.basis, a.revision)
        .join(Person, Person.id == a.person_id)
        .where(a.body_id == body_id)
        .order_by(a.held_from.desc(), a.id)
    )
    if day is not None:
        query = query.where(on(day, a.held_from, a.held_until))
    return tuple(
        OfficerRow(PersonName(*row[:3]), Term(*row[3:5]), *row[5:]) for row in fetched(query)
    )


def find_deputy_chair(body_id: UUID, day: date) -> Holder | None:
    """The deputy chair from business on the day.

    The winner of the latest election in signed minutes, while the term runs and the person holds
    a business seat (Standard, instrument 5). None is a vacancy.
    """
    e, s = Election, Seat
    query = (
        select(*HOLDER_COLUMNS, s.position, s.id, e.ended_on)
        .join(e, e.elected_id == Person.id)
        .outerjoin(
            s,
            and_(
                s.person_id == Person.id,
                s.body_id == body_id,
                s.category.in_(BUSINESS),
                s.is_voting.is_(true()),
                on(day, s.held_from, s.held_until),
            ),
        )
        .where(e.body_id == body_id, e.effective_on <= day)
        .order_by(e.effective_on.desc(), e.id)
        .limit(1)
    )
    found = fetched(query)
    if not found:
        return None
    *person, position, seat_id, ended_on = found[0]
    if seat_id is None or (ended_on is not None and ended_on <= day):
        return None
    return holder(person, position)


def find_deputy_post(body_id: UUID, day: date) -> DeputyPost:
    """The deputy chair's post on the day, with the reason if it is vacant; three statements."""
    won = list_won(body_id)
    people = {each.person_id for each in won}
    if not people:
        return deputy_post((), (), (), day)
    s = Seat
    seats = db.session.execute(
        select(s.person_id, s.held_from, s.held_until)
        .where(s.body_id == body_id, s.person_id.in_(people), s.category.in_(BUSINESS))
        .where(s.is_voting.is_(true()))
    )
    held = [Held(person_id, Term(since, until)) for person_id, since, until in seats]
    return deputy_post(won, held, list_away(body_id, people), day)


def list_won(body_id: UUID) -> tuple[Won, ...]:
    """The elections in signed minutes, oldest first."""
    e = Election
    query = (
        select(e.elected_id, e.effective_on, e.ended_on, e.end_basis)
        .where(e.body_id == body_id, e.effective_on.is_not(None))
        .order_by(e.effective_on, e.id.desc())
    )
    return tuple(Won(*row) for row in fetched(query))


def list_away(body_id: UUID, people: Sequence[UUID] | set[UUID]) -> tuple[Held, ...]:
    a = Absence
    query = select(a.person_id, a.from_day, a.until_day)
    rows = db.session.execute(query.where(a.body_id == body_id, a.person_id.in_(people)))
    return tuple(Held(who, Term(first, last)) for who, first, last in rows)


def find_stand_in(body_id: UUID, day: date) -> Holder | None:
    """Who may act for the deputy chair on the day; None unless the regulation allows it."""
    appointed = find_officer(body_id, Office.STAND_IN, day)
    if appointed is None or not procedure_on(body_id, day).stand_in_allowed:
        return None
    post = find_deputy_post(body_id, day)
    return appointed if stand_in_acts(post, is_allowed=True) else None


def is_absent(body_id: UUID, person_id: UUID, day: date) -> bool:
    query = select(Absence.id).where(
        Absence.body_id == body_id,
        Absence.person_id == person_id,
        Absence.from_day <= day,
        Absence.until_day >= day,
    )
    return db.session.execute(query.limit(1)).first() is not None


def list_absences(body_id: UUID, since: date) -> tuple[AbsenceRow, ...]:
    """Absences that have not passed by the day, the nearest first; one statement."""
    a = Absence
    query = (
        select(*NAME_COLUMNS, a.id, a.person_id, a.from_day, a.until_day, a.reason)
        .join(Person, Person.id == a.person_id)
        .where(a.body_id == body_id, a.until_day >= since)
        .order_by(a.from_day, a.id)
    )
    return tuple(AbsenceRow(PersonName(*row[:3]), *row[3:]) for row in fetched(query))


def get_appointment(appointment_id: UUID, *, lock: bool = False) -> Appointment:
    query = select(Appointment).where(Appointment.id == appointment_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    appointment = db.session.scalars(query).one_or_none()
    if appointment is None:
        raise NotFound("no such appointment")
    return appointment


def get_absence(absence_id: UUID, *, lock: bool = False) -> Absence:
    query = select(Absence).where(Absence.id == absence_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    absence = db.session.scalars(query).one_or_none()
    if absence is None:
        raise NotFound("no such absence")
    return absence
