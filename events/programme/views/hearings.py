"""Who holds an event, and its commission: members, projects heard, remarks on them."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from events.access import Permission
from events.asking import BOTH, spot_of, typed
from events.programme import services
from events.programme.forms.days import CommissionForm, HearingForm, OrganiserForm, RemarkForm
from events.programme.queries import EventHead
from events.programme.queries import days as found
from events.programme.rules import OrganiserRole, RemarkState
from events.programme.services import HearingDraft, OrganiserDraft, RemarkDraft
from events.programme.views.blueprint import (
    Heading,
    asked,
    blueprint,
    gone_on,
    kept_event,
    one_of_rows,
)

HEARINGS = "hearings"


@blueprint.route("/<int:number>/organisers/new", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def new_organiser(number: int) -> ResponseReturnValue:
    return organiser_form(kept_event(number), {})


@blueprint.route("/<int:number>/organisers/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_organiser(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = one_of_rows(found.list_organisers(event.id), key)
    data = {"name": row.name, "role": row.role.value, "revision": row.revision}
    return organiser_form(event, data, key)


def organiser_form(
    event: EventHead, data: dict[str, Any], key: UUID | None = None
) -> ResponseReturnValue:
    form = OrganiserForm(typed(), data=data)
    form.offer()

    def save() -> None:
        draft = OrganiserDraft(form.name.data, OrganiserRole(form.role.data))
        services.save_organiser(spot_of(form, event.id, key), draft, actor=viewer(), now=now())

    heading = Heading(gettext("Organiser"), event.name, anchor="organisers")
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.route("/<int:number>/commission", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def commission(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    data = {"members": event.commission, "revision": event.revision}
    form = CommissionForm(typed(), data=data)

    def save() -> None:
        given = (form.members.data, form.revision.data or 0)
        services.save_commission(event.id, *given, actor=viewer(), now=now())

    heading = Heading(gettext("Commission"), event.name, anchor=HEARINGS)
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.route("/<int:number>/hearings/new", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def new_hearing(number: int) -> ResponseReturnValue:
    return hearing_form(kept_event(number), {})


@blueprint.route("/<int:number>/hearings/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_hearing(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = one_of_rows(found.list_hearings(event.id), key)
    names = ("project", "speaker", "outcome", "revision")
    return hearing_form(event, {name: getattr(row, name) for name in names}, key)


def hearing_form(
    event: EventHead, data: dict[str, Any], key: UUID | None = None
) -> ResponseReturnValue:
    form = HearingForm(typed(), data=data)

    def save() -> None:
        draft = HearingDraft(form.project.data, form.speaker.data, form.outcome.data)
        services.save_hearing(spot_of(form, event.id, key), draft, actor=viewer(), now=now())

    heading = Heading(gettext("Project before the commission"), event.name, anchor=HEARINGS)
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.route("/<int:number>/hearings/<uuid:hearing_id>/remarks/new", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def new_remark(number: int, hearing_id: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    return remark_form(event, one_of_rows(found.list_hearings(event.id), hearing_id), {})


@blueprint.route("/<int:number>/hearings/<uuid:hearing_id>/remarks/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_remark(number: int, hearing_id: UUID, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    hearing = one_of_rows(found.list_hearings(event.id), hearing_id)
    row = one_of_rows(hearing.remarks, key)
    data = {"text": row.text, "author": row.author, "revision": row.revision}
    return remark_form(event, hearing, data | {"state": row.state.value}, key)


def remark_form(
    event: EventHead, hearing: found.HearingRow, data: dict[str, Any], key: UUID | None = None
) -> ResponseReturnValue:
    form = RemarkForm(typed(), data=data)
    form.offer()

    def save() -> None:
        draft = RemarkDraft(form.text.data, RemarkState(form.state.data), form.author.data)
        spot = spot_of(form, event.id, key, hearing.id)
        services.save_remark(spot, draft, actor=viewer(), now=now())

    heading = Heading(gettext("Remark on the project"), hearing.project, anchor=HEARINGS)
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.post("/<int:number>/hearings/<uuid:hearing_id>/remarks/<uuid:key>/remove")
@requires(Permission.KEEP_EVENT)
def remove_remark(number: int, hearing_id: UUID, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    services.remove_remark(Spot(event.id, key, hearing_id), actor=viewer(), now=now())
    return gone_on(number, gettext("The remark is removed."), "programme", HEARINGS)
