"""Who takes part in an item: leaving, coming back, recusal."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from council.access import Permission
from council.meetings.services import presence
from council.meetings.views.blueprint import given_id
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_item
from council.meetings.views.session.items import sent_to_item, show_item


@blueprint.post("/items/<uuid:item_id>/presence")
@requires(Permission.HOLD_SESSION)
def set_presence(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    act = presence.come_back if request.form.get("here") == "1" else presence.leave
    act(meeting_id, item_id, given_id("person_id"), actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "presence")


@blueprint.post("/items/<uuid:item_id>/recusal")
@requires(Permission.HOLD_SESSION)
def recuse(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, "recusal")
    form = forms.recusal

    def act() -> None:
        recusal = presence.Recusal(form.person_id or item_id, form.reason.data)
        presence.recuse(meeting_id, item_id, recusal, actor=viewer(), now=now())

    if not attempt(form, act, not_present="person", no_reason="reason"):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, "presence")


@blueprint.post("/items/<uuid:item_id>/recusal/withdraw")
@requires(Permission.HOLD_SESSION)
def withdraw_recusal(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    who = given_id("person_id")
    presence.withdraw_recusal(meeting_id, item_id, who, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "presence")
