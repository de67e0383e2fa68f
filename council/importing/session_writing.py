"""Writing what happened in the hall: roll, guests, speeches, decisions, votes, elections."""

from typing import Any
from uuid import UUID, uuid4

from core.adapters.database import db
from core.importing.sections import Known
from council.importing.items import Decision, Item, Speech
from council.importing.roll import MeetingLine
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Dissent,
    Executor,
    Guest,
    ItemAbsence,
    Meeting,
    Resolution,
    Vote,
)
from council.meetings.models import Speech as SpeechRow
from council.meetings.rules.kinds import (
    Choice,
    GuestKind,
    ItemKind,
    Presence,
    SpeechKind,
    VoteMode,
)
from council.meetings.rules.quorum import Quorum
from council.meetings.rules.votes import Counts, Voting, outcome_of
from council.membership.models import Candidate, Election
from council.membership.rules.procedure import QuorumRule


def write_roll(meeting: Meeting, line: MeetingLine, members: Any) -> None:
    """Everybody with a seat that day; a reason of absence for somebody without one is passed by."""
    for code, member in members.items():
        if member.since > line.day or not (line.present or line.absent):
            continue
        presence = Presence.ABSENT if code in line.absent else Presence.PRESENT
        if code in line.remote:
            presence = Presence.REMOTE
        db.session.add(
            Attendance(
                meeting_id=meeting.id,
                person_id=member.id,
                is_voting=member.is_voting,
                presence=presence,
                reason=line.absent.get(code, ""),
            )
        )


def write_guests(meeting: Meeting, line: MeetingLine) -> dict[str, UUID]:
    """Guests by «Фамилия И.О.», as speeches name them."""
    found = {}
    for guest in line.guests:
        row = Guest(
            id=uuid4(),
            meeting_id=meeting.id,
            kind=GuestKind.INVITED if guest.is_invited else GuestKind.VISITOR,
            full_name=guest.full_name,
            post=guest.post,
            may_be_named=guest.is_invited,
        )
        db.session.add(row)
        surname, *given = guest.full_name.split()
        found[f"{surname} {''.join(f'{name[0]}.' for name in given)}"] = row.id
    db.session.flush()
    return found


def write_session(
    row: AgendaItem, item: Item, line: MeetingLine, known: Known, guests: dict[str, UUID]
) -> None:
    for code, after in line.left_after.items():
        if after < item.number:
            away = ItemAbsence(item_id=row.id, person_id=known["members"][code].id)
            db.session.add(away)
    for kind, speeches in ((SpeechKind.HEARD, item.heard), (SpeechKind.SPOKE, item.spoke)):
        for position, speech in enumerate(speeches, 1):
            db.session.add(
                SpeechRow(
                    item_id=row.id,
                    kind=kind,
                    position=position,
                    capacity=speech.capacity,
                    text=speech.text,
                    **speaker(speech, known, guests),
                )
            )
    resolutions = {d.number: write_resolution(row, d, known) for d in item.decisions}
    for vote in item.votes:
        write_vote(row, vote, resolutions.get(vote["applies_to"]), item.present, line)
    if item.election:
        write_election(row, item, line, known)
    if item.dissent:
        code, text = item.dissent
        person_id = known["members"][code].id
        db.session.add(Dissent(item_id=row.id, person_id=person_id, text=text, filed_on=line.day))


def speaker(speech: Speech, known: Known, guests: dict[str, UUID]) -> dict[str, Any]:
    """Who spoke: a member, a guest by their printed name, or nobody known."""
    member = known["members"].get(speech.who)
    return {
        "person_id": member.id if member else None,
        "guest_id": guests.get(speech.who),
        "speaker_name": "" if member else speech.who,
    }


def write_resolution(row: AgendaItem, decision: Decision, known: Known) -> UUID:
    resolution = Resolution(
        id=uuid4(),
        item_id=row.id,
        position=int(decision.number.split(".")[-1]),
        text=decision.text,
        kind=decision.kind,
        due_kind=decision.due_kind,
        due_on=decision.due_on,
    )
    db.session.add(resolution)
    for position, who in enumerate(decision.responsible, 1):
        member = known["members"].get(who)
        db.session.add(
            Executor(
                resolution_id=resolution.id,
                position=position,
                person_id=member.id if member else None,
                name="" if member else who,
            )
        )
    db.session.flush()
    return resolution.id


def write_vote(
    row: AgendaItem,
    vote: dict[str, Any],
    resolution_id: UUID | None,
    present: int,
    line: MeetingLine,
) -> None:
    counts = Counts(*vote["counts"])
    casting = {"за": Choice.FOR, "против": Choice.AGAINST}.get(vote["casting"])
    # Reading has checked the roll and the sums; here everybody present is all there is.
    everybody = Quorum(present, present, QuorumRule.MORE_THAN_HALF)
    db.session.add(
        Vote(
            item_id=row.id,
            resolution_id=resolution_id,
            mode=VoteMode.COUNT,
            present=present,
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
            presiding_choice=casting,
            outcome=outcome_of(Voting(counts, everybody, presiding_choice=casting)),
            taken_at=line.values["starts_at"],
        )
    )


def write_election(row: AgendaItem, item: Item, line: MeetingLine, known: Known) -> None:
    told = item.election or {}
    members = known["members"]
    row.kind = ItemKind.ELECTION
    election = Election(
        id=uuid4(),
        body_id=known["bodies"]["council"]["id"],
        agenda_item_id=row.id,
        elected_id=members[told["elected"]].id,
        abstained=told["abstained"],
        effective_on=line.day,
    )
    db.session.add(election)
    db.session.flush()
    for position, (code, votes) in enumerate(told["candidates"], 1):
        db.session.add(
            Candidate(
                election_id=election.id,
                person_id=members[code].id,
                position=position,
                in_favour=votes,
            )
        )
