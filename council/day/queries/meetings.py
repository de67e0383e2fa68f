"""Meetings that matter on a day: those of the year and those that are still to be held."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from core.adapters.database import db
from council.meetings.models import Attendance, Meeting, NoticeAnswer
from council.meetings.queries.meetings import COLUMNS, MeetingRow
from council.meetings.rules.kinds import Answer, MeetingState, Presence
from council.meetings.rules.states import BEFORE

UNHELD = (*sorted(BEFORE), MeetingState.IN_SESSION, MeetingState.POSTPONED)
MOST = 100


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the person answered to the notice of a meeting."""

    answer: Answer
    comment: str


def list_meetings_of_day(body_id: UUID, year: int) -> tuple[MeetingRow, ...]:
    """The meetings of a body in a year and all unheld ones, in the order of time; one statement."""
    m = Meeting
    query = (
        select(*COLUMNS)
        .where(m.body_id == body_id, or_(m.year == year, m.state.in_(UNHELD)))
        .order_by(m.starts_at, m.number)
        .limit(MOST)
    )
    return tuple(MeetingRow(*row) for row in db.session.execute(query))


def find_own_answer(meeting_id: UUID, person_id: UUID | None) -> OwnAnswer | None:
    a = NoticeAnswer
    query = select(a.answer, a.comment).where(a.meeting_id == meeting_id, a.person_id == person_id)
    row = db.session.execute(query).one_or_none()
    return OwnAnswer(*row) if row else None


def count_returned(meeting_id: UUID) -> int:
    """How many ballots of an absentee vote came back: whoever voted is on its roll."""
    a = Attendance
    query = select(func.count(a.id)).where(
        a.meeting_id == meeting_id, a.presence != Presence.ABSENT
    )
    return db.session.scalar(query) or 0
