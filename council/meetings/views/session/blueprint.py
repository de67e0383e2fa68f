"""The blueprint of sessions, and what its views share: access, trying a form, the way back."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand
from core.adapters.forms import BaseForm
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.meetings.queries.meetings import MeetingRow, get_meeting_row

blueprint = Blueprint("session", __name__, url_prefix="/desk/meetings/<uuid:meeting_id>/session")

# Beside which field of a form the reasons of the rules stand.
VOTE_FIELDS = {
    "negative_count": "in_favour",
    "votes_do_not_add_up": "in_favour",
    "no_presiding_choice": "presiding_choice",
    "presiding_did_not_vote": "presiding_choice",
    "choice_not_counted": "presiding_choice",
}


def held_meeting(meeting_id: UUID) -> MeetingRow:
    """The meeting, if the viewer holds sessions of its very body."""
    meeting = get_meeting_row(meeting_id)
    demand(Permission.HOLD_SESSION, meeting.body_id)
    return meeting


def attempt(form: BaseForm, act: Callable[[], object], **fields: str) -> bool:
    """Whether the form was complete and the service did it; if not, the form says why."""
    if not form.validate():
        return False
    try:
        act()
    except Refused as refused:
        form.refuse(refused, sentence, **fields)
        return False
    return True


def to_hall(meeting_id: UUID, anchor: str, said: str = "") -> ResponseReturnValue:
    """Back to the part of the session page where the person was."""
    if said:
        flash(gettext(said))
    return redirect(url_for("session.show", meeting_id=meeting_id, _anchor=anchor), code=303)


def to_item(meeting_id: UUID, item_id: UUID, anchor: str, said: str = "") -> ResponseReturnValue:
    """Back to the part of the item's page where the person was."""
    if said:
        flash(gettext(said))
    address = url_for("session.item", meeting_id=meeting_id, item_id=item_id, _anchor=anchor)
    return redirect(address, code=303)
