"""Whom a meeting's other time concerns: shown to the secretary before anything is sent.

Counts alone, in one statement; who reads what is decided by the services that tell.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from council.meetings.models import Invitation, NoticeAnswer, VisitorApplication
from council.meetings.rules.visitors import LIVE


@dataclass(frozen=True, slots=True)
class Concerned:
    """People whose calendars hold the meeting, their answers, visitors who have left an address."""

    people: int
    answers: int
    visitors: int


def count_concerned(meeting_id: UUID) -> Concerned:
    i, n, v = Invitation, NoticeAnswer, VisitorApplication
    people = select(func.count(i.id)).where(i.meeting_id == meeting_id, i.withdrawn_at.is_(None))
    answers = select(func.count(n.person_id)).where(n.meeting_id == meeting_id)
    visitors = select(func.count(v.id)).where(
        v.meeting_id == meeting_id, v.state.in_(LIVE), v.email.is_not(None)
    )
    counts = (each.scalar_subquery() for each in (people, answers, visitors))
    return Concerned(*db.session.execute(select(*counts)).one())
