"""Who is invited to a meeting, by which address, with which answer; replies that came."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from core.accounts.models import Account
from core.adapters.database import db
from core.kernel.names import PersonName
from council.meetings.models import (
    AgendaItem,
    CalendarReply,
    Invitation,
    Meeting,
    NoticeAnswer,
)
from council.meetings.rules.calendar import CalendarMeeting
from council.meetings.rules.kinds import Answer, ItemState, MeetingState, ReplyOutcome
from council.membership.models import Body, Person, Seat
from council.membership.queries.rows import on

MOST_REPLIES = 200


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person with the address for letters; `email` of the account where none is recorded."""

    person_id: UUID
    account_id: UUID | None
    name: PersonName
    email: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class InvitedMeeting:
    """The meeting behind an invitation, as the page of answers needs it."""

    meeting_id: UUID
    person_id: UUID
    name: PersonName
    year: int
    number: int
    state: MeetingState
    starts_at: datetime
    zone: str
    city: str
    place: str
    video_link: str
    body_name: str
    body_genitive: str
    answer: Answer | None
    comment: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A calendar's reply as the secretary sees it."""

    name: PersonName | None
    attendee: str
    answer: Answer | None
    outcome: ReplyOutcome
    refusal: str
    stamped_at: datetime
    received_at: datetime


def list_invitees(meeting_id: UUID, body_id: UUID, day: date) -> tuple[Invitee, ...]:
    """The members of the day with their answers; one statement."""
    query = people_query(meeting_id)
    query = query.join(Seat, Seat.person_id == Person.id).where(
        Seat.body_id == body_id, on(day, Seat.held_from, Seat.held_until)
    )
    return invitees(query)


def list_people(meeting_id: UUID, person_ids: set[UUID]) -> tuple[Invitee, ...]:
    """The same for people by name, members or not."""
    return invitees(people_query(meeting_id).where(Person.id.in_(person_ids)))


def people_query(meeting_id: UUID) -> Select[*tuple[Any, ...]]:
    p, a, n = Person, Account, NoticeAnswer
    email = func.coalesce(func.nullif(p.email, ""), a.email, "")
    return (
        select(p.id, p.account_id, p.surname, p.given_name, p.patronymic, email, n.answer)
        .outerjoin(a, a.id == p.account_id)
        .outerjoin(n, and_(n.person_id == p.id, n.meeting_id == meeting_id))
        .distinct()
    )


def invitees(query: Select[*tuple[Any, ...]]) -> tuple[Invitee, ...]:
    rows = (tuple(row) for row in db.session.execute(query))
    found = (Invitee(row[0], row[1], PersonName(*row[2:5]), *row[5:]) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.name.sort_key, str(each.person_id))))


def list_invitations(meeting_id: UUID) -> dict[UUID, Invitation]:
    """The invitations of a meeting by person, to be changed, the oldest first; one statement."""
    i = Invitation
    query = select(i).where(i.meeting_id == meeting_id).order_by(i.invited_at, i.id)
    return {each.person_id: each for each in db.session.scalars(query)}


def minutes_of_agenda(meeting_id: UUID) -> int:
    """How long the accepted items take; 0 without any."""
    i = AgendaItem
    query = select(func.coalesce(func.sum(i.minutes), 0))
    accepted = query.where(i.meeting_id == meeting_id, i.state == ItemState.ACCEPTED)
    return int(db.session.execute(accepted).scalar_one())


def calendar_meeting(meeting: Meeting) -> CalendarMeeting:
    """The meeting as calendars know it; one statement for the length of its agenda."""
    return CalendarMeeting(
        id=meeting.id,
        state=meeting.state,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        ballots_from=meeting.ballots_from,
        ballots_until=meeting.ballots_until,
        minutes=minutes_of_agenda(meeting.id),
        sequence=meeting.calendar_sequence,
        changed_at=meeting.calendar_at,
    )


def list_titles(meeting_id: UUID) -> tuple[str, ...]:
    """The titles of the accepted items in their order; one statement."""
    i = AgendaItem
    query = select(i.title).where(i.meeting_id == meeting_id, i.state == ItemState.ACCEPTED)
    return tuple(db.session.scalars(query.order_by(i.position)))


def find_invited(token_hash: str) -> InvitedMeeting | None:
    """What a link from a letter opens; one statement."""
    i, m, b, p, n = Invitation, Meeting, Body, Person, NoticeAnswer
    query = (
        select(
            *(m.id, i.person_id, p.surname, p.given_name, p.patronymic),
            *(m.year, m.number, m.state, m.starts_at, m.zone, m.city, m.place, m.video_link),
            *(b.name, b.name_genitive, n.answer, n.comment, i.withdrawn_at),
        )
        .join(m, m.id == i.meeting_id)
        .join(b, b.id == m.body_id)
        .join(p, p.id == i.person_id)
        .outerjoin(n, and_(n.person_id == i.person_id, n.meeting_id == m.id))
        .where(i.token_hash == token_hash)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        return None
    row = tuple[Any, ...](found)
    return InvitedMeeting(
        row[0], row[1], PersonName(*row[2:5]), *(*row[5:16], row[16] or "", bool(row[17]))
    )


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """What a calendar's UID names: a meeting, or one person's own event of it."""

    meeting_id: UUID
    uid: UUID

    @property
    def is_own(self) -> bool:
        return self.uid != self.meeting_id


def find_invitation_of(event: NamedEvent, address: str) -> Invitation | None:
    """The invitation that went to an address under the UID, in whatever letters it is written."""
    i = Invitation
    named = i.uid == event.uid if event.is_own else i.uid.is_(None)
    query = select(i).where(
        i.meeting_id == event.meeting_id, named, func.lower(i.email) == address.lower()
    )
    return db.session.scalars(query.limit(1)).one_or_none()


def find_named_event(text: str) -> NamedEvent | None:
    """The meeting whose identity a calendar names; None for any other event; two statements."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    i = Invitation
    found = db.session.scalar(select(Meeting.id).where(Meeting.id == uid))
    found = found or db.session.scalar(select(i.meeting_id).where(i.uid == uid))
    return NamedEvent(found, uid) if found else None


def find_reply(digest: str) -> CalendarReply | None:
    query = select(CalendarReply).where(CalendarReply.digest == digest)
    return db.session.scalars(query).one_or_none()


def list_replies(meeting_id: UUID) -> tuple[ReplyRow, ...]:
    """The replies to a meeting, the newest first; one statement."""
    r, p = CalendarReply, Person
    query = (
        select(
            *(p.surname, p.given_name, p.patronymic, r.attendee, r.answer, r.outcome),
            *(r.refusal, r.stamped_at, r.received_at),
        )
        .outerjoin(p, p.id == r.person_id)
        .where(r.meeting_id == meeting_id)
        .order_by(r.received_at.desc(), r.id)
        .limit(MOST_REPLIES)
    )
    rows = (tuple[Any, ...](row) for row in db.session.execute(query))
    return tuple(ReplyRow(PersonName(*row[:3]) if row[0] else None, *row[3:]) for row in rows)


def list_ahead(now: datetime) -> tuple[UUID, ...]:
    """Notified meetings that have not begun; one statement."""
    query = select(Meeting.id).where(
        Meeting.state == MeetingState.NOTIFIED, Meeting.starts_at > now
    )
    return tuple(db.session.scalars(query.order_by(Meeting.starts_at)))
