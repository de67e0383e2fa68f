"""Appointed officers and absences on a day; the elected deputy chair is in `deputy`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.membership.models import Absence, Appointment, Person
from council.membership.queries.rows import (
    HOLDER_COLUMNS,
    NAME_COLUMNS,
    Holder,
    fetched,
    holder,
    on,
)
from council.membership.rules import Office
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
    return officers_in({body_id}, office, day, rather=rather).get(body_id)


def officers_in(
    body_ids: Collection[UUID], office: Office, day: date, *, rather: UUID | None = None
) -> dict[UUID, Holder]:
    """`find_officer` of each body that has one; one statement."""
    a = Appointment
    query = (
        select(a.body_id, *HOLDER_COLUMNS, Person.position)
        .join(a, a.person_id == Person.id)
        .where(a.body_id.in_(body_ids), a.office == office, on(day, a.held_from, a.held_until))
        .order_by(a.person_id != rather, a.held_from.desc(), a.id)
    )
    found: dict[UUID, Holder] = {}
    for body_id, *person, position in fetched(query):
        found.setdefault(body_id, holder(person, position))
    return found


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
