"""People of a session: the roll with names, answers to the notice, guests, visitors to come."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.kernel.search import fold
from council.meetings.models import Attendance, Guest, Meeting, NoticeAnswer, VisitorApplication
from council.meetings.rules.kinds import Answer, ApplicationState, GuestKind, Presence
from council.meetings.rules.roll import THERE
from council.meetings.rules.votes import Counts
from council.membership.models import Person


@dataclass(frozen=True, slots=True)
class RollRow:
    """A member on the roll, as the page shows them."""

    person_id: UUID
    name: PersonName
    position: str
    is_voting: bool
    presence: Presence
    reason: str

    @property
    def is_there(self) -> bool:
        return self.presence in THERE


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Somebody in the hall who is no member."""

    id: UUID
    kind: GuestKind
    full_name: str
    post: str
    may_be_named: bool
    stands_for_id: UUID | None = None
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """A confirmed application whose author has not been marked as arrived."""

    id: UUID
    full_name: str
    organisation: str
    wants_to_speak: bool


def list_roll(meeting_id: UUID) -> tuple[RollRow, ...]:
    """The roll in the order of the alphabet; one statement."""
    a, p = Attendance, Person
    query = (
        select(
            *(a.person_id, p.surname, p.given_name, p.patronymic),
            *(p.position, a.is_voting, a.presence, a.reason),
        )
        .join(p, p.id == a.person_id)
        .where(a.meeting_id == meeting_id)
    )
    found = [RollRow(row[0], PersonName(*row[1:4]), *row[4:]) for row in db.session.execute(query)]
    return tuple(sorted(found, key=lambda each: each.name.sort_key))


def lock_roll(meeting_id: UUID) -> dict[UUID, Attendance]:
    """The rows of the roll by person, to be changed; the meeting's lock holds them."""
    rows = db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))
    return {row.person_id: row for row in rows}


def list_answers(meeting_id: UUID) -> dict[UUID, tuple[Answer, str]]:
    """What members answered to the notice: the answer and the comment."""
    n = NoticeAnswer
    query = select(n.person_id, n.answer, n.comment).where(n.meeting_id == meeting_id)
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}


def find_agenda_votes(meeting_id: UUID) -> Counts | None:
    """The vote by which the members adopted the agenda, once it is held."""
    m = Meeting
    columns = (m.agenda_vote_for, m.agenda_vote_against, m.agenda_vote_abstained)
    row = db.session.execute(select(*columns).where(m.id == meeting_id)).one()
    return None if row[0] is None else Counts(row[0], row[1] or 0, row[2] or 0)


def list_guests(meeting_id: UUID) -> tuple[GuestRow, ...]:
    """Invited people first, then visitors, each in the order of the alphabet; one statement."""
    g = Guest
    named = case((Person.genitive != "", Person.genitive), else_=Person.surname)
    member = (g.stands_for_id, named)
    query = select(g.id, g.kind, g.full_name, g.post, g.may_be_named, *member)
    query = query.outerjoin(Person, Person.id == g.stands_for_id)
    rows = db.session.execute(query.where(g.meeting_id == meeting_id))
    return tuple(sorted((GuestRow(*row) for row in rows), key=guest_order))


def guest_order(guest: GuestRow) -> tuple[bool, str]:
    return guest.kind is GuestKind.VISITOR, fold(guest.full_name)


def list_waiting_visitors(meeting_id: UUID) -> tuple[VisitorRow, ...]:
    """Confirmed visitors who are not in the hall yet; one statement."""
    v, g = VisitorApplication, Guest
    query = (
        select(v.id, v.full_name, v.organisation, v.wants_to_speak)
        .outerjoin(g, g.application_id == v.id)
        .where(v.meeting_id == meeting_id, v.state == ApplicationState.CONFIRMED)
        .where(g.id.is_(None))
    )
    rows = [VisitorRow(*row) for row in db.session.execute(query)]
    return tuple(sorted(rows, key=lambda row: fold(row.full_name)))


def get_application(meeting_id: UUID, application_id: UUID) -> VisitorApplication:
    v = VisitorApplication
    query = select(v).where(v.id == application_id, v.meeting_id == meeting_id)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("no such application to this meeting")
    return found


def find_guest_of(application_id: UUID) -> Guest | None:
    return db.session.scalars(
        select(Guest).where(Guest.application_id == application_id)
    ).one_or_none()


def get_guest(meeting_id: UUID, guest_id: UUID) -> Guest:
    query = select(Guest).where(Guest.id == guest_id, Guest.meeting_id == meeting_id)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("no such guest of this meeting")
    return found


def is_on_roll(meeting_id: UUID, person_id: UUID) -> bool:
    a = Attendance
    query = select(a.id).where(a.meeting_id == meeting_id, a.person_id == person_id)
    return db.session.execute(query).first() is not None
