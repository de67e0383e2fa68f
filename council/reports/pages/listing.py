"""The list of reports: what waits, what is blocked and why, which duties are open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.kernel.errors import Refusal
from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.reports.pages.words import CHECK_TONES, TONES
from council.reports.queries import DeputyChair, ListedReport, Scope
from council.reports.rules import (
    Check,
    ReportKind,
    ReportState,
    Waiting,
    blocked_because,
    waiting,
)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the list; days are those of its body's zone."""

    report_id: UUID
    title: str
    kind: ReportKind
    author: str
    state: ReportState
    tone: str
    day: date
    version: int
    waits: Waiting | None
    blocked: Refusal | None
    meeting_number: int | None
    meeting_on: date | None

    @classmethod
    def of(
        cls, row: ListedReport, *, today: date, days: int, calendar: WorkCalendar
    ) -> "ReportLine":
        def day(moment: datetime) -> date:
            return local(moment, row.zone).date()

        is_waiting = row.state is ReportState.SUBMITTED and row.is_gated and row.submitted_at
        waits = (
            waiting(day(row.submitted_at), today, days, calendar)
            if is_waiting and row.submitted_at
            else None
        )
        return cls(
            report_id=row.id,
            title=row.title,
            kind=row.kind,
            author=row.author.initials_after,
            state=row.state,
            tone="bad" if waits and waits.is_overdue else TONES[row.state],
            day=day(row.decided_at or row.submitted_at or row.created_at),
            version=row.current_version,
            waits=waits,
            blocked=None
            if row.state in {ReportState.HEARD, ReportState.WITHDRAWN}
            else blocked_because(
                row.state, is_gated=row.is_gated, is_approved=row.approval_id is not None
            ),
            meeting_number=row.meeting_number,
            meeting_on=row.meeting_on,
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A report that the council has to hear in a period, and how that stands."""

    label: str
    tone: str
    check: Check
    meeting_id: UUID | None = None

    @classmethod
    def of(cls, label: str, check: Check, meeting_id: UUID | None = None) -> "Duty":
        return cls(label, CHECK_TONES[check.level], check, meeting_id)


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The list as one reader sees it."""

    lines: tuple[ReportLine, ...]
    found: int
    number: int
    total: int
    scope: Scope
    state: ReportState | None
    states: tuple[ReportState, ...]
    may_write: bool
    deputy: DeputyChair | None
    duties: tuple[Duty, ...]

    @classmethod
    def lines_of(
        cls,
        rows: Sequence[ListedReport],
        *,
        today_in: Callable[[str], date],
        review_days: Mapping[UUID, int],
        calendar: WorkCalendar,
    ) -> tuple[ReportLine, ...]:
        return tuple(
            ReportLine.of(
                row, today=today_in(row.zone), days=review_days[row.body_id], calendar=calendar
            )
            for row in rows
        )
