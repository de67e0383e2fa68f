"""The history of a meeting with its agenda, for who keeps it."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.audit.history import show_history
from council.access import Permission
from council.meetings.queries.agenda import list_items
from council.meetings.views.blueprint import blueprint, seen_meeting


@blueprint.get("/<uuid:meeting_id>/history")
@requires(Permission.KEEP_MEETING)
def history(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    subjects = [meeting_id, *(item.id for item in list_items(meeting_id))]
    values = {"number": meeting.number, "year": meeting.year}
    name = gettext("Meeting No. %(number)s of %(year)s", **values)
    back = url_for(".show", meeting_id=meeting_id)
    return show_history(subjects, name=name, back=back, zone=meeting.zone)
