"""Meetings held in a year of those required (Standard, instrument 5; DOMAIN.md § 1.5). Pure.

2 in the first year of the Standard, 4 in each later one; what does not count says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.rules.quorum import is_quorate
from council.meetings.rules.states import HELD_STATES, SIGNED_STATES
from council.membership.rules.procedure import Procedure

COUNTED_KINDS = frozenset({MeetingKind.FOUNDING, MeetingKind.REGULAR, MeetingKind.EXTRAORDINARY})
COUNTED_FORMS = frozenset({MeetingForm.IN_PERSON, MeetingForm.VIDEO, MeetingForm.MIXED})


class Standing(StrEnum):
    """What a meeting means for the count of its year; the first three can still be good."""

    COUNTS = "counts"
    AWAITS_SIGNATURE = "awaits_signature"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    WITHOUT_QUORUM = "without_quorum"
    ABSENTEE = "absentee_form"
    FOUNDING = "founding_kind"
    OTHER_KIND = "other_kind"


PROMISING = frozenset({Standing.COUNTS, Standing.AWAITS_SIGNATURE, Standing.AHEAD})
SIDE_STATES = {
    MeetingState.INQUORATE: Standing.WITHOUT_QUORUM,
    MeetingState.CANCELLED: Standing.CANCELLED,
    MeetingState.POSTPONED: Standing.POSTPONED,
}


@dataclass(frozen=True, slots=True)
class CountedMeeting:
    """A meeting as the count sees it; `archive_*` are figures of one held before this system."""

    kind: MeetingKind
    form: MeetingForm
    state: MeetingState
    held_on: date
    archive_seats: int | None = None
    archive_present: int | None = None


@dataclass(frozen=True, slots=True)
class YearCount:
    """The criterion of a year: held and expected meetings against the required number."""

    required: int
    standings: tuple[Standing, ...]

    @property
    def held(self) -> int:
        return self.standings.count(Standing.COUNTS)

    @property
    def forecast(self) -> int:
        """Held ones, those that wait for signatures and those still planned."""
        return sum(standing in PROMISING for standing in self.standings)

    @property
    def is_met(self) -> bool:
        return self.held >= self.required

    @property
    def lacking(self) -> int:
        """How many meetings have to be planned beyond those that are."""
        return max(0, self.required - self.forecast)


@dataclass(frozen=True, slots=True)
class PlanProposals:
    """The plan of a year is considered at its first meeting; proposals are taken before that."""

    until: date
    considered_on: date
    is_over: bool


def plan_proposals(
    meeting_days: Iterable[date], days_before: int, today: date
) -> PlanProposals | None:
    """None while no meeting is planned, and once the first one has passed."""
    first = min(meeting_days, default=None)
    if first is None or first < today:
        return None
    until = first - timedelta(days=days_before)
    return PlanProposals(until, first, is_over=today > until)


def required_meetings(year: int, first_year: int, procedure: Procedure) -> int:
    """How many meetings the criterion asks for; none before the Standard came to the region."""
    if year < first_year:
        return 0
    is_first = year == first_year
    return procedure.meetings_first_year if is_first else procedure.meetings_later_years


def standing_of(meeting: CountedMeeting, procedure: Procedure, today: date) -> Standing:
    """Whether the meeting counts, and if not, why; kind and form go before the state."""
    if meeting.kind is MeetingKind.FOUNDING and not procedure.founding_counts:
        return Standing.FOUNDING
    if meeting.kind not in COUNTED_KINDS:
        return Standing.OTHER_KIND
    if meeting.form not in COUNTED_FORMS and not procedure.absentee_counts:
        return Standing.ABSENTEE
    if meeting.state in SIDE_STATES:
        return SIDE_STATES[meeting.state]
    if meeting.state in HELD_STATES:
        return standing_of_held(meeting, procedure)
    is_over = meeting.held_on < today and meeting.state is not MeetingState.IN_SESSION
    return Standing.OVERDUE if is_over else Standing.AHEAD


def standing_of_held(meeting: CountedMeeting, procedure: Procedure) -> Standing:
    """A meeting in session was closed only with a quorum.

    One of the archive shows its figures; its minutes were signed before this system, on paper.
    """
    if meeting.archive_seats is not None:
        present = meeting.archive_present or 0
        quorate = is_quorate(present, meeting.archive_seats, procedure.quorum)
        return Standing.COUNTS if quorate else Standing.WITHOUT_QUORUM
    is_signed = meeting.state in SIGNED_STATES
    return Standing.COUNTS if is_signed else Standing.AWAITS_SIGNATURE


def count_year(
    meetings: Iterable[CountedMeeting],
    *,
    year: int,
    first_year: int,
    procedure: Procedure,
    today: date,
) -> YearCount:
    """The count of one body and year; the standings keep the order of `meetings`."""
    return YearCount(
        required=required_meetings(year, first_year, procedure),
        standings=tuple(standing_of(each, procedure, today) for each in meetings),
    )
