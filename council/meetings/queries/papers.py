"""A meeting as its papers need it: about fifteen statements, however many people and items.

Reads columns only; the calendar is the caller's, since deadlines are counted at the edge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.names import PersonName
from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Resolution
from council.meetings.queries.agenda import ItemRow, accepted, list_items
from council.meetings.queries.editions import list_editions
from council.meetings.queries.materials import SpeakerRow, list_speakers
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import answers_to, list_approvers
from council.meetings.queries.session.hall import day_of
from council.meetings.queries.session.people import list_guests, list_roll, list_waiting_visitors
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.agenda import timetable
from council.meetings.rules.kinds import Answer, GuestKind, ItemKind, MeetingForm, Presence
from council.meetings.rules.papers import (
    Approval,
    BodyWords,
    Invited,
    MeetingRecord,
    OfficerOfMeeting,
    Question,
    Seated,
    Terms,
)
from council.meetings.rules.quorum import needed, quorum_seats
from council.membership.models import Candidate, Election, Person
from council.membership.queries import (
    BodyRow,
    SeatRow,
    count_voting,
    find_officer,
    get_body,
    list_composition,
    procedure_on,
)
from council.membership.rules import Office
from council.membership.rules.papers import NOUNS
from council.membership.rules.procedure import CastingVote, Majority, Procedure

REMOTE = {Answer.REMOTE: True, Answer.COMING: False, Answer.NOT_COMING: None}
ON_ROLL = {Presence.REMOTE: True, Presence.PRESENT: False, Presence.ABSENT: None}


@dataclass(frozen=True, slots=True)
class Known:
    """What was read once and is needed in several places."""

    meeting: MeetingRow
    day: date
    seats: tuple[SeatRow, ...]
    speakers: tuple[SpeakerRow, ...]
    items: tuple[ItemRow, ...]
    procedure: Procedure


def get_record(meeting: MeetingRow, calendar: WorkCalendar, site: str) -> MeetingRecord:
    body = get_body(meeting.body_id)
    day = day_of(meeting)
    known = Known(
        meeting=meeting,
        day=day,
        seats=list_composition(body.id, day),
        speakers=list_speakers(meeting.id),
        items=accepted(list_items(meeting.id)),
        procedure=procedure_on(body.id, day),
    )
    presiding, secretary = officers_of(known)
    sent = meeting.notice_sent_at
    return MeetingRecord(
        id=meeting.id,
        body=BodyWords(body.name, body.name_genitive, NOUNS[body.kind]),
        kind=meeting.kind,
        form=meeting.form,
        state=meeting.state,
        year=meeting.year,
        number=meeting.number,
        zone=meeting.zone,
        city=meeting.city or body.city,
        place=meeting.place,
        video_link=meeting.video_link,
        starts_at=meeting.starts_at,
        ballots_from=meeting.ballots_from,
        ballots_until=meeting.ballots_until,
        absentee_by=meeting.absentee_by,
        presiding=presiding,
        secretary=secretary,
        questions=tuple(questions(known)),
        members=tuple(seated(known)),
        invited=tuple(invited(known)),
        terms=terms_of(known, calendar),
        approval=approval_of(meeting),
        noticed_on=local(sent, meeting.zone).date() if sent else None,
        changed_at=last_change(meeting, [item.id for item in known.items]),
        address=site + page_of(meeting, body),
    )


def page_of(meeting: MeetingRow, body: BodyRow) -> str:
    """The path of the meeting's public page."""
    return MeetingAddress.of_body(body.kind, body.slug, meeting.year, meeting.number).page


def questions(known: Known) -> Iterator[Question]:
    """The accepted items, numbered as the agenda numbers them."""
    meeting, items = known.meeting, known.items
    recorded = decisions_of(meeting.id)
    candidates = candidates_of(items)
    times = timetable(local(meeting.starts_at, meeting.zone), [item.minutes for item in items])
    timed = meeting.form is not MeetingForm.ABSENTEE
    for number, (item, (begins, ends)) in enumerate(zip(items, times, strict=True), 1):
        yield Question(
            id=item.id,
            number=item.printed_number or number,
            title=item.title,
            speakers=tuple(each.text for each in known.speakers if each.item_id == item.id),
            starts=begins if timed else None,
            ends=ends if timed else None,
            decision=item.proposed_decision or "\n".join(recorded.get(item.id, ())),
            is_election=item.kind is ItemKind.ELECTION,
            candidates=tuple(candidates.get(item.id, ())),
        )


def decisions_of(meeting_id: UUID) -> Mapping[UUID, list[str]]:
    """The decisions on record by item, in their order; one statement."""
    r, i = Resolution, AgendaItem
    query = select(r.item_id, r.text).join(i, i.id == r.item_id).where(i.meeting_id == meeting_id)
    found: dict[UUID, list[str]] = defaultdict(list)
    for item_id, text in db.session.execute(query.order_by(r.item_id, r.position)):
        found[item_id].append(text)
    return found


