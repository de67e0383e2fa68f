"""Names: everybody known, or all who took part in one meeting, for masking texts."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from council.membership.models import Person
from council.minutes.queries.names import everybody
from portal.meetings.queries.head import MeetingHead


def list_names() -> dict[UUID, PersonName]:
    """One statement; a council knows some tens of people."""
    query = select(Person.id, Person.surname, Person.given_name, Person.patronymic)
    return {row[0]: PersonName(*row[1:]) for row in db.session.execute(query)}


def list_everybody(head: MeetingHead) -> list[Any]:
    """Members, guests and typed names of a meeting, as the minutes know them; one statement."""
    return list(db.session.execute(everybody(head.id, head.body_id)).all())
