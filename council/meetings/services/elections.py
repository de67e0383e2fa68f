"""An election under an item: who stands, the count, who is elected.

The elected take office only by the signed minutes: `effective_on` stays empty here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.queries.session.hall import day_of, get_hall
from council.meetings.queries.session.items import ItemLine
from council.meetings.queries.session.locked import find_election, list_candidate_records
from council.meetings.rules.elections import Poll, elected
from council.meetings.rules.kinds import ItemKind
from council.meetings.services.recording import considered_item, lock_session, note
from council.membership.models import Candidate, Election
from council.membership.queries import candidacy_of, procedure_on
from council.membership.rules.eligibility import candidacy_refusals


@dataclass(frozen=True, slots=True)
class PollCount:
    """The count as typed: votes by candidate, against all, abstained."""

    votes: Mapping[UUID, int]
    against: int = 0
    abstained: int = 0
    is_secret: bool = False


@command
def add_candidate(
    meeting_id: UUID, item_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """Somebody stands for election; only a voting member of an allowed category can."""
    meeting = lock_session(meeting_id)
    check_not_counted(election_item(meeting, item_id))
    day = day_of(meeting)
    allowed = procedure_on(meeting.body_id, day).deputy_categories
    if refusals := candidacy_refusals(candidacy_of(person_id, meeting.body_id, day), allowed):
        raise Refused(*refusals)
    election = find_election(item_id) or new_election(meeting, item_id)
    records = list_candidate_records(election.id)
    if person_id in {record.person_id for record in records}:
        return
    position = max((record.position for record in records), default=0) + 1
    candidate = Candidate(election_id=election.id, person_id=person_id, position=position)
    db.session.add(candidate)
    note("candidate.added", item_id, actor=actor, now=now, details={"person_id": person_id})


@command
def remove_candidate(
    meeting_id: UUID, item_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """The candidate withdrew before the count."""
    meeting = lock_session(meeting_id)
    check_not_counted(election_item(meeting, item_id))
    election = find_election(item_id)
    for record in list_candidate_records(election.id) if election else ():
        if record.person_id == person_id:
            db.session.delete(record)
            details = {"person_id": person_id}
            note("candidate.removed", item_id, actor=actor, now=now, details=details)


@command
def record_poll(
    meeting_id: UUID, item_id: UUID, count: PollCount, *, actor: Viewer, now: datetime
) -> UUID | None:
    """The count of the election; returns who is elected, if anybody."""
    meeting = lock_session(meeting_id)
    election_item(meeting, item_id)
    election = find_election(item_id) or new_election(meeting, item_id)
    records = {record.person_id: record for record in list_candidate_records(election.id)}
    if set(records) != set(count.votes):
        message = N_("The candidates were changed meanwhile. Open the page again.")
        raise Refused(Refusal("other_candidates", message))
    hall = get_hall(meeting)
    quorum = hall.quorum_at(item_id)
    poll = Poll(count.votes, count.against, count.abstained, quorum, hall.majority)
    election.elected_id = elected(poll)
    election.against, election.abstained = count.against, count.abstained
    election.is_secret = count.is_secret
    for person_id, votes in count.votes.items():
        records[person_id].in_favour = votes
    details = {"elected_id": election.elected_id, "against": count.against}
    note("election.counted", item_id, actor=actor, now=now, details=details)
    return election.elected_id


@command
def cancel_poll(meeting_id: UUID, item_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take the count off the record, so that the election can be held again."""
    meeting = lock_session(meeting_id)
    election_item(meeting, item_id)
    election = find_election(item_id)
    if election is None:
        return
    election.elected_id, election.against, election.abstained = None, 0, 0
    for record in list_candidate_records(election.id):
        record.in_favour = 0
    note("election.cancelled", item_id, actor=actor, now=now)


def election_item(meeting: Meeting, item_id: UUID) -> ItemLine:
    line = considered_item(meeting, item_id)
    if line.kind is not ItemKind.ELECTION:
        message = N_("This item is no election. Enter a vote on its decisions.")
        raise Refused(Refusal("no_election", message))
    return line


def check_not_counted(line: ItemLine) -> None:
    if line.is_polled:
        message = N_("The election is counted. Cancel the count before you change candidates.")
        raise Refused(Refusal("poll_is_counted", message))


def new_election(meeting: Meeting, item_id: UUID) -> Election:
    election = Election(body_id=meeting.body_id, agenda_item_id=item_id)
    db.session.add(election)
    db.session.flush()
    return election
