"""The secretary's list of visitors: decline with a reason, seats, the list for the door."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand, requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from council.access import Permission
from council.meetings.forms.visitors import DeclineForm, SeatsForm
from council.meetings.pages.visitors import VisitorLine, VisitorsPage
from council.meetings.queries.meetings import get_meeting_row
from council.meetings.queries.visitors import list_applications
from council.meetings.services.visitors import change_guest_seats, decline_application
from council.meetings.views.blueprint import given_revision
from council.membership.queries import get_body

blueprint = Blueprint("visitor_list", __name__, url_prefix="/desk/meetings/<uuid:meeting_id>")


def load_page(meeting_id: UUID) -> VisitorsPage:
    meeting = get_meeting_row(meeting_id)
    demand(Permission.KEEP_MEETING, meeting.body_id)
    body = get_body(meeting.body_id)
    return VisitorsPage.of(meeting, body, list_applications(meeting_id), now())


def show(page: VisitorsPage, form: SeatsForm, status: int = 200) -> ResponseReturnValue:
    return render_template("meetings/visitors/list.html", page=page, form=form), status


def line_of(page: VisitorsPage, application_id: UUID) -> VisitorLine:
    """The application on the list of this very meeting."""
    for line in page.lines:
        if line.row.id == application_id:
            return line
    raise NotFound("no such application to this meeting")


@blueprint.get("/visitors/")
@requires(Permission.KEEP_MEETING)
def index(meeting_id: UUID) -> ResponseReturnValue:
    page = load_page(meeting_id)
    return show(page, SeatsForm(seats=page.meeting.guest_seats))


@blueprint.get("/visitors/print/")
@requires(Permission.KEEP_MEETING)
def door_list(meeting_id: UUID) -> ResponseReturnValue:
    return render_template("meetings/visitors/door.html", page=load_page(meeting_id))


@blueprint.post("/visitors/seats")
@requires(Permission.KEEP_MEETING)
def set_seats(meeting_id: UUID) -> ResponseReturnValue:
    page, form = load_page(meeting_id), SeatsForm(request.form)
    if not form.validate():
        return show(page, form, status=422)
    try:
        change_guest_seats(
            meeting_id, form.seats.data, revision=given_revision(), actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, seats_taken="seats", too_many_seats="seats")
        return show(load_page(meeting_id), form, status=409)
    flash(gettext("The number of seats was set."))
    return redirect(url_for(".index", meeting_id=meeting_id), code=303)


@blueprint.get("/visitors/<uuid:application_id>/decline/")
@requires(Permission.KEEP_MEETING)
def ask_reason(meeting_id: UUID, application_id: UUID) -> ResponseReturnValue:
    page = load_page(meeting_id)
    line = line_of(page, application_id)
    return render_template(
        "meetings/visitors/decline.html", page=page, line=line, form=DeclineForm()
    )


@blueprint.post("/visitors/<uuid:application_id>/decline/")
@requires(Permission.KEEP_MEETING)
def decline(meeting_id: UUID, application_id: UUID) -> ResponseReturnValue:
    page, form = load_page(meeting_id), DeclineForm(request.form)
    line = line_of(page, application_id)
    refused = not form.validate()
    if not refused:
        try:
            decline_application(application_id, form.reason.data, actor=viewer(), now=now())
        except Refused as error:
            form.refuse(error, sentence, no_reason="reason")
            refused = True
    if refused:
        values = {"page": page, "line": line, "form": form}
        return render_template("meetings/visitors/decline.html", **values), 409
    flash(gettext("The application was declined; its seat went to the next on the list."))
    return redirect(url_for(".index", meeting_id=meeting_id), code=303)
