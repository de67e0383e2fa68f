"""Guests of a session: visitors who applied, others by name, taking somebody off the list."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from council.access import Permission
from council.meetings.services import roll as services
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_hall
from council.meetings.views.session.hall import sent_to_hall, show_hall

BESIDE = {
    "full_name_parts": "full_name",
    "full_name_letters": "full_name",
    "no_substitutes": "stands_for",
    "member_is_there": "stands_for",
    "substituted_already": "stands_for",
    "substitute_is_visitor": "kind",
}


@blueprint.post("/guests")
@requires(Permission.HOLD_SESSION)
def add_guest(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "guest")
    form = forms.guest

    def act() -> None:
        services.add_guest(meeting_id, form.draft(), key=form.key.key, actor=viewer(), now=now())

    if not attempt(form, act, **BESIDE):
        return show_hall(page, forms, 422)
    return to_hall(meeting_id, "guests")


@blueprint.post("/guests/<uuid:guest_id>/remove")
@requires(Permission.HOLD_SESSION)
def remove_guest(meeting_id: UUID, guest_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.remove_guest(meeting_id, guest_id, actor=viewer(), now=now())
    return to_hall(meeting_id, "guests")


@blueprint.post("/visitors/<uuid:application_id>/admit")
@requires(Permission.HOLD_SESSION)
def admit_visitor(meeting_id: UUID, application_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.admit_visitor(meeting_id, application_id, actor=viewer(), now=now())
    return to_hall(meeting_id, "guests")
