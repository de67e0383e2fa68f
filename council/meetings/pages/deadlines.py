"""The table of deadlines of a meeting as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.deadlines import Milestones, Progress, Term, TermLine, terms_of
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.states import HELD_STATES, NOT_HELD_STATES, SIGNED_STATES
from council.membership.rules.procedure import Procedure

TONES: Mapping[Progress, str] = MappingProxyType(
    {
        Progress.DONE: "ok",
        Progress.DONE_LATE: "warn",
        Progress.AHEAD: "plain",
        Progress.TODAY: "warn",
        Progress.CLOSED: "plain",
        Progress.LATE: "bad",
    }
)


@dataclass(frozen=True, slots=True)
class Counting:
    """What deadlines are counted by: the rules of procedure, the calendar and the day."""

    procedure: Procedure
    calendar: WorkCalendar
    now: datetime


@dataclass(frozen=True, slots=True)
class MinutesDays:
    """When the minutes of a meeting were signed and published, as far as it is known."""

    signed_on: date | None = None
    published_on: date | None = None


def day_of(meeting: MeetingRow, moment: datetime | None) -> date | None:
    """The day on the clocks of the meeting's place."""
    return local(moment, meeting.zone).date() if moment else None


def first_day(meeting: MeetingRow) -> date:
    return local(meeting.starts_at, meeting.zone).date()


def milestones_of(meeting: MeetingRow, minutes: MinutesDays) -> Milestones:
    """Days and what was done; a meeting that was held had its notice, on whatever day."""
    was_held = meeting.state in HELD_STATES | {MeetingState.IN_SESSION}
    done: dict[Term, date | None] = {}
    if meeting.notice_sent_at or was_held:
        done[Term.NOTICE] = day_of(meeting, meeting.notice_sent_at)
    if meeting.materials_sent_at or was_held:
        done[Term.MATERIALS] = day_of(meeting, meeting.materials_sent_at)
    if meeting.state in SIGNED_STATES:
        done[Term.SIGNING] = minutes.signed_on
    if meeting.state is MeetingState.PUBLISHED:
        done[Term.PUBLICATION] = minutes.published_on
    return Milestones(
        first_day=first_day(meeting),
        last_day=meeting.ballots_until or first_day(meeting),
        takes_visitors=meeting.is_open and meeting.guest_seats > 0,
        done=done,
    )


def deadlines_of(
    meeting: MeetingRow, counting: Counting, minutes: MinutesDays = MinutesDays()
) -> tuple[TermLine, ...]:
    """The table; empty for a meeting that has no day or will never be held."""
    if meeting.state in NOT_HELD_STATES:
        return ()
    today = local(counting.now, meeting.zone).date()
    milestones = milestones_of(meeting, minutes)
    return terms_of(milestones, counting.procedure, counting.calendar, today)


def next_of(terms: tuple[TermLine, ...]) -> TermLine | None:
    """The deadline that somebody has to think of first: the late one, else the nearest."""
    pending = {Progress.LATE, Progress.TODAY, Progress.AHEAD}
    return next((line for line in terms if line.progress in pending), None)
