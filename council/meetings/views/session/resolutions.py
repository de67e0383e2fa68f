"""What was decided under an item: writing, changing, numbering, removing."""

from typing import Any
from uuid import UUID, uuid5

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_, NotFound, Stale
from council.access import Permission
from council.meetings.forms.session.fields import Choices
from council.meetings.forms.session.items import ResolutionForm, resolution_values
from council.meetings.pages.session.item import ItemPage, NumberedResolution
from council.meetings.queries.session.executors import (
    list_organisation_options,
    list_people_options,
)
from council.meetings.services import resolutions as services
from council.meetings.services.recording import Place, Target
from council.meetings.services.resolutions import ResolutionDraft
from council.meetings.views.blueprint import given_number
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_item
from council.meetings.views.session.conflicts import keeps_theirs, show_conflict, text_to_save
from council.meetings.views.session.reading import item_page
from council.meetings.views.session.votes import version_of

FIELDS = {
    "resolution_empty": "text",
    "wording_fixed": "text",
    "no_due_day": "due_on",
}
SAVED = N_("The decision is saved.")


def executor_options() -> Choices:
    options = (*list_people_options(), *list_organisation_options())
    return [(option.key, option.name) for option in options]


def form_with(values: dict[str, Any]) -> ResolutionForm:
    sent = request.form if request.method == "POST" else None
    return ResolutionForm(sent, executors_from=executor_options(), data=values)


def show_form(
    page: ItemPage, form: ResolutionForm, number: str, status: int
) -> ResponseReturnValue:
    template = "meetings/session/resolution.html"
    return render_template(template, page=page, form=form, number=number), status


@blueprint.route("/items/<uuid:item_id>/resolutions/new", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def add_resolution(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """A new decision; the first one begins with the draft of the agenda."""
    page = item_page(held_meeting(meeting_id), item_id)
    draft = "" if page.resolutions else page.item.proposed_decision
    form = form_with({"text": draft})

    def act() -> None:
        place = Place(meeting_id, item_id, form.key.key)
        services.add_resolution(place, form.draft(), actor=viewer(), now=now())

    if request.method == "POST" and attempt(form, act, **FIELDS):
        return to_item(meeting_id, item_id, "resolutions", SAVED)
    return show_form(page, form, "", 422 if request.method == "POST" else 200)


@blueprint.post("/items/<uuid:item_id>/resolutions/take-draft")
@requires(Permission.HOLD_SESSION)
def take_draft(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """The draft of the agenda becomes the decision as it stands."""
    page = item_page(held_meeting(meeting_id), item_id)
    if not page.resolutions:
        draft = ResolutionDraft(page.item.proposed_decision.strip())
        place = Place(meeting_id, item_id, uuid5(item_id, "draft"))
        services.add_resolution(place, draft, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "resolutions")


def found_resolution(page: ItemPage, resolution_id: UUID) -> NumberedResolution:
    found = next((each for each in page.resolutions if each.row.id == resolution_id), None)
    if found is None:
        raise NotFound("no such decision under this item")
    return found


@blueprint.route("/items/<uuid:item_id>/resolutions/<uuid:resolution_id>/", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def edit_resolution(meeting_id: UUID, item_id: UUID, resolution_id: UUID) -> ResponseReturnValue:
    page = item_page(held_meeting(meeting_id), item_id)
    found = found_resolution(page, resolution_id)
    form = form_with(resolution_values(found.row))
    is_sent = request.method == "POST"

    def act() -> None:
        target = Target(meeting_id, resolution_id, version_of(form.version.data))
        draft = form.draft(text_to_save(form.text.data))
        services.edit_resolution(target, draft, actor=viewer(), now=now())

    if is_sent and keeps_theirs():
        return to_item(meeting_id, item_id, "resolutions")
    try:
        if is_sent and attempt(form, act, **FIELDS):
            return to_item(meeting_id, item_id, "resolutions", SAVED)
    except Stale as stale:
        url = url_for(".edit_resolution", **request.view_args or {})
        title = gettext("Two texts of decision %(number)s", number=found.number)
        return show_conflict(stale, url=url, version=found.row.revision, title=title)
    return show_form(page, form, found.number, 422 if is_sent else 200)


@blueprint.post("/resolutions/<uuid:resolution_id>/remove")
@requires(Permission.HOLD_SESSION)
def remove_resolution(meeting_id: UUID, resolution_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    item_id = services.remove_resolution(meeting_id, resolution_id, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "resolutions", N_("The decision is taken off the record."))


@blueprint.post("/resolutions/<uuid:resolution_id>/move")
@requires(Permission.HOLD_SESSION)
def move_resolution(meeting_id: UUID, resolution_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    place = given_number("to")
    item_id = services.move_resolution(meeting_id, resolution_id, place, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "resolutions")
