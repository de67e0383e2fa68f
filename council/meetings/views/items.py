"""One item of an agenda: reading it, deciding on it, its place and its materials."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.files import received, sent
from core.adapters.language import sentence
from core.audit.services.noting import note
from core.kernel.errors import N_, NotFound, Refused
from council.access import Permission
from council.meetings.forms.agenda import DeclineForm, FilesForm
from council.meetings.pages.agenda import ItemPage, entries_of, others_of
from council.meetings.queries.materials import get_file
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.items import ItemAction, ItemAddress
from council.meetings.rules.kinds import ItemState
from council.meetings.services import materials, ordering
from council.meetings.views.agenda import may_read_restricted, own
from council.meetings.views.blueprint import (
    blueprint,
    done,
    given_number,
    given_revision,
    may_keep,
    seen_meeting,
)
from council.meetings.views.reading import sources_of

NOT_ACCEPTED = frozenset(ItemState) - {ItemState.ACCEPTED}


@blueprint.get("/<uuid:meeting_id>/items/<uuid:item_id>/")
@requires(Permission.READ_MEETING)
def item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    return show_item(seen_meeting(meeting_id), item_id, FilesForm())


def show_item(
    meeting: MeetingRow, item_id: UUID, form: FilesForm, status: int = 200
) -> ResponseReturnValue:
    sources, keeps = sources_of(meeting), may_keep(meeting)
    seen = (*entries_of(meeting, sources), *own(others_of(sources, NOT_ACCEPTED), keeps=keeps))
    entry = next((each for each in seen if each.item.id == item_id), None)
    if entry is None:
        raise NotFound("no such item, or not for this reader")
    page = ItemPage(meeting, entry, keeps, may_read_restricted(meeting))
    return render_template("meetings/item.html", page=page, form=form), status


@blueprint.post("/<uuid:meeting_id>/items/<uuid:item_id>/accept")
@requires(Permission.KEEP_MEETING)
def accept(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    return decided(meeting_id, item_id, ItemAction.ACCEPT, N_("The item is on the agenda."))


@blueprint.post("/<uuid:meeting_id>/items/<uuid:item_id>/remove")
@requires(Permission.KEEP_MEETING)
def remove(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    return decided(meeting_id, item_id, ItemAction.REMOVE, N_("The item is off the agenda."))


def decided(meeting_id: UUID, item_id: UUID, action: ItemAction, text: str) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    ordering.decide_item(ItemAddress(meeting_id, item_id), action, actor=viewer(), now=now())
    return done(text, ".agenda", meeting_id=meeting_id)


@blueprint.route("/<uuid:meeting_id>/items/<uuid:item_id>/decline", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def decline(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = DeclineForm(request.form)
    entry = next(
        (e for e in others_of(sources_of(meeting), NOT_ACCEPTED) if e.item.id == item_id), None
    )
    if entry is None:
        raise NotFound("no such proposal")
    if request.method == "POST" and form.validate():
        address = ItemAddress(meeting_id, item_id)
        reason = form.reason.data
        ordering.decide_item(address, ItemAction.DECLINE, reason, actor=viewer(), now=now())
        return done(N_("The proposal is declined."), ".agenda", meeting_id=meeting_id)
    status = 200 if request.method == "GET" else 422
    page = ItemPage(meeting, entry, may_keep=True, may_read_restricted=True)
    return render_template("meetings/decline.html", page=page, form=form), status


@blueprint.post("/<uuid:meeting_id>/items/<uuid:item_id>/move")
@requires(Permission.KEEP_MEETING)
def move(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    ordering.move_item(
        ItemAddress(meeting_id, item_id),
        given_number("to"),
        revision=given_revision(),
        actor=viewer(),
        now=now(),
    )
    return done(N_("The order is changed."), ".agenda", meeting_id=meeting_id)


@blueprint.post("/<uuid:meeting_id>/items/<uuid:item_id>/files")
@requires(Permission.KEEP_MEETING)
def attach(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = FilesForm(CombinedMultiDict([request.files, request.form]))
    if form.validate():
        try:
            materials.attach_files(
                ItemAddress(meeting_id, item_id),
                received(request.files.getlist("files")),
                is_restricted=form.is_restricted.data,
                actor=viewer(),
                now=now(),
            )
            text = N_("The materials are added.")
            return done(text, ".item", meeting_id=meeting_id, item_id=item_id)
        except Refused as refused:
            beside = dict.fromkeys(refused.codes, "files")
            form.refuse(refused, sentence, **beside)
    return show_item(meeting, item_id, form, status=422)


@blueprint.post("/<uuid:meeting_id>/items/<uuid:item_id>/files/<uuid:file_id>/remove")
@requires(Permission.KEEP_MEETING)
def detach(meeting_id: UUID, item_id: UUID, file_id: UUID) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    address = ItemAddress(meeting_id, item_id)
    materials.detach_file(address, file_id, actor=viewer(), now=now())
    text = N_("The material is taken away.")
    return done(text, ".item", meeting_id=meeting_id, item_id=item_id)


@blueprint.get("/<uuid:meeting_id>/files/<uuid:file_id>")
@requires(Permission.READ_MEETING)
def download(meeting_id: UUID, file_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id)
    file = get_file(meeting_id, file_id)
    if file.is_restricted and not may_read_restricted(meeting):
        raise NotFound("for members only")
    if file.is_restricted:
        told = {"file": file.name, "sha256": file.sha256}
        note("agenda_item.file_read", file.item_id, actor=viewer(), now=now(), details=told)
    return sent(file.sha256, file.name, file.media_type)
