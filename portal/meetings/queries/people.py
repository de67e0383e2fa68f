"""Names of everybody known, for masking texts of many meetings at once."""

from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from council.membership.models import Person


def list_names() -> dict[UUID, PersonName]:
    """One statement; a council knows some tens of people."""
    query = select(Person.id, Person.surname, Person.given_name, Person.patronymic)
    return {row[0]: PersonName(*row[1:]) for row in db.session.execute(query)}
