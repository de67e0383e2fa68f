"""The day on which "by the next meeting" falls, as a column of a query on assignments."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.zones import local
from council.assignments.models import Assignment
from council.assignments.rules import Due
from council.meetings.models import Meeting
from council.meetings.rules.kinds import DueKind, MeetingForm
from council.meetings.rules.states import NOT_HELD_STATES


def is_met(meeting: Any) -> ColumnElement[bool]:
    """SQL: a vote by ballots is no meeting at which anything could be reported."""
    return and_(meeting.form != MeetingForm.ABSENTEE, meeting.state.not_in(NOT_HELD_STATES))


def next_meeting_at() -> ScalarSelect[Any]:
    """When the body meets next after the meeting that gave the assignment; its join is `Meeting`.

    Only where the term asks for it: no other row pays for the search.
    """
    later = aliased(Meeting)
    return (
        select(func.min(later.starts_at))
        .where(
            Assignment.due_kind == DueKind.NEXT_MEETING,
            later.body_id == Assignment.body_id,
            later.starts_at > Meeting.starts_at,
            is_met(later),
        )
        .correlate(Assignment, Meeting)
        .scalar_subquery()
    )


def find_next_meeting(body_id: UUID, at: datetime) -> Meeting | None:
    """The meeting that `next_meeting_at` found."""
    m = Meeting
    query = select(m).where(m.body_id == body_id, m.starts_at == at, is_met(m))
    return db.session.scalars(query.order_by(m.number).limit(1)).first()


def due_of(kind: DueKind, on: date | None, next_at: datetime | None, zone: str) -> Due:
    """The term with its day, in the zone of the body."""
    if kind is DueKind.NEXT_MEETING and next_at is not None:
        return Due(kind, local(next_at, zone).date())
    return Due(kind, on)
