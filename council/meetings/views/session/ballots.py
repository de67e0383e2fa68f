"""The session page of a vote by ballots: who has voted, opening, the count."""

from datetime import datetime
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_
from core.kernel.zones import local
from council.access import Permission
from council.meetings.pages.session.ballots import AbsenteePage, CountedItem
from council.meetings.pages.session.hall import Heading
from council.meetings.pages.session.item import numbered, vote_lines
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session import people
from council.meetings.queries.session.ballots import list_votes_of
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import considered, list_item_lines
from council.meetings.rules.absentee import BallotTerm, closing_refusal
from council.meetings.services import ballots as services
from council.meetings.views.session.blueprint import blueprint, held_meeting, to_hall
from council.meetings.views.session.reading import beginning_reasons


def absentee_page(meeting: MeetingRow, moment: datetime) -> AbsenteePage:
    hall, roll = get_hall(meeting), people.list_roll(meeting.id)
    names = {row.person_id: row.name.initials_after for row in roll}
    term, today = term_of(meeting), local(moment, meeting.zone).date()
    return AbsenteePage(
        meeting=Heading.of(meeting),
        term=term,
        quorum=hall.quorum,
        presiding=names.get(meeting.presiding_id, ""),  # type: ignore[arg-type]
        secretary=names.get(meeting.secretary_id, ""),  # type: ignore[arg-type]
        voters=tuple(row for row in roll if row.is_voting),
        items=counted_items(meeting),
        to_open=beginning_reasons(meeting, moment),
        to_count=closing_refusal(term, today, returned=hall.quorum.present, voters=hall.seats),
        has_begun=meeting.seats_total is not None,
    )


def term_of(meeting: MeetingRow) -> BallotTerm:
    day = local(meeting.starts_at, meeting.zone).date()
    return BallotTerm(meeting.ballots_from or day, meeting.ballots_until or day)


def counted_items(meeting: MeetingRow) -> tuple[CountedItem, ...]:
    votes = list_votes_of(meeting.id)
    return tuple(
        CountedItem(line.number, line.title, vote_lines(votes.get(line.id, ()), numbered(line, ())))
        for line in considered(list_item_lines(meeting.id))
    )


def show_ballots(meeting: MeetingRow) -> ResponseReturnValue:
    page = absentee_page(meeting, now())
    return render_template("meetings/session/absentee.html", page=page)


@blueprint.post("/ballots/open")
@requires(Permission.HOLD_SESSION)
def open_ballots(meeting_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.open_ballots(meeting_id, actor=viewer(), now=now())
    return to_hall(meeting_id, "ballots", N_("The vote is open. Members can vote on their pages."))


@blueprint.post("/ballots/count")
@requires(Permission.HOLD_SESSION)
def count_ballots(meeting_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.count_ballots(meeting_id, actor=viewer(), now=now())
    return to_hall(meeting_id, "items", N_("The ballots are counted."))