def candidates_of(items: Sequence[ItemRow]) -> Mapping[UUID, list[str]]:
    """Names of those who stand, by item; no statement where nobody is elected."""
    wanted = [item.id for item in items if item.kind is ItemKind.ELECTION]
    if not wanted:
        return {}
    c, e, p = Candidate, Election, Person
    query = (
        select(e.agenda_item_id, p.surname, p.given_name, p.patronymic)
        .join(c, c.election_id == e.id)
        .join(p, p.id == c.person_id)
        .where(e.agenda_item_id.in_(wanted))
        .order_by(c.position)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for item_id, surname, given_name, patronymic in db.session.execute(query):
        found[item_id].append(PersonName(surname, given_name, patronymic).initials_after)
    return found


def seated(known: Known) -> Iterator[Seated]:
    """How members take part: by the roll once it is called, before by their answers."""
    roll = {line.person_id: ON_ROLL[line.presence] for line in list_roll(known.meeting.id)}
    answers = {who: REMOTE[row.answer] for who, row in answers_to(known.meeting.id).items()}
    for seat in known.seats:
        is_remote = roll.get(seat.person_id) if roll else answers.get(seat.person_id)
        yield Seated(seat.person_id, seat.name, seat.position, seat.is_voting, is_remote)


def invited(known: Known) -> Iterator[Invited]:
    """Speakers who are no members, guests on the roll, confirmed visitors who are still to come."""
    members = {seat.person_id for seat in known.seats}
    numbers = {item.id: item.printed_number or at for at, item in enumerate(known.items, 1)}
    seen = set()
    for each in known.speakers:
        if each.person_id not in members and each.item_id in numbers and each.name not in seen:
            seen.add(each.name)
            yield Invited(each.name, each.post, item=numbers[each.item_id])
    for guest in list_guests(known.meeting.id):
        yield Invited(guest.full_name, guest.post, guest.kind)
    for visitor in list_waiting_visitors(known.meeting.id):
        yield Invited(visitor.full_name, visitor.organisation, GuestKind.VISITOR)


def secretary_of(known: Known) -> UUID | None:
    """The secretary of the meeting; before one is named, the one in office on its day."""
    meeting = known.meeting
    if meeting.secretary_id:
        return meeting.secretary_id
    holder = find_officer(meeting.body_id, Office.SECRETARY, known.day)
    return holder.person_id if holder else None


def officers_of(known: Known) -> tuple[OfficerOfMeeting | None, OfficerOfMeeting | None]:
    """Presiding and secretary with the post of their seat; one statement for both."""
    p, presiding_id, secretary_id = Person, known.meeting.presiding_id, secretary_of(known)
    wanted = [each for each in (presiding_id, secretary_id) if each]
    posts = {seat.person_id: seat.position for seat in known.seats}
    query = select(p.id, p.position, p.surname, p.given_name, p.patronymic).where(p.id.in_(wanted))
    found: dict[UUID | None, OfficerOfMeeting] = {
        row[0]: OfficerOfMeeting(row[0], PersonName(*row[2:]), posts.get(row[0]) or row[1])
        for row in db.session.execute(query)
    }
    return found.get(presiding_id), found.get(secretary_id)


def terms_of(known: Known, calendar: WorkCalendar) -> Terms:
    procedure, meeting = known.procedure, known.meeting
    by_ballots = meeting.form is MeetingForm.ABSENTEE
    members = count_voting(meeting.body_id, known.day)
    total = meeting.seats_total or quorum_seats(members, procedure)
    return Terms(
        confirm_by=calendar.deadline_before(known.day, procedure.answer_days),
        voting_total=total,
        quorum_needed=needed(total, procedure.absentee_quorum if by_ballots else procedure.quorum),
        may_substitute=procedure.substitution_allowed,
        presiding_breaks_ties=presiding_breaks_ties(known),
        dissent_days=procedure.dissent_days,
    )


def presiding_breaks_ties(known: Known) -> bool:
    """By the rule of the day; a chair's casting vote is that of a presiding chair."""
    procedure, meeting = known.procedure, known.meeting
    if procedure.majority is not Majority.OF_PRESENT:
        return False
    if procedure.casting_vote is not CastingVote.CHAIR:
        return procedure.casting_vote is CastingVote.PRESIDING
    chair = find_officer(meeting.body_id, Office.CHAIR, known.day)
    return chair is not None and chair.person_id == meeting.presiding_id


def approval_of(meeting: MeetingRow) -> Approval | None:
    """The approval of the agenda that stands; an agenda that was opened again has none."""
    if meeting.agenda_approved_at is None:
        return None
    editions = list_editions(meeting.id)
    name = editions[-1].approver if editions else None
    posts = {holder.name: holder.position for holder in list_approvers(meeting)}
    day = local(meeting.agenda_approved_at, meeting.zone).date()
    return Approval(day, name, posts.get(name, "") if name else "")


def last_change(meeting: MeetingRow, item_ids: Sequence[UUID]) -> datetime:
    """When the journal last told of the meeting or its items; the date that its papers carry."""
    j = JournalEntry
    query = select(func.max(j.at)).where(j.subject_id.in_([meeting.id, *item_ids]))
    return db.session.scalar(query) or meeting.agenda_approved_at or meeting.starts_at
