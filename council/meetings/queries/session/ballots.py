"""Votes by name and ballots: who chose what, who has handed in, where a member may vote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select

from core.adapters.database import db
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    Meeting,
    Resolution,
    Vote,
)
from council.meetings.queries.session.reading import rows
from council.meetings.queries.session.record import VOTE_COLUMNS, VoteRow
from council.meetings.rules.kinds import Choice, ItemState, MeetingForm, MeetingState, Presence
from council.meetings.rules.states import HELD_STATES
from council.membership.models import Seat

OPEN_STATES = frozenset({MeetingState.NOTIFIED, MeetingState.IN_SESSION})


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """An absentee vote that a member takes part in."""

    id: UUID
    year: int
    number: int
    state: MeetingState
    zone: str
    ballots_from: date
    ballots_until: date
    has_voted: bool


def list_choices(item_id: UUID) -> dict[UUID | None, dict[UUID, Choice]]:
    """Votes by name under an item: by resolution (or none), then by person."""
    b = Ballot
    rows = db.session.execute(
        select(b.resolution_id, b.person_id, b.choice).where(b.item_id == item_id)
    )
    found: dict[UUID | None, dict[UUID, Choice]] = {}
    for resolution_id, person_id, choice in rows:
        found.setdefault(resolution_id, {})[person_id] = choice
    return found


def list_ballots(meeting_id: UUID) -> dict[UUID, dict[UUID, Choice]]:
    """All ballots of an absentee vote, by item and person; only for the count."""
    b, i = Ballot, AgendaItem
    query = (
        select(b.item_id, b.person_id, b.choice)
        .join(i, i.id == b.item_id)
        .where(i.meeting_id == meeting_id, i.state == ItemState.ACCEPTED)
        .where(b.resolution_id.is_(None))
    )
    found: dict[UUID, dict[UUID, Choice]] = {}
    for item_id, person_id, choice in db.session.execute(query):
        found.setdefault(item_id, {})[person_id] = choice
    return found


def list_wordings(meeting_id: UUID) -> dict[UUID, str]:
    """The decisions that ballots are about, by item, once the vote is open."""
    r, i = Resolution, AgendaItem
    query = select(r.item_id, r.text).join(i, i.id == r.item_id)
    query = query.where(i.meeting_id == meeting_id).order_by(r.position.desc())
    return {row[0]: row[1] for row in rows(query)}


def list_votes_of(meeting_id: UUID) -> dict[UUID, list[VoteRow]]:
    """Counted votes of the whole meeting, by item; one statement."""
    v, i = Vote, AgendaItem
    query = select(v.item_id, *VOTE_COLUMNS).join(i, i.id == v.item_id)
    found: dict[UUID, list[VoteRow]] = {}
    for item_id, *rest in rows(query.where(i.meeting_id == meeting_id)):
        found.setdefault(item_id, []).append(VoteRow(*rest))
    return found


def find_own_choices(meeting_id: UUID, person_id: UUID) -> dict[UUID, Choice]:
    """A member's own ballot, by item."""
    b, i = Ballot, AgendaItem
    query = (
        select(b.item_id, b.choice)
        .join(i, i.id == b.item_id)
        .where(i.meeting_id == meeting_id, b.person_id == person_id)
        .where(b.resolution_id.is_(None))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def find_own_dissents(meeting_id: UUID, person_id: UUID) -> dict[UUID, str]:
    """A member's own dissenting opinions, by item."""
    d, i = Dissent, AgendaItem
    query = (
        select(d.item_id, d.text)
        .join(i, i.id == d.item_id)
        .where(i.meeting_id == meeting_id, d.person_id == person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def lock_own_ballots(item_ids: list[UUID], person_id: UUID) -> dict[UUID, Ballot]:
    """A member's ballot rows by item, to be changed."""
    query = select(Ballot).where(
        Ballot.item_id.in_(item_ids), Ballot.person_id == person_id, Ballot.resolution_id.is_(None)
    )
    return {row.item_id: row for row in db.session.scalars(query)}


def is_voter(meeting: Meeting, person_id: UUID | None, day: date) -> bool:
    """Whether the person has a vote in it: by the roll or, before it is called, by a seat."""
    a, s = Attendance, Seat
    if meeting.seats_total is not None:
        query = select(a.id).where(
            a.meeting_id == meeting.id, a.person_id == person_id, a.is_voting
        )
    else:
        query = select(s.id).where(
            s.body_id == meeting.body_id,
            s.person_id == person_id,
            s.is_voting,
            s.held_from <= day,
            or_(s.held_until.is_(None), s.held_until >= day),
        )
    return db.session.execute(query.limit(1)).first() is not None


def list_own_meetings(person_id: UUID) -> tuple[OwnMeeting, ...]:
    """Absentee votes of the bodies in which the person has a vote, newest first; one statement."""
    m, s, a = Meeting, Seat, Attendance
    has_voted = exists().where(
        a.meeting_id == m.id, a.person_id == person_id, a.presence != Presence.ABSENT
    )
    has_seat = exists().where(
        s.body_id == m.body_id,
        s.person_id == person_id,
        s.is_voting,
        s.held_from <= m.ballots_from,
        or_(s.held_until.is_(None), s.held_until >= m.ballots_from),
    )
    query = (
        select(m.id, m.year, m.number, m.state, m.zone, m.ballots_from, m.ballots_until, has_voted)
        .where(m.form == MeetingForm.ABSENTEE, has_seat)
        .where(m.state.in_(OPEN_STATES | HELD_STATES | {MeetingState.INQUORATE}))
        .order_by(m.ballots_from.desc(), m.id)
    )
    return tuple(OwnMeeting(*row) for row in rows(query))
