"""People: the list that is searched, one person, what they hold and held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core.accounts.models import Account
from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.kernel.search import fold
from council.membership.models import (
    Absence,
    Appointment,
    Body,
    Election,
    Organisation,
    Person,
    PublicationConsent,
    Seat,
)
from council.membership.queries.rows import NAME_COLUMNS, fetched
from council.membership.rules import Category, ConsentScope, Office
from council.membership.rules.publication import Consent
from council.membership.rules.terms import Term


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people."""

    id: UUID
    name: PersonName
    position: str
    organisation: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat of a person in a body, past, present or future."""

    term: Term
    id: UUID
    body_id: UUID
    body_name: str
    body_slug: str
    basis: str
    category: Category
    is_voting: bool


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office of a person in a body. For an elected one `id` is the election's."""

    term: Term
    id: UUID
    body_id: UUID
    body_name: str
    body_slug: str
    basis: str
    office: Office


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent as recorded; `id` is for its withdrawal."""

    id: UUID
    text_version: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The account behind a person."""

    id: UUID
    email: str
    has_password: bool
    disabled_at: datetime | None
    is_administrator: bool


def get_person(person_id: UUID, *, lock: bool = False) -> Person:
    query = select(Person).where(Person.id == person_id).options(joinedload(Person.organisation))
    if lock:
        query = query.with_for_update(of=Person).execution_options(populate_existing=True)
    person = db.session.scalars(query).one_or_none()
    if person is None:
        raise NotFound("no such person")
    return person


def list_people(search: str = "") -> tuple[PersonRow, ...]:
    """People in the order of the alphabet, those in whom every word of the search occurs.

    Compared here and not by the database, which does not fold Cyrillic capitals and ё (SQLite);
    a council knows some hundreds of people. One statement.
    """
    o = Organisation
    query = select(
        Person.id, *NAME_COLUMNS, Person.position, o.name, o.short_name, Person.account_id
    ).outerjoin(o, o.id == Person.organisation_id)
    words = fold(search).split()
    found = []
    for row in db.session.execute(query):
        name = PersonName(*row[1:4])
        text = fold(" ".join(part for part in (name.full, *row[4:7]) if part))
        if all(word in text for word in words):
            organisation = row[6] or row[5] or ""
            found.append(PersonRow(row[0], name, row[4], organisation, row[7] is not None))
    return tuple(sorted(found, key=lambda person: person.name.sort_key))


def list_seats_of(person_id: UUID) -> tuple[SeatHeld, ...]:
    s, b = Seat, Body
    query = (
        select(s.held_from, s.held_until, s.id, b.id, b.name, b.slug, s.basis, s.category)
        .add_columns(s.is_voting)
        .join(b, b.id == s.body_id)
        .where(s.person_id == person_id)
        .order_by(s.held_from.desc(), s.id)
    )
    return tuple(SeatHeld(Term(*row[:2]), *row[2:]) for row in fetched(query))


def list_offices_of(person_id: UUID) -> tuple[OfficeHeld, ...]:
    """Appointments and elections that were won, newest first; two statements."""
    a, b, e = Appointment, Body, Election
    appointed = fetched(
        select(a.held_from, a.held_until, a.id, b.id, b.name, b.slug, a.basis, a.office)
        .join(b, b.id == a.body_id)
        .where(a.person_id == person_id)
    )
    elected = fetched(
        select(e.effective_on, e.ended_on, e.id, b.id, b.name, b.slug, e.end_basis)
        .join(b, b.id == e.body_id)
        .where(e.elected_id == person_id, e.effective_on.is_not(None))
    )
    rows = [OfficeHeld(Term(*row[:2]), *row[2:]) for row in appointed]
    rows += [elected_row(row) for row in elected]
    return tuple(sorted(rows, key=lambda row: row.term.since, reverse=True))


def elected_row(row: Sequence[Any]) -> OfficeHeld:
    """The term of an election; it ends the day before the first day without the office."""
    since, ended_on = row[:2]
    until = max(since, ended_on - timedelta(days=1)) if ended_on else None
    term = Term(since, until)
    return OfficeHeld(term, row[2], row[3], row[4], row[5], row[6], Office.DEPUTY_CHAIR)


def list_absences_of(person_id: UUID, since: date) -> tuple[tuple[UUID, Term, str, str], ...]:
    """Absences that have not passed: id, term, reason, body."""
    a, b = Absence, Body
    query = (
        select(a.id, a.from_day, a.until_day, a.reason, b.name)
        .join(b, b.id == a.body_id)
        .where(a.person_id == person_id, a.until_day >= since)
        .order_by(a.from_day)
    )
    return tuple(
        (row[0], Term(row[1], row[2]), row[3], row[4]) for row in db.session.execute(query)
    )


def list_consents(person_id: UUID) -> tuple[ConsentRow, ...]:
    """Every consent ever given, newest first."""
    c = PublicationConsent
    query = (
        select(c.id, c.text_version, c.scope, c.given_at, c.revoked_at)
        .where(c.person_id == person_id)
        .order_by(c.given_at.desc(), c.id)
    )
    return tuple(
        ConsentRow(row[0], row[1], Consent(row[2], row[3], row[4])) for row in fetched(query)
    )


def find_live_consent(person_id: UUID, scope: ConsentScope) -> PublicationConsent | None:
    c = PublicationConsent
    query = select(c).where(c.person_id == person_id, c.scope == scope, c.revoked_at.is_(None))
    return db.session.scalars(query.limit(1)).one_or_none()


def get_consent(person_id: UUID, consent_id: UUID) -> PublicationConsent:
    """A consent of this very person, locked."""
    consent = db.session.get(PublicationConsent, consent_id, with_for_update=True)
    if consent is None or consent.person_id != person_id:
        raise NotFound("no such consent")
    return consent


def find_account(account_id: UUID | None) -> AccountRow | None:
    """The account behind a person, if there is one."""
    if account_id is None:
        return None
    a = Account
    has_password = a.password_hash.is_not(None)
    query = select(a.id, a.email, has_password, a.disabled_at, a.is_administrator)
    row = db.session.execute(query.where(a.id == account_id)).one_or_none()
    return AccountRow(*row) if row else None


def find_name(person_id: UUID) -> PersonName | None:
    row = db.session.execute(select(*NAME_COLUMNS).where(Person.id == person_id)).one_or_none()
    return PersonName(row[0], row[1], row[2]) if row else None
