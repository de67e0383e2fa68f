"""A member's own pages: votes by ballots, the ballot, a dissenting opinion after a meeting."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand, requires, viewer
from core.adapters.clock import now
from core.kernel.errors import NotFound
from core.kernel.zones import local
from council.access import Permission
from council.meetings.forms.session.items import OwnDissentForm
from council.meetings.pages.session.ballots import BallotsPage, OwnVote
from council.meetings.pages.session.hall import Heading
from council.meetings.pages.session.own import DissentPage, OwnItem
from council.meetings.queries.meetings import MeetingRow, get_meeting_row
from council.meetings.queries.session.ballots import find_own_dissents, list_own_meetings
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import considered, list_item_lines
from council.meetings.rules.session import TOOK_PLACE
from council.meetings.services import ballots as services
from council.meetings.services import dissents
from council.meetings.views.session.blueprint import attempt
from council.meetings.views.session.filling import ballot_page, demand_ballots, form_of

blueprint = Blueprint("ballots", __name__, url_prefix="/desk")


def own_meeting(meeting_id: UUID) -> MeetingRow:
    """The meeting, if the viewer has a vote in its very body."""
    meeting = get_meeting_row(meeting_id)
    demand(Permission.CAST_BALLOT, meeting.body_id)
    return meeting


def own_id() -> UUID:
    return viewer().person_id or abort(403)


@blueprint.get("/ballots/")
@requires(Permission.CAST_BALLOT)
def index() -> ResponseReturnValue:
    moment = now()
    votes = [OwnVote.of(row, local(moment, row.zone).date()) for row in list_own_meetings(own_id())]
    return render_template("meetings/session/ballots.html", page=BallotsPage(tuple(votes)))


@blueprint.route("/meetings/<uuid:meeting_id>/ballot/", methods=["GET", "POST"])
@requires(Permission.CAST_BALLOT)
def ballot(meeting_id: UUID) -> ResponseReturnValue:
    meeting = own_meeting(meeting_id)
    demand_ballots(meeting)
    page = ballot_page(meeting, own_id())
    form = form_of(page)

    def act() -> None:
        services.cast_ballot(meeting_id, own_id(), form.draft(), actor=viewer(), now=now())

    if request.method == "POST" and attempt(form, act):
        flash(gettext("Your vote is taken. You can change it until the term ends."))
        return redirect(url_for(".ballot", meeting_id=meeting_id), code=303)
    status = (409 if form.form_errors else 422) if request.method == "POST" else 200
    return render_template("meetings/session/ballot.html", page=page, form=form), status


def dissent_page(meeting: MeetingRow) -> DissentPage:
    if meeting.state not in TOOK_PLACE:
        raise NotFound("the meeting has not taken place")
    hall, texts = get_hall(meeting), find_own_dissents(meeting.id, own_id())
    items = tuple(
        OwnItem(line.id, line.number, line.title, texts.get(line.id, ""))
        for line in considered(list_item_lines(meeting.id))
        if own_id() in hall.voters_at(line.id)
    )
    return DissentPage(Heading.of(meeting), items)


@blueprint.get("/meetings/<uuid:meeting_id>/dissent/")
@requires(Permission.CAST_BALLOT)
def dissent(meeting_id: UUID) -> ResponseReturnValue:
    page = dissent_page(own_meeting(meeting_id))
    forms = {item.id: own_form(item) for item in page.items}
    return render_template("meetings/session/dissent.html", page=page, forms=forms, form=None)


def own_form(item: OwnItem, *, is_sent: bool = False) -> OwnDissentForm:
    sent = request.form if is_sent else None
    return OwnDissentForm(sent, prefix=f"i{item.number}-", data={"text": item.text})


@blueprint.post("/meetings/<uuid:meeting_id>/dissent/<uuid:item_id>")
@requires(Permission.CAST_BALLOT)
def file_dissent(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page = dissent_page(own_meeting(meeting_id))
    item = next((item for item in page.items if item.id == item_id), None)
    if item is None:
        raise NotFound("the viewer did not vote on such an item")
    forms = {each.id: own_form(each, is_sent=each.id == item_id) for each in page.items}
    form = forms[item_id]

    def act() -> None:
        opinion = dissents.Opinion(own_id(), form.text.data)
        dissents.file_dissent(meeting_id, item_id, opinion, actor=viewer(), now=now())

    if not attempt(form, act, dissent_empty="text", dissent_late="text"):
        status = 422
        template = "meetings/session/dissent.html"
        return render_template(template, page=page, forms=forms, form=form), status
    flash(gettext("Your opinion is attached to the minutes."))
    return redirect(url_for(".dissent", meeting_id=meeting_id), code=303)
