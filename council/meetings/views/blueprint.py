"""The blueprint of planning and agendas, and what its views read from every request."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand, permits, viewer
from council.access import Permission
from council.meetings.queries.meetings import MeetingRow, get_meeting_row
from council.membership.queries import BodyRow, get_body_by_slug, get_main_body

blueprint = Blueprint("meetings", __name__, url_prefix="/desk/meetings")
LARGEST_REVISION = 2_000_000_000
LONGEST_NUMBER = 10


def seen_meeting(meeting_id: UUID, permission: Permission = Permission.READ_MEETING) -> MeetingRow:
    """The meeting, if the viewer holds the permission in its very body."""
    meeting = get_meeting_row(meeting_id)
    demand(permission, meeting.body_id)
    return meeting


def may_keep(meeting: MeetingRow) -> bool:
    return permits(viewer(), Permission.KEEP_MEETING, meeting.body_id)


def chosen_body(permission: Permission) -> BodyRow:
    """The body named in the address, else the council itself."""
    slug = request.args.get("body", "")
    body = get_body_by_slug(slug) if slug else get_main_body()
    demand(permission, body.id)
    return body


def given_revision() -> int:
    """The revision of the page that the form was made from; 400 without one."""
    return given_number("revision")


def given_number(name: str) -> int:
    text = request.form.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    if not is_number or int(text) > LARGEST_REVISION:
        abort(400)
    return int(text)


def given_id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        abort(400)


def done(text: str, endpoint: str, **values: object) -> ResponseReturnValue:
    """Say what was done and go on by GET."""
    flash(gettext(text))
    return redirect(url_for(endpoint, **values), code=303)  # type: ignore[arg-type]
