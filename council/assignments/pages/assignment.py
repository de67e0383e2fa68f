"""One assignment on the working pages: how it stands, whom it waits for, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.adapters.journal import HistoryLine
from council.assignments.pages.record import Event, ReportLine, Step, event, report_line, steps
from council.assignments.pages.words import (
    TONES,
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
