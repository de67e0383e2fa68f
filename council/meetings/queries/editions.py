"""Editions of an agenda as they were approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from council.meetings.models import AgendaEdition
from council.membership.models import Person

NAME_PARTS = 3


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition of the agenda; `items` are its frozen values."""

    number: int
    items: Sequence[Mapping[str, Any]]
    reason: str
    approved_at: datetime
    approver: PersonName | None


def list_editions(meeting_id: UUID) -> tuple[EditionRow, ...]:
    """The editions of a meeting's agenda, the first one first; one statement."""
    e = AgendaEdition
    query = (
        select(
            e.number,
            e.items,
            e.reason,
            e.approved_at,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .outerjoin(Person, Person.id == e.approved_by_id)
        .where(e.meeting_id == meeting_id)
        .order_by(e.number)
    )
    rows = db.session.execute(query)
    return tuple(edition_row(row) for row in rows)


def edition_row(row: Sequence[Any]) -> EditionRow:
    values, name = row[:-NAME_PARTS], row[-NAME_PARTS:]
    return EditionRow(*(*values, PersonName(*name) if name[0] else None))
