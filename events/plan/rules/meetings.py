"""Which states of a meeting take a plan and which give it back. Pure."""

from council.meetings.rules.kinds import MeetingState

OPEN_STATES = frozenset(
    {
        MeetingState.PLANNED,
        MeetingState.AGENDA_OPEN,
        MeetingState.AGENDA_APPROVED,
        MeetingState.NOTIFIED,
    }
)
OFF_STATES = frozenset({MeetingState.CANCELLED, MeetingState.INQUORATE, MeetingState.POSTPONED})
