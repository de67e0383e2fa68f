"""Organisations: the list that is searched and one of them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.search import fold
from council.membership.models import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A line of the list of organisations."""

    id: UUID
    name: str
    short_name: str
    kind: str
    inn: str
    city: str


def list_organisations(search: str = "") -> tuple[OrganisationRow, ...]:
    """By name, those in which every word of the search occurs; one statement."""
    o = Organisation
    query = select(o.id, o.name, o.short_name, o.kind, o.inn, o.city)
    words = fold(search).split()
    found = [
        OrganisationRow(row[0], row[1], row[2], row[3], row[4] or "", row[5])
        for row in db.session.execute(query)
        if all(word in fold(" ".join(filter(None, row[1:]))) for word in words)
    ]
    return tuple(sorted(found, key=lambda row: fold(row.name)))


def get_organisation(organisation_id: UUID, *, lock: bool = False) -> Organisation:
    query = select(Organisation).where(Organisation.id == organisation_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("no such organisation")
    return found
