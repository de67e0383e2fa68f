"""A meeting in calendars: how long it lasts there, how sure it is, which replies count. Pure.

Sources: RFC 5545, RFC 5546; EVENTS.md "Calendars". The UID is the meeting's own identity, which
outlives every date, number and place.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from core.kernel.calendars import CalendarEvent, EventStatus, Participation, day_event_end
from core.kernel.errors import N_, Refusal
from council.meetings.rules.kinds import Answer, MeetingState
from council.meetings.rules.states import NOT_HELD_STATES

S, P = MeetingState, Participation
USUAL_LENGTH = timedelta(hours=2)
# Programs look at a feed rarely: what was called off stays there for so long after its day.
SHOWN_AFTERWARDS = timedelta(days=60)
UNSURE = frozenset({S.PLANNED, S.AGENDA_OPEN})
PARTICIPATIONS = {
    None: P.NEEDS_ACTION,
    Answer.COMING: P.ACCEPTED,
    Answer.REMOTE: P.ACCEPTED,
    Answer.NOT_COMING: P.DECLINED,
}
ANSWERS = {P.ACCEPTED: Answer.COMING, P.DECLINED: Answer.NOT_COMING}
# What those invited have to be told of, because they would come to another place.
TOLD = frozenset({"city", "place", "video_link"})
UNDECIDED = Refusal("reply_undecided", N_("The calendar says neither yes nor no."))
OUTDATED = Refusal(
    "reply_outdated",
    N_("This answers an invitation to another time or place than the present one."),
)
OLDER = Refusal("reply_older", N_("A later answer of this person is known already."))
ELSEWHERE = Refusal("reply_elsewhere", N_("This reply is about another event than this meeting."))
STRANGER = Refusal("reply_stranger", N_("Nobody was invited to the meeting by this address."))
LEFT = Refusal("reply_left", N_("This person is no longer expected at the meeting."))
CLOSED = Refusal(
    "reply_closed", N_("Answers are taken after the notice and before the meeting begins.")
)
REPLY_REFUSALS = {
    each.code: each for each in (UNDECIDED, OUTDATED, OLDER, ELSEWHERE, STRANGER, LEFT, CLOSED)
}


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """What calendars know of a meeting; `minutes` is the length of its agreed agenda, 0 if none."""

    id: UUID
    state: MeetingState
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    ballots_from: date | None
    ballots_until: date | None
    minutes: int
    sequence: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Words:
    """A meeting in words: its title, where it is, what stands below, its page, its video room."""

    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    video: str = ""


def event_of(meeting: CalendarMeeting, words: Words) -> CalendarEvent:
    """The meeting as an event: hours of a day, or the whole days of an absentee vote."""
    starts: datetime | date = meeting.starts_at
    ends: datetime | date = end_of(meeting)
    if meeting.ballots_from and meeting.ballots_until:
        starts, ends = meeting.ballots_from, day_event_end(meeting.ballots_until)
    return CalendarEvent(
        uid=str(meeting.id),
        title=words.title,
        starts=starts,
        ends=ends,
        zone=meeting.zone,
        stamp=meeting.changed_at or first_stamp(meeting),
        sequence=meeting.sequence,
        status=status_of(meeting.state),
        place=words.place,
        text=words.text,
        url=words.url,
        video=words.video,
        is_busy=meeting.ballots_from is None,
    )


def end_of(meeting: CalendarMeeting) -> datetime:
    """When it ended, else when its agenda will be through, else two hours after the beginning."""
    if meeting.ends_at is not None and meeting.ends_at > meeting.starts_at:
        return meeting.ends_at
    length = timedelta(minutes=meeting.minutes) if meeting.minutes else USUAL_LENGTH
    return meeting.starts_at + length


def first_stamp(meeting: CalendarMeeting) -> datetime:
    """The last change of a meeting that came from a file: before it, and the same every time."""
    return datetime(meeting.starts_at.year, 1, 1, tzinfo=UTC)


def status_of(state: MeetingState) -> EventStatus:
    if state in NOT_HELD_STATES:
        return EventStatus.CANCELLED
    return EventStatus.TENTATIVE if state in UNSURE else EventStatus.CONFIRMED


def is_shown(state: MeetingState, starts_at: datetime, now: datetime) -> bool:
    """Whether a feed still has the meeting."""
    return state not in NOT_HELD_STATES or now <= starts_at + SHOWN_AFTERWARDS


def moves_anybody(changed: set[str]) -> bool:
    return bool(changed & TOLD)


def reply_refusal(
    answer: Participation, sequence: int, *, told: int, is_older: bool
) -> Refusal | None:
    """Why a calendar's reply does not count: it answers something else, or came late."""
    if answer not in ANSWERS:
        return UNDECIDED
    if sequence < told:
        return OUTDATED
    return OLDER if is_older else None
