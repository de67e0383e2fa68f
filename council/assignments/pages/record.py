"""What is on record of an assignment: reports with their rulings, steps so far, the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.adapters.language import label
from core.kernel.errors import N_
from council.assignments.pages.words import brief_day, long_day, term_text
from council.assignments.queries import AssignmentRow, FileRow, ReportRow
from council.assignments.rules import AssignmentState, Ruling

S = AssignmentState
Step = tuple[str, str | None, str]
WORDS: Mapping[str, str] = {
    "assignment.given": N_("Given by the signed minutes"),
    "assignment.corrected": N_("Worded anew by a correction of the minutes"),
    "assignment.reported": N_("A report on the execution came in"),
    "assignment.accepted": N_("The report was accepted, taken off control"),
    "assignment.kept": N_("The report was accepted, the assignment stays on control"),
    "assignment.returned": N_("The report was returned with remarks"),
    "assignment.extended": N_("The term was extended"),
    "assignment.closed": N_("Taken off control without a report"),
    "assignment.reopened": N_("Put back on control"),
}
TONE_OF_RULING = {Ruling.WAITING: "new", Ruling.ACCEPTED: "ok", Ruling.RETURNED: "bad"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as components/files.html shows it."""

    name: str
    url: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of an executor with the ruling on it and its files."""

    row: ReportRow
    ruling: str
    tone: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history; `what` is a message id."""

    what: str
    who: str
    at: datetime
    said: str


def report_line(assignment_id: UUID, row: ReportRow, files: Sequence[FileRow]) -> ReportLine:
    own = tuple(
        FileLine(
            each.name,
            url_for("assignments.download", assignment_id=assignment_id, file_id=each.id),
            each.name.rpartition(".")[2].upper(),
            each.size,
            each.sha256,
        )
        for each in files
        if each.report_id == row.id
    )
    return ReportLine(row, label(row.ruling), TONE_OF_RULING[row.ruling], own)


def steps(row: AssignmentRow) -> tuple[Step, ...]:
    """Label, note and «done», «now» or «todo»; what was taken off control had no report."""
    given = (gettext("Given"), long_day(row.given_on), "done")
    off = gettext("Taken off control")
    if row.state is S.CLOSED:
        closed = (off, long_day(row.closed_on or row.given_on), "done")
        if row.done_on is None:
            return given, closed
        return given, (gettext("Carried out"), long_day(row.done_on), "done"), closed
    if row.state is S.REPORTED:
        report = (gettext("Report of the executor"), done_text(row), "done")
        return given, report, (gettext("Ruling of the secretary"), None, "now"), (off, None, "todo")
    return (
        given,
        (gettext("Report of the executor"), term_text(row.due), "now"),
        (gettext("Ruling of the secretary"), None, "todo"),
        (off, None, "todo"),
    )


def done_text(row: AssignmentRow) -> str | None:
    return gettext("done on %(day)s", day=brief_day(row.done_on)) if row.done_on else None


def event(line: HistoryLine) -> Event:
    return Event(WORDS.get(line.what, line.what), line.actor_name, line.at, said(line.details))


def said(details: Mapping[str, Any]) -> str:
    return str(details.get("remarks") or details.get("basis") or "")
