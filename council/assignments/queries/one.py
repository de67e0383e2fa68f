"""One assignment with its executors, reports, files and extensions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.assignments.models import (
    Assignment,
    AssignmentExecutor,
    ExecutionFile,
    ExecutionReport,
    Extension,
)
from council.assignments.rules import AssignmentState, Due, Ruling
from council.meetings.models import Meeting
from council.meetings.rules.kinds import DecisionKind, DueKind
from council.membership.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """The columns of an assignment and of the meeting it was given at."""

    id: UUID
    body_id: UUID
    meeting_id: UUID
    number: str
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    state: AssignmentState
    done_on: date | None
    closed_on: date | None
    close_basis: str
    note: str
    given_on: date
    revision: int
    meeting_year: int
    meeting_number: int
    meeting_starts_at: datetime
    zone: str

    @property
    def due(self) -> Due:
        return Due(self.due_kind, self.due_on)


@dataclass(frozen=True, slots=True)
class ExecutorRow:
    """Who carries it out; the first is responsible. A body or a group has no person."""

    assignment_id: UUID
    position: int
    person_id: UUID | None
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An executor's report and the ruling on it."""

    id: UUID
    text: str
    done_on: date
    reported_by: str
    reported_at: datetime
    ruling: Ruling
    remarks: str
    ruled_at: datetime | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a report."""

    id: UUID
    report_id: UUID
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A later due day and its ground."""

    old_due_on: date
    new_due_on: date
    basis: str
    decided_by: str
    recorded_at: datetime


OWN_COLUMNS = tuple(
    name for name in AssignmentRow.__dataclass_fields__ if hasattr(Assignment, name)
)


def get_assignment(assignment_id: UUID) -> AssignmentRow:
    m = Meeting
    columns = [getattr(Assignment, name) for name in OWN_COLUMNS]
    query = select(*columns, m.year, m.number, m.starts_at, m.zone).join(
        m, m.id == Assignment.meeting_id
    )
    row = db.session.execute(query.where(Assignment.id == assignment_id)).one_or_none()
    if row is None:
        raise NotFound("no such assignment")
    return AssignmentRow(*tuple(row))


def lock_assignment(assignment_id: UUID) -> Assignment:
    """The whole row; nobody else changes it until the command ends."""
    query = select(Assignment).where(Assignment.id == assignment_id).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("no such assignment")
    return found


def list_executors(assignment_ids: list[UUID]) -> tuple[ExecutorRow, ...]:
    """Executors of many assignments in one statement, each list in its order."""
    e, p, o = AssignmentExecutor, Person, Organisation
    query = (
        select(
            e.assignment_id,
            e.position,
            e.person_id,
            e.name,
            o.name,
            p.surname,
            p.given_name,
            p.patronymic,
            p.position,
        )
        .outerjoin(p, p.id == e.person_id)
        .outerjoin(o, o.id == e.organisation_id)
        .where(e.assignment_id.in_(assignment_ids))
        .order_by(e.assignment_id, e.position)
    )
    return tuple(executor(*row) for row in db.session.execute(query))


def executor(
    assignment_id: UUID, position: int, person_id: UUID | None, *names: str | None
) -> ExecutorRow:
    typed, organisation, surname, given, patronymic, post = names
    if surname and given:
        name = PersonName(surname, given, patronymic).initials_after
        return ExecutorRow(assignment_id, position, person_id, name, post or "")
    return ExecutorRow(assignment_id, position, None, organisation or typed or "", "")


def is_executor(assignment_id: UUID, person_id: UUID | None) -> bool:
    """Whether the person is named, or everybody of a group they belong to is not asked here."""
    if person_id is None:
        return False
    e = AssignmentExecutor
    query = select(e.id).where(e.assignment_id == assignment_id, e.person_id == person_id)
    return db.session.execute(query).first() is not None


def list_reports(assignment_id: UUID) -> tuple[ReportRow, ...]:
    """Reports on the execution, the newest first."""
    r, p = ExecutionReport, Person
    query = (
        select(
            r.id,
            r.text,
            r.done_on,
            r.reported_at,
            r.ruling,
            r.remarks,
            r.ruled_at,
            p.surname,
            p.given_name,
            p.patronymic,
        )
        .outerjoin(p, p.id == r.reported_by_id)
        .where(r.assignment_id == assignment_id)
        .order_by(r.reported_at.desc(), r.id)
    )
    found = []
    for row in db.session.execute(query):
        name = PersonName(row[7], row[8], row[9]).initials_after if row[7] else ""
        found.append(ReportRow(row[0], row[1], row[2], name, *row[3:7]))
    return tuple(found)


def list_files(assignment_id: UUID) -> tuple[FileRow, ...]:
    f, r, s = ExecutionFile, ExecutionReport, StoredFile
    query = (
        select(f.id, f.report_id, f.name, f.sha256, s.size, s.media_type)
        .join(r, r.id == f.report_id)
        .join(s, s.sha256 == f.sha256)
        .where(r.assignment_id == assignment_id)
        .order_by(r.reported_at, f.position)
    )
    return tuple(FileRow(*row) for row in db.session.execute(query))


def find_assignment_of_file(assignment_id: UUID, file_id: UUID) -> FileRow:
    """A file of this very assignment; raises `NotFound`."""
    for file in list_files(assignment_id):
        if file.id == file_id:
            return file
    raise NotFound("no such file")


def list_extensions(assignment_id: UUID) -> tuple[ExtensionRow, ...]:
    x = Extension
    query = (
        select(x.old_due_on, x.new_due_on, x.basis, x.decided_by, x.recorded_at)
        .where(x.assignment_id == assignment_id)
        .order_by(x.recorded_at)
    )
    return tuple(ExtensionRow(*row) for row in db.session.execute(query))
