"""Colours of the states that visitors see; the words beside them say the same."""

from council.assignments.rules import Timeliness
from council.meetings.rules.public import PublicState

STATE_TONES = {
    PublicState.PLANNED: "plain",
    PublicState.AGENDA_FORMING: "new",
    PublicState.AGENDA_APPROVED: "new",
    PublicState.IN_SESSION: "warn",
    PublicState.MINUTES_AWAITED: "plain",
    PublicState.ARCHIVED: "plain",
    PublicState.PUBLISHED: "ok",
    PublicState.WITHDRAWN: "warn",
    PublicState.POSTPONED: "warn",
    PublicState.CANCELLED: "bad",
    PublicState.INQUORATE: "bad",
}
TIMELINESS_TONES = {
    Timeliness.DONE_IN_TIME: "ok",
    Timeliness.DONE_LATE: "warn",
    Timeliness.OVERDUE: "bad",
    Timeliness.IN_WORK: "new",
    Timeliness.TAKEN_OFF: "plain",
    Timeliness.TAKEN_OFF: "plain",
}
