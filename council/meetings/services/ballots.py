"""Voting by ballots: handing one in, entering a paper one, the count at the end of the term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Ballot, Meeting, Vote
from council.meetings.queries.agenda import get_item
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.session import ballots as queries
from council.meetings.queries.session import people
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import considered, list_item_lines
from council.meetings.rules.absentee import (
    BallotFacts,
    BallotTerm,
    ballot_refusals,
    closing_refusal,
)
from council.meetings.rules.kinds import (
    Choice,
    MeetingAction,
    MeetingForm,
    MeetingState,
    Presence,
    VoteMode,
)
from council.meetings.rules.roll import Hall
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.meetings.rules.votes import counted, deciding_choice, outcome_of
from council.meetings.services.dissents import Opinion, write_dissent
from council.meetings.services.opening import open_session
from council.meetings.services.recording import note
from council.meetings.services.session import end
from council.membership.queries import find_officer
from council.membership.rules import Office

PAPER = "paper"  # what the ballot says of itself where the secretary entered it


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """A filled ballot: a choice and, if there is one, a dissenting opinion for each item."""

    choices: Mapping[UUID, Choice]
    dissents: Mapping[UUID, str]
    is_paper: bool = False


@command
def cast_ballot(
    meeting_id: UUID, person_id: UUID, draft: BallotDraft, *, actor: Viewer, now: datetime
) -> None:
    """Hand in a member's ballot, or change it; the last one of the term counts.

    The first ballot opens the session. How somebody voted is not told to the journal.
    """
    meeting = get_vote_by_ballots(meeting_id)
    day = local(now, meeting.zone).date()
    items = [line.id for line in considered(list_item_lines(meeting_id))]
    facts = BallotFacts(
        term=term_of(meeting),
        today=day,
        has_vote=queries.is_voter(meeting, person_id, term_of(meeting).first),
        items=tuple(items),
        choices=draft.choices,
    )
    if refusals := ballot_refusals(facts):
        raise Refused(*refusals)
    begin_if_needed(meeting, actor, now)
    check_paper(items, person_id, draft)
    write_ballot(items, person_id, draft, now)
    for item_id in items:
        opinion = Opinion(person_id, draft.dissents.get(item_id, ""))
        write_dissent(meeting, item_id, opinion, now)
    line = people.lock_roll(meeting_id)[person_id]
    line.presence, line.reason = Presence.REMOTE, ""
    details = {"person_id": person_id, "is_paper": draft.is_paper}
    note("ballot.cast", meeting.id, actor=actor, now=now, details=details)


@command
def open_ballots(meeting_id: UUID, *, actor: Viewer, now: datetime) -> Meeting:
    """Open the vote before the first ballot comes, as the secretary may."""
    meeting = get_vote_by_ballots(meeting_id)
    begin(meeting, actor, now)
    return meeting


@command
def count_ballots(meeting_id: UUID, *, actor: Viewer, now: datetime) -> Meeting:
    """End the vote: with a quorum by ballots the items are decided, without one nothing is."""
    meeting = get_vote_by_ballots(meeting_id)
    hall = get_hall(meeting)
    action = MeetingAction.CLOSE if hall.quorum.holds else MeetingAction.DECLARE_INQUORATE
    facts = MeetingFacts(has_quorum=hall.quorum.holds)
    state = LIFE_CYCLE.advance(action, meeting.state, facts)
    today = local(now, meeting.zone).date()
    if refusal := closing_refusal(
        term_of(meeting), today, returned=hall.quorum.present, voters=hall.electorate
    ):
        raise Refused(refusal)
    if action is MeetingAction.CLOSE:
        decide_items(meeting, hall, now)
    end(meeting, state, now)
    details = {"returned": hall.quorum.present, "seats": hall.seats}
    note(f"ballots.{state}", meeting.id, actor=actor, now=now, details=details)
    return meeting


def get_vote_by_ballots(meeting_id: UUID) -> Meeting:
    """The meeting, locked; one that is held in a hall has no ballots (404)."""
    meeting = get_meeting(meeting_id, lock=True)
    if meeting.form is not MeetingForm.ABSENTEE:
        raise NotFound("this meeting is not held by ballots")
    return meeting


def term_of(meeting: Meeting) -> BallotTerm:
    return BallotTerm(meeting.ballots_from or date.max, meeting.ballots_until or date.max)


def begin_if_needed(meeting: Meeting, actor: Viewer, now: datetime) -> None:
    if meeting.state is MeetingState.NOTIFIED:
        begin(meeting, actor, now)
        db.session.flush()
    if meeting.state is not MeetingState.IN_SESSION:
        message = N_("Ballots are taken from the notice until the count. Voting is closed now.")
        raise Refused(Refusal("voting_closed", message))


def begin(meeting: Meeting, actor: Viewer, now: datetime) -> None:
    """Whoever was named presides and keeps the minutes, else the chair and the secretary."""
    day = term_of(meeting).first
    chair = find_officer(meeting.body_id, Office.CHAIR, day)
    secretary = find_officer(meeting.body_id, Office.SECRETARY, day)
    open_session(
        meeting,
        presiding_id=meeting.presiding_id or (chair.person_id if chair else None),
        secretary_id=meeting.secretary_id or (secretary.person_id if secretary else None),
        actor=actor,
        now=now,
    )


def write_ballot(items: list[UUID], person_id: UUID, draft: BallotDraft, now: datetime) -> None:
    known = queries.lock_own_ballots(items, person_id)
    for item_id in items:
        row = known.get(item_id)
        if row is None:
            row = Ballot(item_id=item_id, person_id=person_id)
            db.session.add(row)
        row.choice, row.cast_at = draft.choices[item_id], now
        row.comment = PAPER if draft.is_paper else ""


def check_paper(items: list[UUID], person_id: UUID, draft: BallotDraft) -> None:
    """Paper never replaces what a member sent in; the secretary does not see how they voted."""
    known = queries.lock_own_ballots(items, person_id).values()
    if draft.is_paper and any(row.comment != PAPER for row in known):
        message = N_("This member has voted on the site already; the paper ballot is not entered.")
        raise Refused(Refusal("voted_on_site", message))


def decide_items(meeting: Meeting, hall: Hall, now: datetime) -> None:
    by_item = queries.list_ballots(meeting.id)
    for line in considered(list_item_lines(meeting.id)):
        choices = by_item.get(line.id, {})
        presiding = choices.get(hall.caster_id) if hall.caster_id else None
        counts = counted(choices.values())
        voting = hall.voting_at(line.id, counts, presiding)
        db.session.add(
            Vote(
                item_id=line.id,
                mode=VoteMode.BY_NAME,
                present=counts.total,
                in_favour=counts.in_favour,
                against=counts.against,
                abstained=counts.abstained,
                presiding_choice=deciding_choice(voting),
                outcome=outcome_of(voting),
                taken_at=now,
            )
        )
        get_item(meeting.id, line.id).is_heard = True
