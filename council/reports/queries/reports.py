"""Reports by themselves: one to read, one to change, many for a list.

`lock_report` loads the row that a service changes; all others read columns only.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.membership.models import Body, Organisation, Person
from council.reports.models import Report
from council.reports.queries.rows import row, rows
from council.reports.rules import Period, ReportKind, ReportState
from council.reports.rules.life_cycle import AT_WORK


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with the names that its pages show. `zone` is that of its body."""

    id: UUID
    body_id: UUID
    zone: str
    kind: ReportKind
    is_gated: bool
    title: str
    period: Period
    organisation_id: UUID | None
    organisation: str
    author_id: UUID
    author: PersonName
    author_position: str
    state: ReportState
    current_version: int
    draft_text: str
    revision: int
    created_at: datetime

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK


PERIOD = (
    Report.period_kind,
    Report.period_year,
    Report.period_from_month,
    Report.period_to_month,
)
PERSON_NAME = (Person.surname, Person.given_name, Person.patronymic)


def get_report(report_id: UUID) -> ReportRow:
    """One statement."""
    r = Report
    query = (
        select(
            *(r.id, r.body_id, Body.zone, r.kind, r.is_gated, r.title),
            *(*PERIOD, r.organisation_id, Organisation.name),
            *(r.author_id, *PERSON_NAME, Person.position),
            *(r.state, r.current_version, r.draft_text, r.revision, r.created_at),
        )
        .join(Body, Body.id == r.body_id)
        .join(Person, Person.id == r.author_id)
        .outerjoin(Organisation, Organisation.id == r.organisation_id)
        .where(r.id == report_id)
    )
    found = row(query)
    if found is None:
        raise NotFound("no such report")
    organisation_id, organisation, author_id, *author, position = found[10:17]
    between = (Period(*found[6:10]), organisation_id, organisation or "", author_id)
    return ReportRow(*(*found[:6], *between, PersonName(*author), position, *found[17:]))


def find_author_id(report_id: UUID) -> UUID | None:
    """Whose report it is; None if there is none. For a form that was sent twice."""
    return db.session.scalar(select(Report.author_id).where(Report.id == report_id))


def lock_report(report_id: UUID) -> Report:
    """The row itself, locked until the command ends: decisions about it wait here.

    Whoever also locks a meeting locks the meeting first.
    """
    query = select(Report).where(Report.id == report_id).with_for_update()
    report = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if report is None:
        raise NotFound("no such report")
    return report


def list_organisations() -> tuple[tuple[UUID, str], ...]:
    """Organisations to choose from, by name."""
    query = select(Organisation.id, Organisation.name).order_by(Organisation.name)
    return tuple((each[0], each[1]) for each in rows(query))


def find_organisation_of(person_id: UUID | None) -> UUID | None:
    return db.session.scalar(select(Person.organisation_id).where(Person.id == person_id))


def find_organisation_name(organisation_id: UUID | None) -> str:
    """Its short name where it has one; empty if there is none."""
    o = Organisation
    query = select(o.short_name, o.name).where(o.id == organisation_id)
    found = row(query)
    return (found[0] or found[1]) if found else ""


def get_name(person_id: UUID) -> PersonName:
    found = row(select(*PERSON_NAME).where(Person.id == person_id))
    if found is None:
        raise NotFound("no such person")
    return PersonName(*found)
