"""A report of the file as values: its versions and what was decided about each. Pure."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from council.reports.rules import Decision, PeriodKind, ReportKind, ReportState


@dataclass(slots=True)
class Version:
    """What was submitted on a day, and what was decided about it."""

    day: date
    by: str
    note: str
    text: str
    decision: Decision | None = None
    decided_on: date | None = None
    decided_by: str = ""
    remarks: str = ""


@dataclass(slots=True)
class ReportLine:
    """A report as the file tells it."""

    code: str
    kind: ReportKind
    is_gated: bool
    title: str
    period: tuple[PeriodKind, int, int, int]
    organisation: str | None
    is_heard: bool
    versions: list[Version] = field(default_factory=list)
    id: UUID | None = None

    @property
    def approved_on(self) -> date | None:
        """The day on which the current version was approved."""
        last = self.versions[-1] if self.versions else None
        return last.decided_on if last and last.decision is Decision.APPROVED else None

    @property
    def state(self) -> ReportState:
        if self.is_heard:
            return ReportState.HEARD
        if not self.is_gated:
            return ReportState.PRESENTED
        decision = self.versions[-1].decision
        if decision is None:
            return ReportState.SUBMITTED
        return ReportState.APPROVED if decision is Decision.APPROVED else ReportState.RETURNED
