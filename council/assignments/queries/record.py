"""What happened with an assignment: reports on its execution, their files, extensions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.assignments.models import ExecutionFile, ExecutionReport, Extension
from council.assignments.rules import Ruling
from council.membership.models import Person


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


def get_file(assignment_id: UUID, file_id: UUID) -> FileRow:
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
