"""Lists of assignments that are given out: of one meeting, or of what is on control in a body."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext

from core.access import permits, viewer
from core.kernel.errors import NotFound
from core.kernel.papers import Paper
from core.papers.issuing import Issuable
from core.papers.rules.issuing import Issue
from council.access import Permission
from council.assignments.documents import assignment_list
from council.assignments.queries.papers import PrintedList, get_assignments_record
from council.assignments.views.blueprint import reader
from council.meetings.queries.meetings import MeetingRow, get_meeting_row
from council.meetings.rules.states import SIGNED_STATES
from council.membership.queries import get_body

OF_MEETING, ON_CONTROL = "assignments", "control"


def meeting_of(meeting_id: UUID) -> MeetingRow | None:
    """The meeting, once its minutes are signed; before that there are no assignments."""
    try:
        found = get_meeting_row(meeting_id)
    except NotFound:
        return None
    return found if found.state in SIGNED_STATES else None


def may_see_meeting(meeting_id: UUID) -> bool:
    meeting = meeting_of(meeting_id)
    return meeting is not None and meeting.body_id in reader().body_ids


def controls_meeting(meeting_id: UUID) -> bool:
    meeting = meeting_of(meeting_id)
    return meeting is not None and controls(meeting.body_id)


def controls(body_id: UUID) -> bool:
    return permits(viewer(), Permission.CONTROL_ASSIGNMENT, body_id)


def may_see_body(body_id: UUID) -> bool:
    return body_id in reader().body_ids


def list_of_meeting(meeting_id: UUID, issue: Issue) -> Paper:
    meeting = meeting_of(meeting_id)
    assert meeting is not None  # noqa: S101 - whoever may issue it has seen it
    wanted = PrintedList(get_body(meeting.body_id), issue.day, meeting)
    return assignment_list(get_assignments_record(wanted))


def list_on_control(body_id: UUID, issue: Issue) -> Paper:
    return assignment_list(get_assignments_record(PrintedList(get_body(body_id), issue.day)))


def title_of_meeting(_meeting_id: UUID) -> str:
    return gettext("List of assignments of the meeting")


def title_on_control(_body_id: UUID) -> str:
    return gettext("Assignments on control")


def back_to_meeting(meeting_id: UUID) -> str:
    return url_for("meetings.papers", meeting_id=meeting_id)


def back_to_list(body_id: UUID) -> str:
    return url_for("assignments.index", body=get_body(body_id).slug)


OF_A_MEETING = Issuable(
    title_of_meeting, back_to_meeting, may_see_meeting, controls_meeting, list_of_meeting
)
OF_A_BODY = Issuable(title_on_control, back_to_list, may_see_body, controls, list_on_control)
