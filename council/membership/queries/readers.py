"""Readers of letters: people with the address that letters go to, found by who they are."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.models import Account
from core.adapters.database import db
from core.letters.rules import Addressee
from council.membership.models import Appointment, Organisation, Person
from council.membership.queries.deputy import find_deputy_chair, find_stand_in
from council.membership.queries.members import list_members
from council.membership.queries.rows import on
from council.membership.rules import Office


def list_readers(person_ids: Collection[UUID | None]) -> tuple[Addressee, ...]:
    """These people, by the e-mail in their record, else by the one they sign in with."""
    p, a = Person, Account
    email = func.coalesce(func.nullif(p.email, ""), a.email, "")
    query = (
        select(p.id, a.id, p.surname, p.given_name, p.patronymic, email)
        .outerjoin(a, a.id == p.account_id)
        .where(p.id.in_({each for each in person_ids if each is not None}))
        .order_by(p.surname, p.given_name, p.id)
    )
    return tuple(reader(*row) for row in db.session.execute(query))


def reader(person_id: UUID, account_id: UUID | None, *name_and_email: str | None) -> Addressee:
    surname, given, patronymic, email = (each or "" for each in name_and_email)
    return Addressee(
        name=" ".join(part for part in (surname, given, patronymic) if part),
        email=email,
        person_id=person_id,
        account_id=account_id,
        called=" ".join(part for part in (given, patronymic) if part),
    )


def list_organisation_readers(ids: Collection[UUID | None]) -> tuple[Addressee, ...]:
    """These organisations, by the e-mail of their record; without one they read on paper."""
    o = Organisation
    query = (
        select(o.id, o.name, o.email)
        .where(o.id.in_({each for each in ids if each is not None}))
        .order_by(o.name, o.id)
    )
    rows = db.session.execute(query)
    return tuple(Addressee(name, email, organisation_id=id_) for id_, name, email in rows)


def list_member_readers(body_id: UUID, day: date) -> tuple[Addressee, ...]:
    """The members of the body on the day."""
    return list_readers({each.person_id for each in list_members(body_id, day)})


def list_secretaries(body_id: UUID, day: date) -> tuple[Addressee, ...]:
    """Everybody who holds the office of the secretary on the day."""
    a = Appointment
    query = select(a.person_id).where(
        a.body_id == body_id, a.office == Office.SECRETARY, on(day, a.held_from, a.held_until)
    )
    return list_readers(db.session.scalars(query).all())


def list_deciders(body_id: UUID, day: date) -> tuple[Addressee, ...]:
    """Who may decide on reports on the day: the deputy chair from business, the stand-in."""
    found = (find_deputy_chair(body_id, day), find_stand_in(body_id, day))
    return list_readers({each.person_id for each in found if each})
