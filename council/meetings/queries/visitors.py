"""Visitors' applications: one to change, the list of a meeting, what the limits ask."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.membership.models import Appointment, Body, Organisation, Person
from council.membership.queries.rows import on
from council.membership.rules import BodyKind, Office

V = VisitorApplication


@dataclass(frozen=True, slots=True)
class VisitRow:
    """An application with its meeting, for the applicant's own page."""

    id: UUID
    meeting_id: UUID
    full_name: str
    organisation: str
    email: str | None
    wants_to_speak: bool
    state: ApplicationState
    decline_reason: str
    submitted_at: datetime
    year: int
    number: int
    form: MeetingForm
    meeting_state: MeetingState
    state_reason: str
    starts_at: datetime
    zone: str
    city: str
    place: str
    video_link: str
    slug: str
    body_kind: BodyKind
    waiting_before: int


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One line of the secretary's list."""

    id: UUID
    full_name: str
    organisation: str
    inn: str | None
    email: str | None
    wants_to_speak: bool
    state: ApplicationState
    decline_reason: str
    submitted_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Operator:
    """Who processes the data: the organisation that the secretary works for."""

    name: str
    inn: str | None
    city: str


def find_visit(token_hash: str) -> VisitRow | None:
    """One statement; `waiting_before` counts those who wait longer."""
    m, b = Meeting, Body
    earlier = VisitorApplication.__table__.alias()
    before = (
        select(func.count())
        .where(
            earlier.c.meeting_id == V.meeting_id,
            earlier.c.state == ApplicationState.WAITING,
            earlier.c.submitted_at < V.submitted_at,
        )
        .scalar_subquery()
    )
    own = tuple(getattr(V, name) for name in tuple(VisitRow.__dataclass_fields__)[:9])
    query = (
        select(
            *own,
            *(m.year, m.number, m.form, m.state, m.state_reason, m.starts_at, m.zone),
            *(m.city, m.place, m.video_link, b.slug, b.kind, before),
        )
        .join(m, m.id == V.meeting_id)
        .join(b, b.id == m.body_id)
        .where(V.token_hash == token_hash)
    )
    row: Any = db.session.execute(query).one_or_none()
    return VisitRow(*row) if row else None


def list_applications(meeting_id: UUID) -> tuple[ApplicationRow, ...]:
    """Everybody who applied, in the order of their applications; one statement."""
    columns = tuple(getattr(V, name) for name in ApplicationRow.__dataclass_fields__)
    query = select(*columns).where(V.meeting_id == meeting_id).order_by(V.submitted_at, V.id)
    return tuple(ApplicationRow(*row) for row in db.session.execute(query))


def get_application(application_id: UUID) -> VisitorApplication:
    """The row as it is now; lock its meeting first, which all changes of the list wait for."""
    query = select(V).where(V.id == application_id).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("no such application")
    return found


def get_meeting_of(application_id: UUID) -> UUID:
    found = db.session.scalar(select(V.meeting_id).where(V.id == application_id))
    if found is None:
        raise NotFound("no such application")
    return found


def has_applied(meeting_id: UUID, email: str) -> bool:
    query = select(V.id).where(V.meeting_id == meeting_id, V.email == email)
    return db.session.execute(query).first() is not None


def token_is_used(token_hash: str) -> bool:
    return db.session.execute(select(V.id).where(V.token_hash == token_hash)).first() is not None


def find_first_waiting(meeting_id: UUID) -> VisitorApplication | None:
    """Who is next; locked."""
    query = (
        select(V)
        .where(V.meeting_id == meeting_id, V.state == ApplicationState.WAITING)
        .order_by(V.submitted_at, V.id)
        .limit(1)
        .with_for_update()
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def last_submitted(meeting_id: UUID) -> datetime | None:
    return db.session.scalar(select(func.max(V.submitted_at)).where(V.meeting_id == meeting_id))


def count_from_address(address: str, after: datetime) -> int:
    """How many applications came from a network address since a moment."""
    query = select(func.count()).where(V.consent_address == address, V.consent_at > after)
    return db.session.scalar(query) or 0


def find_operator(body_id: UUID, day: date) -> Operator | None:
    """The organisation of the body's secretary, who keeps the list; the coordinator's else."""
    a, p, o = Appointment, Person, Organisation
    query = (
        select(o.name, o.inn, o.city)
        .join(p, p.organisation_id == o.id)
        .join(a, a.person_id == p.id)
        .where(a.body_id == body_id, a.office.in_((Office.COORDINATOR, Office.SECRETARY)))
        .where(on(day, a.held_from, a.held_until))
        .order_by(a.office.desc(), a.held_from.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return Operator(*row) if row else None
