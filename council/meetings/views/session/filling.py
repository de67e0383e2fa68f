"""Builds a ballot and its form: for the member, and for the secretary who enters a paper one."""

from uuid import UUID

from flask import request

from core.adapters.clock import now
from core.kernel.errors import N_, NotFound, Refusal
from core.kernel.zones import local
from council.meetings.forms.session.votes import BallotForm, ballot_form
from council.meetings.pages.session.ballots import BallotItem, BallotPage
from council.meetings.pages.session.hall import Heading
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.ballots import (
    OPEN_STATES,
    find_own_choices,
    find_own_dissents,
    list_wordings,
)
from council.meetings.queries.session.items import considered, list_item_lines
from council.meetings.rules.absentee import term_refusal
from council.meetings.rules.kinds import MeetingForm
from council.meetings.views.session.ballots import term_of


def demand_ballots(meeting: MeetingRow) -> None:
    """A meeting in a hall has no ballots, and neither has one whose notice is not sent."""
    if meeting.form is not MeetingForm.ABSENTEE:
        raise NotFound("this meeting is not held by ballots")
    if meeting.notice_sent_at is None and meeting.state not in OPEN_STATES:
        raise NotFound("the vote is not announced yet")


def closed_because(meeting: MeetingRow) -> Refusal | None:
    """Why no ballot can be handed in now."""
    today = local(now(), meeting.zone).date()
    if refusal := term_refusal(term_of(meeting), today):
        return refusal
    if meeting.state in OPEN_STATES:
        return None
    return Refusal("voting_closed", N_("The vote is closed and counted."))


def ballot_page(
    meeting: MeetingRow, person_id: UUID, *, voter: str = "", is_paper: bool = False
) -> BallotPage:
    """The member's own ballot; a paper one shows nothing of what was chosen before."""
    choices = {} if is_paper else find_own_choices(meeting.id, person_id)
    dissents = {} if is_paper else find_own_dissents(meeting.id, person_id)
    wordings = list_wordings(meeting.id)
    items = tuple(
        BallotItem(
            line.id,
            line.number,
            line.title,
            wordings.get(line.id, line.proposed_decision),
            choices.get(line.id),
            dissents.get(line.id, ""),
        )
        for line in considered(list_item_lines(meeting.id))
    )
    return BallotPage(
        meeting=Heading.of(meeting),
        term=term_of(meeting),
        items=items,
        has_voted=bool(choices),
        closed=closed_because(meeting),
        voter=voter,
        is_paper=is_paper,
    )


def form_of(page: BallotPage) -> BallotForm:
    return ballot_form(
        [(item.id, item.number) for item in page.items],
        {item.id: item.choice for item in page.items if item.choice},
        {item.id: item.dissent for item in page.items},
        request.form if request.method == "POST" else None,
    )
