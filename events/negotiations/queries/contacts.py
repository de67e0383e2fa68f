"""Whom to write to: the contact of an application, of the register, or of a buyer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from events.companies.models import CompanyContact
from events.missions.models import MissionApplication
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import Negotiator
from events.negotiations.rules.languages import letters_in

N, A, C = Negotiator, MissionApplication, CompanyContact


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A participant with the person who is written to; `email` may be empty.

    Who `applied` is written to about the application as well.
    """

    id: UUID
    number: int
    side: Side
    name: str
    person: str
    email: str
    language: str
    applied: bool


def list_contacts(schedule_id: UUID) -> tuple[ContactRow, ...]:
    """Everybody who takes part, in one statement."""
    query = (
        select(
            *(N.id, N.number, N.side, N.name, N.languages, N.contact, N.email),
            func.coalesce(A.full_name, C.full_name, "").label("known"),
            func.coalesce(A.email, C.email, "").label("other"),
            A.language,
            A.id.is_not(None).label("applied"),
        )
        .outerjoin(A, A.id == N.application_id)
        .outerjoin(C, (C.company_id == N.company_id) & (C.position == 1))
        .where(N.schedule_id == schedule_id, N.withdrawn_at.is_(None))
        .order_by(N.number)
    )
    return tuple(contact_of(row) for row in db.session.execute(query))


def contact_of(row: Any) -> ContactRow:
    return ContactRow(
        *(row.id, row.number, row.side, row.name),
        person=row.contact or row.known or row.name,
        email=row.email or row.other,
        language=row.language or letters_in(row.languages),
        applied=row.applied,
    )
