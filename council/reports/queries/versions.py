"""Versions of a report, their files and decisions; columns only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from core.adapters.files import StoredFile
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.signatures.models import Signature
from council.membership.models import Person
from council.reports.models import ReportDecision, ReportFile, ReportVersion
from council.reports.queries.rows import rows
from council.reports.rules import Decision

SUBMITTED = ("report.submitted", "report.presented")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided about one version, by whom, as whom and when.

    `agreement` is empty for what was not signed here; else `id` is that of its signature.
    """

    decision: Decision
    remarks: str
    sha256: str
    decided_by_id: UUID
    decided_by: PersonName
    decided_as: str
    decided_at: datetime
    id: UUID
    agreement: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version without its text. Of one that was not submitted here only the day is known."""

    id: UUID
    number: int
    note: str
    sha256: str
    submitted_by: PersonName
    submitted_at: datetime
    decision: DecisionRow | None
    is_submitted_here: bool = True


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a version, or of the draft (`version` is None)."""

    id: UUID
    version: int | None
    name: str
    sha256: str
    size: int
    media_type: str


def list_versions(report_id: UUID) -> tuple[VersionRow, ...]:
    """Every version with its decision, the first one first; one statement."""
    v, d = ReportVersion, ReportDecision
    author, decider = aliased(Person), aliased(Person)
    query = (
        select(
            *(v.id, v.number, v.note, v.sha256, v.submitted_at, submitted_here()),
            *(author.surname, author.given_name, author.patronymic),
            *(d.decision, d.remarks, d.sha256, d.decided_by_id, d.decided_as, d.decided_at),
            *(decider.surname, decider.given_name, decider.patronymic),
            *(d.id, Signature.agreement_version),
        )
        .join(author, author.id == v.submitted_by_id)
        .outerjoin(d, d.version_id == v.id)
        .outerjoin(decider, decider.id == d.decided_by_id)
        .outerjoin(Signature, Signature.id == d.id)
        .where(v.report_id == report_id)
        .order_by(v.number)
    )
    return tuple(version_of(each) for each in rows(query))


def submitted_here() -> ColumnElement[bool]:
    """Whatever is submitted here says so in the journal, in the same transaction."""
    j, v = JournalEntry, ReportVersion
    return exists().where(
        j.subject_id == v.report_id, j.at == v.submitted_at, j.what.in_(SUBMITTED)
    )


def version_of(row: tuple[Any, ...]) -> VersionRow:
    version_id, number, note, sha256, submitted_at, is_submitted_here, *author = row[:9]
    decision, remarks, signed, by_id, decided_as, decided_at, *more = row[9:]
    *decider, decision_id, agreement = more
    decided = decision and DecisionRow(
        decision,
        remarks,
        signed,
        by_id,
        PersonName(*decider),
        decided_as,
        decided_at,
        decision_id,
        agreement or "",
    )
    return VersionRow(
        version_id,
        number,
        note,
        sha256,
        PersonName(*author),
        submitted_at,
        decision=decided,
        is_submitted_here=bool(is_submitted_here),
    )


def list_texts(report_id: UUID, numbers: Collection[int]) -> dict[int, str]:
    """The texts of some versions by number; one statement."""
    v = ReportVersion
    query = select(v.number, v.text).where(v.report_id == report_id, v.number.in_(numbers))
    return dict(rows(query))


def list_files(report_id: UUID) -> tuple[FileRow, ...]:
    """Every file of the draft and of all versions, in order; one statement."""
    f, v, s = ReportFile, ReportVersion, StoredFile
    query = (
        select(f.id, v.number, f.name, f.sha256, s.size, s.media_type)
        .join(s, s.sha256 == f.sha256)
        .outerjoin(v, and_(v.id == f.version_id, v.report_id == f.report_id))
        .where(f.report_id == report_id)
        .order_by(v.number, f.position, f.id)
    )
    return tuple(FileRow(*each) for each in rows(query))


def get_file(report_id: UUID, file_id: UUID) -> FileRow:
    """A file of this very report."""
    found = [file for file in list_files(report_id) if file.id == file_id]
    if not found:
        raise NotFound("no such file of this report")
    return found[0]
