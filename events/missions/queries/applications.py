"""Applications of companies: one to change, one by its secret, the list of a call, the limits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from events.companies.models import Company
from events.missions.models import ApplicationConsent, ApplicationFile, MissionApplication
from events.missions.rules.applications import COUNTED, MissionApplicationState
from events.missions.rules.consents import Purpose

A = MissionApplication


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application whole, for its own page and for the selection."""

    id: UUID
    call_id: UUID
    state: MissionApplicationState
    inn: str
    ogrn: str
    company: str
    city: str
    products: str
    markets: str
    full_name: str
    post: str
    email: str
    phone: str
    partners: str
    answers: list[list[str]]
    scores: dict[str, int]
    reason: str
    place_in_list: int | None
    letters: int
    changed_at: datetime
    confirmed_at: datetime | None

    @property
    def points(self) -> int:
        return sum(self.scores.values())


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of an application."""

    id: UUID
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent as it was given."""

    purpose: Purpose
    version: str
    given_at: datetime


COLUMNS = (
    *(A.id, A.call_id, A.state, A.inn, A.ogrn, A.company, A.city, A.products, A.markets),
    *(A.full_name, A.post, A.email, A.phone, A.partners, A.answers, A.scores, A.reason),
    *(A.place_in_list, A.letters, A.changed_at, A.confirmed_at),
)


def get_application(application_id: UUID) -> MissionApplication:
    """The record; whoever changes it holds the lock on its call."""
    application = db.session.get(A, application_id)
    if application is None:
        raise NotFound("no such application")
    return application


def get_call_id(application_id: UUID) -> UUID:
    call_id = db.session.scalar(select(A.call_id).where(A.id == application_id))
    if call_id is None:
        raise NotFound("no such application")
    return call_id


def get_row(application_id: UUID) -> ApplicationRow:
    return one(A.id == application_id)


def get_row_by_token(token_hash: str) -> ApplicationRow:
    return one(A.token_hash == token_hash)


def one(condition: Any) -> ApplicationRow:
    row = db.session.execute(select(*COLUMNS).where(condition)).one_or_none()
    if row is None:
        raise NotFound("no such application")
    return ApplicationRow(*row)


def list_applications(call_id: UUID) -> tuple[ApplicationRow, ...]:
    """Those that were confirmed, and those withdrawn after that, by the time of confirmation."""
    query = (
        select(*COLUMNS)
        .where(A.call_id == call_id, A.confirmed_at.is_not(None))
        .order_by(A.confirmed_at, A.id)
    )
    return tuple(ApplicationRow(*row) for row in db.session.execute(query))


def is_counted(call_id: UUID, inn: str) -> bool:
    """Whether an application of this company is among the confirmed ones."""
    query = select(A.id).where(A.call_id == call_id, A.inn == inn, A.state.in_(COUNTED)).limit(1)
    return db.session.scalar(query) is not None


def find_first_waiting(call_id: UUID) -> MissionApplication | None:
    return db.session.scalar(
        select(A)
        .where(A.call_id == call_id, A.state == MissionApplicationState.WAITING)
        .order_by(A.place_in_list)
        .limit(1)
    )


def next_place(call_id: UUID) -> int:
    """The place behind all that were ever given: who comes back stands last."""
    return (
        db.session.scalar(select(func.max(A.place_in_list)).where(A.call_id == call_id)) or 0
    ) + 1


def count_from_address(address: str, since: datetime) -> int:
    query = select(func.count(A.id)).where(A.address == address, A.created_at > since)
    return db.session.scalar(query) or 0 if address else 0


def list_files(application_id: UUID) -> tuple[FileRow, ...]:
    f, s = ApplicationFile, StoredFile
    query = (
        select(f.id, f.name, f.sha256, s.size, s.media_type)
        .join(s, s.sha256 == f.sha256)
        .where(f.application_id == application_id)
        .order_by(f.position)
    )
    return tuple(FileRow(*row) for row in db.session.execute(query))


def list_consents(application_id: UUID) -> tuple[ConsentRow, ...]:
    c = ApplicationConsent
    query = select(c.purpose, c.version, c.given_at).where(c.application_id == application_id)
    found = (ConsentRow(*row) for row in db.session.execute(query))
    return tuple(sorted(found, key=lambda each: list(Purpose).index(each.purpose)))


def list_agreed(call_id: UUID, purpose: Purpose) -> frozenset[UUID]:
    """The applications of a call whose people agree to this now."""
    c = ApplicationConsent
    query = select(c.application_id).join(A, A.id == c.application_id)
    return frozenset(db.session.scalars(query.where(A.call_id == call_id, c.purpose == purpose)))


def find_company_id(inn: str) -> UUID | None:
    return db.session.scalar(select(Company.id).where(Company.inn == inn)) if inn else None


def count_waiting_before(application: MissionApplication | ApplicationRow) -> int:
    """How many stand before it on the waiting list."""
    query = select(func.count(A.id)).where(
        A.call_id == application.call_id,
        A.state == MissionApplicationState.WAITING,
        A.place_in_list < application.place_in_list,
    )
    return db.session.scalar(query) or 0
