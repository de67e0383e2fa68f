"""An election under an item: candidates and the count."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_
from council.access import Permission
from council.meetings.services import elections as services
from council.meetings.views.blueprint import given_id
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_item
from council.meetings.views.session.items import sent_to_item, show_item

CANDIDATE_FIELDS = dict.fromkeys(
    ("no_seat", "not_business", "category_not_chosen", "no_vote", "holds_office"), "person"
)


@blueprint.post("/items/<uuid:item_id>/candidates")
@requires(Permission.HOLD_SESSION)
def add_candidate(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, "candidate")
    form = forms.candidate

    def act() -> None:
        who = form.person_id or item_id
        services.add_candidate(meeting_id, item_id, who, actor=viewer(), now=now())

    if not attempt(form, act, **CANDIDATE_FIELDS):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, "election")


@blueprint.post("/items/<uuid:item_id>/candidates/remove")
@requires(Permission.HOLD_SESSION)
def remove_candidate(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    who = given_id("person_id")
    services.remove_candidate(meeting_id, item_id, who, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "election")


@blueprint.post("/items/<uuid:item_id>/election")
@requires(Permission.HOLD_SESSION)
def record_poll(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, "poll")
    form = forms.poll

    def act() -> None:
        services.record_poll(meeting_id, item_id, form.count(), actor=viewer(), now=now())

    if not attempt(form, act, votes_do_not_add_up="abstained", negative_count="abstained"):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, "election", N_("The election is counted."))


@blueprint.post("/items/<uuid:item_id>/election/cancel")
@requires(Permission.HOLD_SESSION)
def cancel_poll(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.cancel_poll(meeting_id, item_id, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "election", N_("The count is taken off the record."))
