"""The plan of a year's meetings: each with its state, next deadline and part in the count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from core.kernel.zones import local
from council.meetings.models import MeetingPlan
from council.meetings.pages.deadlines import Counting, deadlines_of, first_day, next_of
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.deadlines import TermLine
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.yearly import (
    CountedMeeting,
    PlanProposals,
    Standing,
    YearCount,
    count_year,
    plan_proposals,
)
from council.membership.queries import BodyRow

S = MeetingState
CALLED_OFF = frozenset({S.POSTPONED, S.CANCELLED})
STATE_TONES: Mapping[MeetingState, str] = MappingProxyType(
    {
        S.PLANNED: "plain",
        S.AGENDA_OPEN: "new",
        S.AGENDA_APPROVED: "new",
        S.NOTIFIED: "new",
        S.IN_SESSION: "warn",
        S.HELD: "warn",
        S.MINUTES_TO_SIGN: "warn",
        S.MINUTES_SIGNED: "ok",
        S.PUBLISHED: "ok",
        S.POSTPONED: "warn",
        S.CANCELLED: "bad",
        S.INQUORATE: "bad",
    }
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One meeting of the plan."""

    meeting: MeetingRow
    standing: Standing
    tone: str
    next_term: TermLine | None
    moved_from: datetime | None


@dataclass(frozen=True, slots=True)
class ApprovedPlan:
    """The approval of the plan as recorded."""

    approved_on: date
    approved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan of one body and year."""

    body: BodyRow
    bodies: tuple[BodyRow, ...]
    year: int
    years: tuple[int, ...]
    rows: tuple[PlanRow, ...]
    count: YearCount
    is_first_year: bool
    approval: ApprovedPlan | None
    may_keep: bool
    needs_approval: bool = True
    proposals: PlanProposals | None = None

    @property
    def is_over(self) -> bool:
        """Nothing of the year can change the count any more."""
        return self.count.forecast == self.count.held


def counted(meeting: MeetingRow) -> CountedMeeting:
    return CountedMeeting(
        kind=meeting.kind,
        form=meeting.form,
        state=meeting.state,
        held_on=meeting.ballots_until or first_day(meeting),
        archive_seats=meeting.archive_seats,
        archive_present=meeting.archive_present,
    )


def count_of(
    meetings: tuple[MeetingRow, ...], *, year: int, first_year: int, counting: Counting, zone: str
) -> YearCount:
    """The count of a body's year."""
    return count_year(
        (counted(meeting) for meeting in meetings),
        year=year,
        first_year=first_year,
        procedure=counting.procedure,
        today=local(counting.now, zone).date(),
    )


def rows_of(
    meetings: tuple[MeetingRow, ...],
    count: YearCount,
    counting: Counting,
    moved: Mapping[UUID, datetime],
) -> tuple[PlanRow, ...]:
    return tuple(
        PlanRow(
            meeting=meeting,
            standing=standing,
            tone=STATE_TONES[meeting.state],
            next_term=next_of(deadlines_of(meeting, counting)),
            moved_from=moved.get(meeting.id),
        )
        for meeting, standing in zip(meetings, count.standings, strict=True)
    )


def proposals_of(
    meetings: tuple[MeetingRow, ...], counting: Counting, zone: str
) -> PlanProposals | None:
    """Until when the plan of meetings that stand is open to proposals."""
    days = [first_day(each) for each in meetings if each.state not in CALLED_OFF]
    today = local(counting.now, zone).date()
    return plan_proposals(days, counting.procedure.plan_proposal_days, today)


def approval_of(plan: MeetingPlan | None) -> ApprovedPlan | None:
    if plan is None or plan.approved_on is None:
        return None
    return ApprovedPlan(plan.approved_on, plan.approved_by, plan.note)


@dataclass(frozen=True, slots=True)
class MeetingFormPage:
    """The form of a new meeting, or of one to change."""

    body: BodyRow
    meeting: MeetingRow | None
    key: UUID | None
    next_number: int
    absentee_days: int
    is_fixed: bool = False
    plan_approved: bool = False
