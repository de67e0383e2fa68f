"""The loaded rows of a session as the drafter's record; see queries.session and rules.drafting."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from council.meetings.models import Meeting
from council.meetings.rules.kinds import GuestKind, MeetingForm, Presence, SpeechKind
from council.meetings.rules.quorum import is_quorate
from council.membership.queries import count_voting, procedure_on
from council.membership.rules.papers import NOUNS
from council.membership.rules.procedure import Procedure, QuorumRule
from council.minutes.queries.parties import load_role, officer
from council.minutes.queries.session import Loaded, load_session
from council.minutes.rules import Signatory
from council.minutes.rules.drafting import (
    AbsenteeTerm,
    Attendee,
    BodyWords,
    Decision,
    ElectionCount,
    GuestOnRoll,
    Item,
    LeftOut,
    Party,
    Recusal,
    Said,
    Session,
    SpeakerLine,
    Tally,
)
from council.minutes.rules.states import signers


def get_session(meeting: Meeting) -> Session:
    """The meeting as the drafter knows it; about twenty statements whatever its length."""
    rows = load_session(meeting)
    noun = NOUNS[rows.body.kind]
    present = voters_present(rows)
    procedure = procedure_on(meeting.body_id, rows.day)
    total = meeting.seats_total or count_voting(meeting.body_id, rows.day)
    role = (
        load_role(meeting.presiding_id, meeting.body_id, rows.day, noun)
        if (meeting.presiding_id)
        else ""
    )
    return Session(
        body=BodyWords(rows.body.name, rows.body.name_genitive, noun),
        kind=meeting.kind,
        form=meeting.form,
        number=meeting.number,
        zone=meeting.zone,
        city=meeting.city or rows.body.city,
        place=meeting.place,
        starts_at=meeting.begun_at or meeting.starts_at,
        ends_at=meeting.closed_at or meeting.ends_at,
        presiding=officer(meeting.presiding_id, rows.parties, role),
        secretary=officer(meeting.secretary_id, rows.parties),
        members=tuple(attendees(rows)),
        guests=tuple(
            GuestOnRoll(Party.typed(guest.full_name, post_of(guest)), guest.kind)
            for guest in rows.guests.values()
        ),
        voting_total=total,
        voting_present=present,
        has_quorum=is_quorate(present, total, quorum_rule(meeting, procedure)),
        items=tuple(item_of(rows, row, number) for number, row in enumerate(rows.items, start=1)),
        agenda_votes=agenda_votes(meeting),
        absentee=absentee_term(rows, total, present),
        left_out=tuple(LeftOut(*row) for row in rows.left_out),
        secretary_signs=Signatory.SECRETARY in signers(procedure.signatories),
    )


def post_of(guest: Any) -> str:
    """The post of a guest; whoever came for a member is said to."""
    instead = f"вместо {guest.stands_for}" if guest.stands_for else ""
    return ", ".join(filter(None, (guest.post, instead)))


def quorum_rule(meeting: Meeting, procedure: Procedure) -> QuorumRule:
    by_ballots = meeting.form is MeetingForm.ABSENTEE
    return procedure.absentee_quorum if by_ballots else procedure.quorum


def voters_present(rows: Loaded) -> int:
    """Members with a vote who came; of an absentee vote, those whose ballots came."""
    if rows.meeting.form is MeetingForm.ABSENTEE and rows.ballots:
        return rows.ballots
    return sum(line.is_voting and line.presence is not Presence.ABSENT for line in rows.roll)


def attendees(rows: Loaded) -> Iterator[Attendee]:
    named_apart = {rows.meeting.presiding_id, rows.meeting.secretary_id}
    for line in rows.roll:
        if line.presence is not Presence.ABSENT and line.person_id not in named_apart:
            yield Attendee(rows.parties[line.person_id], line.presence is Presence.REMOTE)


def agenda_votes(meeting: Meeting) -> tuple[int, int, int] | None:
    if meeting.agenda_vote_for is None or meeting.form is MeetingForm.ABSENTEE:
        return None
    return (
        meeting.agenda_vote_for,
        meeting.agenda_vote_against or 0,
        meeting.agenda_vote_abstained or 0,
    )


def absentee_term(rows: Loaded, total: int, received: int) -> AbsenteeTerm | None:
    """Ballots are sent to everybody with a vote; here none can be filled in invalidly."""
    meeting = rows.meeting
    if meeting.ballots_from is None or meeting.ballots_until is None:
        return None
    return AbsenteeTerm(
        meeting.ballots_from,
        meeting.ballots_until,
        total,
        received,
        ordered_by=meeting.absentee_by,
    )


def item_of(rows: Loaded, row: Any, number: int) -> Item:
    number = row.printed_number or number
    recused = [each for each in rows.absences.get(row.id, ()) if each.is_recusal]
    return Item(
        id=row.id,
        number=number,
        title=row.title,
        speakers=tuple(speaker_of(rows, each) for each in rows.speakers.get(row.id, ())),
        heard=tuple(speeches(rows, row.id, SpeechKind.HEARD)),
        spoke=tuple(speeches(rows, row.id, SpeechKind.SPOKE)),
        decisions=tuple(
            decision_of(rows, each, number) for each in rows.resolutions.get(row.id, ())
        ),
        tallies=tuple(tally_of(each, number) for each in rows.votes.get(row.id, ())),
        election=election_of(rows, row.id),
        recusals=tuple(Recusal(rows.parties[each.person_id], each.reason) for each in recused),
        dissenters=tuple(rows.parties[each.person_id] for each in rows.dissents.get(row.id, ())),
    )


def speaker_of(rows: Loaded, row: Any) -> SpeakerLine:
    party = rows.parties.get(row.person_id)
    return SpeakerLine(party.nominative, party.post) if party else SpeakerLine(row.name, row.post)


def speeches(rows: Loaded, item_id: UUID, kind: SpeechKind) -> Iterator[Said]:
    for row in rows.speeches.get(item_id, ()):
        if row.kind is kind:
            party, guest = who_spoke(rows, row)
            yield Said(row.text, party, row.capacity, guest)


def who_spoke(rows: Loaded, row: Any) -> tuple[Party | None, GuestKind | None]:
    if row.person_id:
        return rows.parties[row.person_id], None
    if guest := rows.guests.get(row.guest_id):
        return Party.typed(guest.full_name), guest.kind
    return (Party.typed(row.speaker_name), None) if row.speaker_name else (None, None)


def decision_of(rows: Loaded, row: Any, item_number: int) -> Decision:
    executors = rows.executors.get(row.id, ())
    return Decision(
        number=f"{item_number}.{row.position}",
        text=row.text,
        kind=row.kind,
        due_kind=row.due_kind,
        due_on=row.due_on,
        executors=tuple(
            rows.parties.get(each.person_id) or Party.typed(each.organisation or each.name)
            for each in executors
        ),
    )


def tally_of(row: Any, item_number: int) -> Tally:
    return Tally(
        row.in_favour,
        row.against,
        row.abstained,
        row.outcome,
        f"{item_number}.{row.decision}" if row.decision else "",
        row.mode,
    )


def election_of(rows: Loaded, item_id: UUID) -> ElectionCount | None:
    found = rows.elections.get(item_id, ())
    if not found:
        return None
    [row] = found
    return ElectionCount(
        tuple(
            (rows.parties[each.person_id], each.in_favour)
            for each in rows.candidates.get(item_id, ())
        ),
        row.against,
        row.abstained,
        rows.parties.get(row.elected_id),
        row.is_secret,
    )
