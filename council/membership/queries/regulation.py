"""Regulations of a body and its rules of procedure as dated settings."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.membership.models import Regulation, RegulationSetting
from council.membership.queries.rows import fetched
from council.membership.rules.procedure import Procedure, procedure_of, values_on


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """An act by which a body works."""

    id: UUID
    act_kind: str
    act_on: date
    act_number: str
    title: str
    amended_by: str
    text: str
    in_force_from: date
    in_force_until: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A value of a setting from a day on."""

    id: UUID
    key: str
    value: str
    valid_from: date
    basis: str


def procedure_on(body_id: UUID, day: date) -> Procedure:
    """The body's rules of procedure on a day; a body without settings has the defaults."""
    return procedures_on(body_id, day)[0]


def procedures_on(body_id: UUID, *days: date) -> tuple[Procedure, ...]:
    """The rules of procedure on each of the days; one statement."""
    rows = [(row.key, row.value, row.valid_from) for row in list_settings(body_id)]
    return tuple(procedure_of(values_on(rows, day)) for day in days)


def procedures_in(body_ids: Collection[UUID], day: date) -> dict[UUID, Procedure]:
    """The rules of procedure of each body on a day; one statement."""
    return {body_id: rules(day) for body_id, rules in dated_procedures(body_ids).items()}


def dated_procedures(body_ids: Collection[UUID]) -> dict[UUID, Callable[[date], Procedure]]:
    """For each body the rules of procedure as a function of the day; one statement."""
    found: dict[UUID, list[tuple[str, str, date]]] = {body_id: [] for body_id in body_ids}
    r = RegulationSetting
    query = select(r.body_id, r.key, r.value, r.valid_from).where(r.body_id.in_(body_ids))
    for body_id, key, value, valid_from in db.session.execute(query):
        found[body_id].append((key, value, valid_from))

    def of(rows: list[tuple[str, str, date]]) -> Callable[[date], Procedure]:
        return lambda day: procedure_of(values_on(rows, day))

    return {body_id: of(rows) for body_id, rows in found.items()}


def list_settings(body_id: UUID) -> tuple[SettingRow, ...]:
    """Every value ever set in the body, oldest first; one statement."""
    r = RegulationSetting
    query = select(r.id, r.key, r.value, r.valid_from, r.basis).where(r.body_id == body_id)
    return tuple(SettingRow(*row) for row in fetched(query.order_by(r.valid_from)))


def list_regulations(body_id: UUID) -> tuple[RegulationRow, ...]:
    """The body's regulations, the newest first; one statement."""
    r = Regulation
    columns = (r.id, r.act_kind, r.act_on, r.act_number, r.title, r.amended_by, r.text)
    query = (
        select(*columns, r.in_force_from, r.in_force_until, r.revision)
        .where(r.body_id == body_id)
        .order_by(r.in_force_from.desc(), r.id)
    )
    return tuple(RegulationRow(*row) for row in fetched(query))


def find_regulation_on(body_id: UUID, day: date) -> RegulationRow | None:
    """The regulation in force on the day."""
    r = Regulation
    columns = (r.id, r.act_kind, r.act_on, r.act_number, r.title, r.amended_by, r.text)
    query = (
        select(*columns, r.in_force_from, r.in_force_until, r.revision)
        .where(r.body_id == body_id, r.in_force_from <= day)
        .where(or_(r.in_force_until.is_(None), r.in_force_until >= day))
        .order_by(r.in_force_from.desc(), r.id)
        .limit(1)
    )
    found = fetched(query)
    return RegulationRow(*found[0]) if found else None


def get_regulation(regulation_id: UUID, *, lock: bool = False) -> Regulation:
    query = select(Regulation).where(Regulation.id == regulation_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    regulation = db.session.scalars(query).one_or_none()
    if regulation is None:
        raise NotFound("no such regulation")
    return regulation


def find_setting(body_id: UUID, key: str, valid_from: date) -> RegulationSetting | None:
    """The value set for this very day, to be replaced."""
    r = RegulationSetting
    query = select(r).where(r.body_id == body_id, r.key == key, r.valid_from == valid_from)
    return db.session.scalars(query).one_or_none()
