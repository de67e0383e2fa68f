"""The rows that queries on membership give out, and the pieces of SQL that they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from core.adapters.database import db
from core.kernel.names import PersonName
from council.membership.models import Body, Person
from council.membership.rules import BodyKind


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
    parent_id: UUID | None = None
    founded_on: date = date.min
    founded_by: str = ""
    abolished_on: date | None = None


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
    Body.parent_id,
    Body.founded_on,
    Body.founded_by,
    Body.abolished_on,
)
NAME_COLUMNS = (Person.surname, Person.given_name, Person.patronymic)
HOLDER_COLUMNS = (
    Person.id,
    *NAME_COLUMNS,
    Person.gender,
    Person.genitive,
    Person.dative,
    Person.instrumental,
)


def fetched(query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """All rows of a query too wide for the library's typing."""
    return db.session.execute(query).all()


def holder(row: Sequence[Any], position: str) -> Holder:
    person_id, surname, given, patronymic, *forms = row
    return Holder(person_id, PersonName(surname, given, patronymic), position, *forms)


def on(
    day: date | BindParameter[date],
    start: InstrumentedAttribute[date],
    end: InstrumentedAttribute[date | None],
) -> ColumnElement[bool]:
    """SQL: the dated row holds on the day."""
    return and_(start <= day, or_(end.is_(None), end >= day))
