"""Meetings by themselves: one to change, one or many to show.

`get_meeting` loads the row that a service changes; all others read columns only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import exists, func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import AgendaItem, Meeting, MeetingPlan, Rescheduling
from council.meetings.rules.kinds import ItemState, MeetingForm, MeetingKind, MeetingState
from council.membership.rules.procedure import Initiator


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """The columns of a meeting that pages and other slices read."""

    id: UUID
    body_id: UUID
    year: int
    number: int
    kind: MeetingKind
    form: MeetingForm
    state: MeetingState
    state_reason: str
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    city: str
    place: str
    video_link: str
    initiator: Initiator | None
    absentee_by: Initiator | None
    is_open: bool
    guest_seats: int
    guests_taken: int
    ballots_from: date | None
    ballots_until: date | None
    presiding_id: UUID | None
    secretary_id: UUID | None
    seats_total: int | None
    agenda_edition: int
    agenda_approved_at: datetime | None
    notice_sent_at: datetime | None
    materials_sent_at: datetime | None
    begun_at: datetime | None
    closed_at: datetime | None
    archive_seats: int | None
    archive_present: int | None
    revision: int


MOST_SOURCES = 20
COLUMNS = tuple(getattr(Meeting, name) for name in MeetingRow.__dataclass_fields__)


def get_meeting(meeting_id: UUID, *, lock: bool = False) -> Meeting:
    """The whole row; with `lock` nobody else changes it until the command ends."""
    query = select(Meeting).where(Meeting.id == meeting_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    meeting = db.session.scalars(query).one_or_none()
    if meeting is None:
        raise NotFound("no such meeting")
    return meeting


def get_meeting_row(meeting_id: UUID) -> MeetingRow:
    row = db.session.execute(select(*COLUMNS).where(Meeting.id == meeting_id)).one_or_none()
    if row is None:
        raise NotFound("no such meeting")
    return MeetingRow(*row)


def get_meeting_at(body_id: UUID, year: int, number: int) -> MeetingRow:
    """The meeting of a permanent address such as /meetings/2026/4/."""
    query = select(*COLUMNS).where(
        Meeting.body_id == body_id, Meeting.year == year, Meeting.number == number
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such meeting")
    return MeetingRow(*row)


def list_meetings(body_id: UUID, year: int) -> tuple[MeetingRow, ...]:
    """The meetings of a body in a year, in the order of time; one statement."""
    query = (
        select(*COLUMNS)
        .where(Meeting.body_id == body_id, Meeting.year == year)
        .order_by(Meeting.starts_at, Meeting.number)
    )
    return tuple(MeetingRow(*row) for row in db.session.execute(query))


def list_years(body_id: UUID) -> tuple[int, ...]:
    """The years in which a body has meetings, the latest first."""
    query = select(Meeting.year).where(Meeting.body_id == body_id).distinct()
    return tuple(sorted(db.session.scalars(query), reverse=True))


def last_number(body_id: UUID, year: int) -> int:
    """The greatest number given in the year; 0 if none."""
    query = select(func.max(Meeting.number)).where(Meeting.body_id == body_id, Meeting.year == year)
    return db.session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class ReschedulingRow:
    """A change of time, or of the place alone, with its reason if there is one."""

    old_starts_at: datetime
    new_starts_at: datetime
    old_place: str
    new_place: str
    reason: str
    decided_at: datetime

    @property
    def is_of_place(self) -> bool:
        return self.old_starts_at == self.new_starts_at


def list_reschedulings(meeting_id: UUID) -> tuple[ReschedulingRow, ...]:
    """How the meeting was moved, the first time first; one statement."""
    r = Rescheduling
    columns = (r.old_starts_at, r.new_starts_at, r.old_place, r.new_place, r.reason, r.decided_at)
    query = select(*columns).where(r.meeting_id == meeting_id).order_by(r.decided_at, r.id)
    return tuple(ReschedulingRow(*row) for row in db.session.execute(query))


def moved_from(meeting_ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
    """The first date of those meetings that were moved; one statement."""
    r = Rescheduling
    query = select(r.meeting_id, func.min(r.old_starts_at)).where(
        r.meeting_id.in_(meeting_ids), r.old_starts_at != r.new_starts_at
    )
    rows = db.session.execute(query.group_by(r.meeting_id))
    return MappingProxyType({row[0]: row[1] for row in rows})


def list_agenda_sources(meeting: MeetingRow) -> tuple[MeetingRow, ...]:
    """Other meetings of the body that have an accepted item, the latest first; one statement."""
    has_items = exists().where(
        AgendaItem.meeting_id == Meeting.id, AgendaItem.state == ItemState.ACCEPTED
    )
    query = (
        select(*COLUMNS)
        .where(Meeting.body_id == meeting.body_id, Meeting.id != meeting.id, has_items)
        .order_by(Meeting.starts_at.desc())
        .limit(MOST_SOURCES)
    )
    return tuple(MeetingRow(*row) for row in db.session.execute(query))


def last_place(body_id: UUID) -> str:
    """Where the body met in person the last time; "" if never."""
    query = (
        select(Meeting.place)
        .where(Meeting.body_id == body_id, Meeting.place != "")
        .order_by(Meeting.starts_at.desc())
    )
    return db.session.scalar(query.limit(1)) or ""


def number_is_taken(body_id: UUID, year: int, number: int) -> bool:
    query = select(Meeting.id).where(
        Meeting.body_id == body_id, Meeting.year == year, Meeting.number == number
    )
    return db.session.execute(query).first() is not None


def is_number_fixed(meeting: Meeting) -> bool:
    """Whether people were told the number: by a notice, or by one that a postponement undid."""
    if meeting.notice_sent_at is not None:
        return True
    query = select(exists().where(Rescheduling.meeting_id == meeting.id))
    return bool(db.session.scalar(query))


def find_meeting(meeting_id: UUID) -> Meeting | None:
    return db.session.get(Meeting, meeting_id)


def find_plan(body_id: UUID, year: int) -> MeetingPlan | None:
    query = select(MeetingPlan).where(MeetingPlan.body_id == body_id, MeetingPlan.year == year)
    return db.session.scalars(query).one_or_none()
