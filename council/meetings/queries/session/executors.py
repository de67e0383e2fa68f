"""Executors of decisions: those chosen, and those who can be chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.search import fold
from council.meetings.models import Executor
from council.meetings.queries.session.reading import named, rows
from council.meetings.queries.session.record import executor_key
from council.membership.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class ExecutorOption:
    """Somebody who can be charged with a decision."""

    key: str
    name: str


def list_executor_values(resolution_id: UUID) -> list[tuple[UUID | None, UUID | None, str]]:
    e = Executor
    query = select(e.person_id, e.organisation_id, e.name).where(e.resolution_id == resolution_id)
    return [(row[0], row[1], row[2]) for row in rows(query.order_by(e.position))]


def list_people_options() -> tuple[ExecutorOption, ...]:
    p = Person
    query = select(p.id, p.surname, p.given_name, p.patronymic)
    found = [ExecutorOption(executor_key(r[0], None), named(*r[1:4])) for r in rows(query)]
    return tuple(sorted(found, key=lambda option: fold(option.name)))


def list_organisation_options() -> tuple[ExecutorOption, ...]:
    o = Organisation
    query = select(o.id, o.short_name, o.name)
    found = [ExecutorOption(executor_key(None, r[0]), r[1] or r[2]) for r in rows(query)]
    return tuple(sorted(found, key=lambda option: fold(option.name)))


def executors_exist(people: Collection[UUID], organisations: Collection[UUID]) -> bool:
    """Whether all of them are known."""
    known = select(func.count()).select_from(Person).where(Person.id.in_(people))
    houses = select(func.count()).select_from(Organisation)
    houses = houses.where(Organisation.id.in_(organisations))
    count = db.session.execute(known).scalar_one() if people else 0
    return count == len(people) and (
        not organisations or db.session.execute(houses).scalar_one() == len(organisations)
    )
