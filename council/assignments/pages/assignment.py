"""One assignment on the working pages: how it stands, whom it waits for, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.adapters.language import label
from core.kernel.errors import N_
from council.assignments.pages.words import (
    TONES,
    brief_day,
    long_day,
    meeting_text,
    name_of,
    tag_text,
    term_text,
)
from council.assignments.queries import (
    AssignmentRow,
    ExecutorRow,
    ExtensionRow,
    FileRow,
    ReportRow,
)
from council.assignments.rules import (
    LIFE_CYCLE,
    AssignmentAction,
    AssignmentState,
    Ruling,
    Timeliness,
    days_late,
    timeliness,
)
from council.meetings.rules.kinds import DecisionKind

A, S = AssignmentAction, AssignmentState
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
class Seen:
    """All that was read for the page, for one reader on one day."""

    row: AssignmentRow
    executors: Sequence[ExecutorRow]
    reports: Sequence[ReportRow]
    files: Sequence[FileRow]
    extensions: Sequence[ExtensionRow]
    history: Sequence[HistoryLine]
    today: date
    is_executor: bool
    is_controller: bool
    meeting_url: str = ""
    minutes_url: str = ""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as components/files.html shows it."""

    name: str
    url: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of an executor with the ruling on it and its files."""

    row: ReportRow
    ruling: str
    tone: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What this reader is offered; the services ask the table once more."""

    report: bool
    rule: bool
    extend: bool
    close: bool
    reopen: bool

    @classmethod
    def to(cls, seen: Seen) -> "Offers":
        row, keeps = seen.row, seen.is_controller
        actions = LIFE_CYCLE.reachable_actions(row.state)
        return cls(
            report=A.REPORT in actions and (seen.is_executor or keeps),
            rule=A.ACCEPT in actions and keeps,
            extend=A.EXTEND in actions and keeps and row.due_on is not None,
            close=A.CLOSE in actions and keeps,
            reopen=A.REOPEN in actions and keeps,
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history; `what` is a message id."""

    what: str
    who: str
    at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """Everything that the page of an assignment shows."""

    id: UUID
    name: str
    kind: DecisionKind
    text: str
    subject: str
    standing: Timeliness
    tag: str
    tone: str
    term: str
    zone: str
    given_on: date
    closed_on: date | None
    close_basis: str
    note: str
    meeting: str
    meeting_url: str
    minutes_url: str
    executors: tuple[ExecutorRow, ...]
    has_person: bool
    steps: tuple[Step, ...]
    reports: tuple[ReportLine, ...]
    waiting: ReportLine | None
    extensions: tuple[ExtensionRow, ...]
    history: tuple[Event, ...]
    is_executor: bool
    offers: "Offers"

    @classmethod
    def of(cls, seen: Seen) -> "AssignmentPage":
        row = seen.row
        standing = timeliness(row.state, row.due, done_on=row.done_on, today=seen.today)
        late = days_late(row.due, done_on=row.done_on, today=seen.today)
        reports = tuple(report_line(row.id, each, seen.files) for each in seen.reports)
        return cls(
            id=row.id,
            name=name_of(row.kind, row.code),
            kind=row.kind,
            text=row.text,
            subject=row.item_title,
            standing=standing,
            tag=tag_text(standing, row.due, done_on=row.done_on, days_late=late, today=seen.today),
            tone=TONES[standing],
            term=term_text(row.due),
            zone=row.zone,
            given_on=row.given_on,
            closed_on=row.closed_on,
            close_basis=row.close_basis,
            note=row.note,
            meeting=meeting_text(row.meeting_number, row.meeting_on),
            meeting_url=seen.meeting_url,
            minutes_url=seen.minutes_url,
            executors=tuple(seen.executors),
            has_person=any(each.person_id for each in seen.executors),
            steps=steps(row),
            reports=reports,
            waiting=next((r for r in reports if r.row.ruling is Ruling.WAITING), None),
            extensions=tuple(seen.extensions),
            history=tuple(event(line) for line in seen.history),
            is_executor=seen.is_executor,
            offers=Offers.to(seen),
        )


def report_line(assignment_id: UUID, row: ReportRow, files: Sequence[FileRow]) -> ReportLine:
    own = tuple(
        FileLine(
            each.name,
            url_for("assignments.download", assignment_id=assignment_id, file_id=each.id),
            each.name.rpartition(".")[2].upper(),
            each.size,
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


@dataclass(frozen=True, slots=True)
class StepPage:
    """A page that asks for the ground of a step: extending, closing, putting back on control."""

    id: UUID
    name: str
    text: str
    term: str
    due_on: date | None

    @classmethod
    def of(cls, row: AssignmentRow) -> "StepPage":
        return cls(row.id, name_of(row.kind, row.code), row.text, term_text(row.due), row.due_on)
