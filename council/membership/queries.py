"""Every SELECT on membership. Who holds an office is computed from dated rows, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import String, and_, cast, literal, or_, select, true, union_all
from sqlalchemy.orm import joinedload

from core.adapters.database import db
from core.adapters.language import label
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.kernel.viewers import Standing
from council.membership.models import (
    Absence,
    Appointment,
    Body,
    Election,
    Person,
    RegulationSetting,
    Seat,
)
from council.membership.rules import BUSINESS, BodyKind, Office, Power, powers_of
from council.membership.rules.procedure import Procedure, procedure_of, values_on

MAIN = BodyKind.COUNCIL


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as services and pages of other slices need it."""

    id: UUID
    slug: str
    kind: BodyKind
    name: str
    name_genitive: str
    short_name: str
    zone: str
    city: str
    default_place: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in an office or a seat on a day."""

    person_id: UUID
    name: PersonName
    position: str
    gender: str = ""
    genitive: str = ""
    dative: str = ""
    instrumental: str = ""


BODY_COLUMNS = (
    Body.id,
    Body.slug,
    Body.kind,
    Body.name,
    Body.name_genitive,
    Body.short_name,
    Body.zone,
    Body.city,
    Body.default_place,
)
HOLDER_COLUMNS = (
    Person.id,
    Person.surname,
    Person.given_name,
    Person.patronymic,
    Person.gender,
    Person.genitive,
    Person.dative,
    Person.instrumental,
)


def holder(row: Sequence[object], position: str) -> Holder:
    person_id, surname, given, patronymic, *forms = row
    name = PersonName(surname, given, patronymic)  # type: ignore[arg-type]
    return Holder(person_id, name, position, *forms)  # type: ignore[arg-type]


def on(day: date, start: object, end: object) -> object:
    """SQL: the dated row holds on the day."""
    return and_(start <= day, or_(end.is_(None), end >= day))  # type: ignore[attr-defined,operator]


def find_main_body() -> BodyRow | None:
    """The council itself: the first body of its kind."""
    query = select(*BODY_COLUMNS).where(Body.kind == MAIN).order_by(Body.founded_on).limit(1)
    row = db.session.execute(query).one_or_none()
    return BodyRow(*row) if row else None


def get_main_body() -> BodyRow:
    body = find_main_body()
    if body is None:
        raise NotFound("no council has been set up")
    return body


def get_body(body_id: UUID) -> BodyRow:
    row = db.session.execute(select(*BODY_COLUMNS).where(Body.id == body_id)).one_or_none()
    if row is None:
        raise NotFound("no such body")
    return BodyRow(*row)


def get_body_by_slug(slug: str) -> BodyRow:
    row = db.session.execute(select(*BODY_COLUMNS).where(Body.slug == slug)).one_or_none()
    if row is None:
        raise NotFound("no such body")
    return BodyRow(*row)


def lock_body(body_id: UUID) -> Body:
    """The body's row, locked: whoever numbers something within it waits here."""
    query = select(Body).where(Body.id == body_id).with_for_update()
    body = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if body is None:
        raise NotFound("no such body")
    return body


def find_officer(body_id: UUID, office: Office, day: date) -> Holder | None:
    """Who held an appointed office on the day; the latest appointment wins."""
    a = Appointment
    query = (
        select(*HOLDER_COLUMNS, Person.position)
        .join(a, a.person_id == Person.id)
        .where(a.body_id == body_id, a.office == office, on(day, a.held_from, a.held_until))
        .order_by(a.held_from.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return holder(row[:-1], row[-1]) if row else None


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
        .order_by(e.effective_on.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    if row is None or row[-2] is None or (row[-1] is not None and row[-1] <= day):
        return None
    return holder(row[:8], row[8])


def is_absent(body_id: UUID, person_id: UUID, day: date) -> bool:
    query = select(Absence.id).where(
        Absence.body_id == body_id,
        Absence.person_id == person_id,
        Absence.from_day <= day,
        Absence.until_day >= day,
    )
    return db.session.execute(query.limit(1)).first() is not None


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
    return len(list_members(body_id, day, voting_only=True))


def get_person(person_id: UUID, *, lock: bool = False) -> Person:
    query = select(Person).where(Person.id == person_id).options(joinedload(Person.organisation))
    if lock:
        query = query.with_for_update(of=Person).execution_options(populate_existing=True)
    person = db.session.scalars(query).one_or_none()
    if person is None:
        raise NotFound("no such person")
    return person


def standing(account_id: UUID, day: date) -> Standing:
    """The person behind an account and the powers that follow from seats and offices that day.

    Two statements: the person, and all dated rows of theirs in one union.
    """
    p = Person
    query = select(p.id, p.surname, p.given_name, p.patronymic).where(p.account_id == account_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        return Standing()
    person_id, *parts = row
    held = frozenset(held_by(person_id, day))
    return Standing(
        person_id=person_id,
        name=PersonName(*parts).initials_after,
        role_label=role_label(held),
        held=held,
    )


def held_by(person_id: UUID, day: date) -> set[tuple[str, UUID]]:
    """Pairs of power and body."""
    s, a, e = Seat, Appointment, Election
    seats = select(s.body_id, literal("seat"), s.is_voting, cast(s.category, String)).where(
        s.person_id == person_id, on(day, s.held_from, s.held_until)
    )
    offices = select(a.body_id, cast(a.office, String), literal(value=False), literal("")).where(
        a.person_id == person_id, on(day, a.held_from, a.held_until)
    )
    elections = select(e.body_id, literal("elected"), literal(value=False), literal("")).where(
        e.elected_id == person_id,
        e.effective_on <= day,
        or_(e.ended_on.is_(None), e.ended_on > day),
    )
    rows = db.session.execute(union_all(seats, offices, elections)).all()
    found: set[tuple[str, UUID]] = set()
    for body_id in {row[0] for row in rows}:
        powers = powers_of([tuple(row[1:]) for row in rows if row[0] == body_id])
        if Power.DEPUTY_CHAIR in powers:
            deputy = find_deputy_chair(body_id, day)
            if deputy is None or deputy.person_id != person_id:
                powers -= {Power.DEPUTY_CHAIR}
        found |= {(power.value, body_id) for power in powers}
    return found


def role_label(held: frozenset[tuple[str, UUID]]) -> str:
    """The weightiest power in words, for the header."""
    powers = {power for power, _ in held}
    return next((label(power) for power in Power if power in powers), "")


def procedure_on(body_id: UUID, day: date) -> Procedure:
    """The body's rules of procedure on a day; a body without settings has the defaults."""
    r = RegulationSetting
    query = select(r.key, r.value, r.valid_from).where(r.body_id == body_id)
    rows = [tuple(row) for row in db.session.execute(query)]
    return procedure_of(values_on(rows, day))  # type: ignore[arg-type]
