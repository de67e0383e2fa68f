"""How meetings are stored: the meeting and its agenda, then what happened in the hall."""

from council.meetings.models.agenda import (
    AgendaEdition,
    AgendaItem,
    ItemFile,
    Speaker,
)
from council.meetings.models.invitations import CalendarReply, Invitation
from council.meetings.models.meeting import (
    Meeting,
    MeetingPlan,
    NoticeAnswer,
    Rescheduling,
    VisitorApplication,
)
from council.meetings.models.search import SearchText
from council.meetings.models.session import (
    Attendance,
    Ballot,
    Dissent,
    Executor,
    Guest,
    ItemAbsence,
    Resolution,
    Speech,
    Vote,
)

__all__ = [
    "AgendaEdition",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "CalendarReply",
    "Dissent",
    "Executor",
    "Guest",
    "Invitation",
    "ItemAbsence",
    "ItemFile",
    "Meeting",
    "MeetingPlan",
    "NoticeAnswer",
    "Rescheduling",
    "Resolution",
    "SearchText",
    "Speaker",
    "Speech",
    "VisitorApplication",
    "Vote",
]
