"""Calls on the working pages: writing one, opening and closing it, its applications."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.files import sent as sent_file
from core.adapters.language import sentence
from core.audit.services.noting import note
from core.kernel.errors import N_, NotFound, Refused
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from council.membership.queries import BodyRow
from events.access import Permission
from events.asking import SAVED, sent
from events.keeping import body_for, by
from events.missions import services
from events.missions.documents.participants import participants_paper
from events.missions.forms.desk import CallForm
from events.missions.pages.desk import CallPage, CallsPage
from events.missions.queries.applications import get_row, list_applications, list_files
from events.missions.queries.calls import (
    find_call_of,
    get_call_row,
    get_event,
    list_calls,
    list_events_without_call,
)
from events.missions.queries.participants import get_participants

blueprint = Blueprint("missions", __name__, url_prefix="/desk/missions")
BESIDE = {
    "places": "places",
    "places_taken": "places",
    "late_deadline": "last_day",
    "questions": "questions",
    "criteria": "criteria",
}
STEPS = {
    "open": (services.open_call, N_("The call is open: companies can apply.")),
    "close": (services.close_call, N_("The call is closed. Choose the participants.")),
}


OWN_FIELDS = (
    *("offer", "payment", "offer_english", "payment_english"),
    *("places", "last_day"),
)


def keeping() -> BodyRow:
    """The body of the region's events, for those who keep its calls."""
    return body_for(Permission.KEEP_CALL)


@blueprint.get("/")
@requires(Permission.KEEP_CALL)
def index() -> ResponseReturnValue:
    keeping()
    page = CallsPage(list_calls(), list_events_without_call())
    return render_template("missions/desk/index.html", page=page)


@blueprint.get("/events/<uuid:event_id>/")
@requires(Permission.KEEP_CALL)
def describe(event_id: UUID) -> ResponseReturnValue:
    keeping()
    call = find_call_of(event_id)
    if call is None:
        return show_call_form(event_id, CallForm())
    data = {name: getattr(call, name) for name in OWN_FIELDS}
    data |= {name: "\n".join(getattr(call, name)) for name in ("questions", "criteria")}
    return show_call_form(event_id, CallForm(data=data | {"revision": call.revision}))


def show_call_form(event_id: UUID, form: CallForm, status: int = 200) -> ResponseReturnValue:
    event, call = get_event(event_id), find_call_of(event_id)
    values = {"event_id": event.id, "name": event.name, "call_id": call.id if call else None}
    return render_template("missions/desk/describe.html", form=form, **values), status


@blueprint.post("/events/<uuid:event_id>/")
@requires(Permission.KEEP_CALL)
def save(event_id: UUID) -> ResponseReturnValue:
    keeping()
    form, acting, saved = CallForm(request.form), by(), list[UUID]()

    def save_call() -> None:
        saved.append(services.describe_call(event_id, form.draft(), **acting))

    status = sent(form, save_call, BESIDE)
    if status != SAVED:
        return show_call_form(event_id, form, status)
    flash(gettext("The call is saved."))
    return redirect(url_for(".show", call_id=saved[0]), code=303)


@blueprint.get("/<uuid:call_id>/")
@requires(Permission.KEEP_CALL)
def show(call_id: UUID) -> ResponseReturnValue:
    return show_call(call_id)


def show_call(call_id: UUID, refused: Refused | None = None) -> ResponseReturnValue:
    body = keeping()
    page = CallPage.of(get_call_row(call_id), list_applications(call_id), today(body.zone))
    reasons = [sentence(each) for each in refused.refusals] if refused else []
    text = render_template("missions/desk/call.html", page=page, reasons=reasons)
    return text, 409 if refused else 200


@blueprint.post("/<uuid:call_id>/<any(open, close):step>")
@requires(Permission.KEEP_CALL)
def take_step(call_id: UUID, step: str) -> ResponseReturnValue:
    """Open the call or close it; refused with the reasons on the page of the call."""
    keeping()
    act, said = STEPS[step]
    try:
        act(call_id, actor=viewer(), now=now())
    except Refused as refused:
        return show_call(call_id, refused)
    flash(gettext(said))
    return redirect(url_for(".show", call_id=call_id), code=303)


@blueprint.get("/<uuid:call_id>/participants.<any(html, pdf, docx):form>")
@requires(Permission.KEEP_CALL)
def participants(call_id: UUID, form: str) -> ResponseReturnValue:
    """The final list: who is chosen, and who waits in which order."""
    body = keeping()
    paper = participants_paper(get_participants(call_id, body.name))
    back = url_for(".show", call_id=call_id)
    return serve_paper(paper, Format(form), back=back)


@blueprint.get("/applications/<uuid:application_id>/files/<uuid:file_id>")
@requires(Permission.KEEP_CALL)
def file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    keeping()
    for each in list_files(get_row(application_id).id):
        if each.id == file_id:
            told = {"file": each.name, "sha256": each.sha256}
            note("application.file_read", application_id, actor=viewer(), now=now(), details=told)
            return sent_file(each.sha256, each.name, each.media_type)
    raise NotFound("no such file of this application")
