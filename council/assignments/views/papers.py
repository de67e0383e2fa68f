"""Lists of assignments on paper: of one meeting, of what is on control, and the public one."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import today
from core.kernel.errors import NotFound
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper, serve_state
from council.access import Permission
from council.assignments.documents import assignment_list
from council.assignments.publishing import public_assignments
from council.assignments.queries.papers import PrintedList, get_assignments_record
from council.assignments.views.blueprint import blueprint, reader
from council.assignments.views.listing import chosen_body
from council.assignments.views.public import blueprint as public_blueprint
from council.meetings.queries.meetings import get_meeting_row
from council.meetings.rules.states import SIGNED_STATES
from council.membership.queries import get_body, get_main_body, list_bodies


@in_every_form(blueprint, "/meetings/<uuid:meeting_id>/list")
@requires(Permission.READ_ASSIGNMENT)
def of_meeting(meeting_id: UUID, form: str) -> ResponseReturnValue:
    """For whoever works in the body; before the minutes are signed there are no assignments."""
    meeting = get_meeting_row(meeting_id)
    if meeting.body_id not in reader().body_ids or meeting.state not in SIGNED_STATES:
        raise NotFound("no assignments of this meeting for this reader")
    wanted = PrintedList(get_body(meeting.body_id), today(meeting.zone), meeting)
    paper = assignment_list(get_assignments_record(wanted))
    back = url_for("meetings.papers", meeting_id=meeting_id)
    return serve_paper(paper, Format(form), back=back)


@in_every_form(blueprint, "/on-control")
@requires(Permission.READ_ASSIGNMENT)
def on_control(form: str) -> ResponseReturnValue:
    """Everything that a body has on control today; the body is chosen as on the list."""
    body = chosen_body([body for body in list_bodies() if body.id in reader().body_ids])
    if body is None:
        raise NotFound("no body whose control this reader sees")
    paper = assignment_list(get_assignments_record(PrintedList(body, today(body.zone))))
    return serve_paper(paper, Format(form), back=url_for(".index", body=body.slug))


@public_blueprint.get("/list.pdf")
@requires(Permission.READ_PUBLIC)
def public_list() -> ResponseReturnValue:
    """The council's assignments from published minutes, as it was kept with its present words."""
    body = get_main_body()
    return serve_state(public_assignments(body, today(body.zone)))
