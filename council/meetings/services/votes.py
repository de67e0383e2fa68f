"""Votes on an item or on one of its decisions: by count, by name, secret."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Ballot, Vote
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import ItemLine
from council.meetings.queries.session.locked import find_vote, get_vote, list_ballot_records
from council.meetings.rules.kinds import Choice, ItemKind, VoteMode
from council.meetings.rules.roll import Hall
from council.meetings.rules.session import ON_RECORD
from council.meetings.rules.votes import (
    Counts,
    Voting,
    by_name_refusals,
    counted,
    deciding_choice,
    outcome_of,
)
from council.meetings.services.recording import (
    Target,
    check_text,
    considered_item,
    lock_session,
    note,
)
from council.meetings.services.revisions import touch

IS_ELECTION = N_("This item is an election: enter the votes for each candidate.")
NO_SUCH = N_("There is no such decision under this item. Open the page again.")
NOTHING_TO_DECIDE = N_("Write what is to be decided before the vote on it.")
VOTED_OTHERWISE = N_(
    "There is a vote on the item as a whole or on single decisions already. Cancel it before you "
    "vote in the other way."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is voted on: one decision or, without it, the item as a whole.

    `revision` is that of the vote which the form showed; 0 if there was none.
    """

    meeting_id: UUID
    item_id: UUID
    resolution_id: UUID | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote by count as typed; `mode` is open or secret."""

    counts: Counts
    presiding_choice: Choice | None = None
    mode: VoteMode = VoteMode.COUNT


@command
def record_vote(subject: Subject, typed: Counted, *, actor: Viewer, now: datetime) -> Vote:
    """A vote by count, open or secret."""
    meeting = lock_session(subject.meeting_id, ON_RECORD)
    check_subject(considered_item(meeting, subject.item_id), subject)
    hall = get_hall(meeting)
    voting = hall.voting_at(subject.item_id, typed.counts, typed.presiding_choice)
    vote = saved_vote(subject, voting, typed.mode, now)
    for row in list_ballot_records(subject.item_id, subject.resolution_id):
        db.session.delete(row)
    note_vote(vote, actor, now)
    return vote


@command
def record_vote_by_name(
    subject: Subject, choices: Mapping[UUID, Choice], *, actor: Viewer, now: datetime
) -> Vote:
    """A vote by name: the counts follow from the choice of each member present."""
    meeting = lock_session(subject.meeting_id, ON_RECORD)
    check_subject(considered_item(meeting, subject.item_id), subject)
    voting = voting_by_name(get_hall(meeting), subject.item_id, choices)
    vote = saved_vote(subject, voting, VoteMode.BY_NAME, now)
    write_ballots(subject, choices, now)
    note_vote(vote, actor, now)
    return vote


@command
def cancel_vote(target: Target, *, actor: Viewer, now: datetime) -> None:
    """Take a vote off the record, so that it can be held again or who was there be changed."""
    lock_session(target.meeting_id)
    vote = get_vote(target.meeting_id, target.record_id)
    check_text(vote, target.revision, mine="", theirs=told(vote))
    for row in list_ballot_records(vote.item_id, vote.resolution_id):
        db.session.delete(row)
    details = {"item_id": vote.item_id, "resolution_id": vote.resolution_id, "was": told(vote)}
    db.session.delete(vote)
    note("vote.cancelled", vote.item_id, actor=actor, now=now, details=details)


def check_subject(line: ItemLine, subject: Subject) -> None:
    """The whole item or single decisions, never both: each decision is voted on once."""
    about = subject.resolution_id
    facts = (
        (line.kind is ItemKind.ELECTION, "is_election", IS_ELECTION),
        (about is not None and about not in line.resolutions, "no_such_resolution", NO_SUCH),
        (not line.resolutions, "nothing_to_decide", NOTHING_TO_DECIDE),
        (bool(voted_otherwise(line, about)), "voted_otherwise", VOTED_OTHERWISE),
    )
    for holds, code, message in facts:
        if holds:
            raise Refused(Refusal(code, message))


def voted_otherwise(line: ItemLine, about: UUID | None) -> frozenset[UUID | None]:
    return line.voted - {None} if about is None else line.voted & {None}


def voting_by_name(hall: Hall, item_id: UUID, choices: Mapping[UUID, Choice]) -> Voting:
    if refusals := by_name_refusals(hall.voters_at(item_id), choices):
        raise Refused(*refusals)
    presiding = choices.get(hall.caster_id) if hall.caster_id else None
    return hall.voting_at(item_id, counted(choices.values()), presiding)


def saved_vote(subject: Subject, voting: Voting, mode: VoteMode, now: datetime) -> Vote:
    vote = find_vote(subject.item_id, subject.resolution_id)
    theirs = told(vote) if vote else ""
    if vote is None:
        vote = Vote(item_id=subject.item_id, resolution_id=subject.resolution_id, revision=0)
        db.session.add(vote)
    check_text(vote, subject.revision, mine=figures(voting.counts), theirs=theirs)
    counts = voting.counts
    vote.outcome = outcome_of(voting)
    vote.mode, vote.present, vote.in_favour = mode, counts.total, counts.in_favour
    vote.against, vote.abstained = counts.against, counts.abstained
    vote.presiding_choice, vote.taken_at = deciding_choice(voting), now
    touch(vote)
    db.session.flush()
    return vote


def write_ballots(subject: Subject, choices: Mapping[UUID, Choice], now: datetime) -> None:
    """The choice of each voter; who votes on an item is fixed by the first vote on it."""
    known = {
        row.person_id: row for row in list_ballot_records(subject.item_id, subject.resolution_id)
    }
    for person_id, choice in choices.items():
        row = known.get(person_id)
        if row is None:
            row = Ballot(
                item_id=subject.item_id,
                resolution_id=subject.resolution_id,
                person_id=person_id,
            )
            db.session.add(row)
        row.choice, row.cast_at = choice, now


def figures(counts: Counts) -> str:
    """«9 : 9 : 0», the same in any language."""
    return f"{counts.in_favour} : {counts.against} : {counts.abstained}"


def told(vote: Vote) -> str:
    return figures(Counts(vote.in_favour, vote.against, vote.abstained))


def note_vote(vote: Vote, actor: Viewer, now: datetime) -> None:
    details = {
        "resolution_id": vote.resolution_id,
        "mode": vote.mode,
        "counts": told(vote),
        "outcome": vote.outcome,
    }
    note("vote.recorded", vote.item_id, actor=actor, now=now, details=details)
