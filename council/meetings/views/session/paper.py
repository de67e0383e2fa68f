"""Paper ballots that the secretary enters for members."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_, NotFound
from council.access import Permission
from council.meetings.pages.session.ballots import BallotPage
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.hall import day_of
from council.meetings.services import ballots as services
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_hall
from council.meetings.views.session.filling import ballot_page, demand_ballots, form_of
from council.membership.queries import list_members


def paper_page(meeting: MeetingRow, person_id: UUID) -> BallotPage:
    demand_ballots(meeting)
    voters = list_members(meeting.body_id, day_of(meeting), voting_only=True)
    name = next((v.name.initials_after for v in voters if v.person_id == person_id), None)
    if name is None:
        raise NotFound("no such voter")
    return ballot_page(meeting, person_id, voter=name, is_paper=True)


@blueprint.route("/ballots/<uuid:person_id>/", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def paper_ballot(meeting_id: UUID, person_id: UUID) -> ResponseReturnValue:
    page = paper_page(held_meeting(meeting_id), person_id)
    form = form_of(page)

    def act() -> None:
        draft = form.draft(is_paper=True)
        services.cast_ballot(meeting_id, person_id, draft, actor=viewer(), now=now())

    if request.method == "POST" and attempt(form, act):
        return to_hall(meeting_id, "ballots", N_("The paper ballot is entered."))
    status = (409 if form.form_errors else 422) if request.method == "POST" else 200
    return render_template("meetings/session/ballot.html", page=page, form=form), status
