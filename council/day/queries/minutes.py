"""Minutes that somebody still has to work on: from the held meeting to the publication."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.zones import local
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.minutes.models import MinutesEdition, MinutesRemark, Signature
from council.minutes.rules import EditionState

AT_WORK = (
    EditionState.DRAFT,
    EditionState.CIRCULATED,
    EditionState.TO_SIGN,
    EditionState.SIGNED,
)
MOST = 30


@dataclass(frozen=True, slots=True)
class UnfinishedMinutes:
    """The latest edition of a meeting that is not public yet; none before a draft."""

    meeting_id: UUID
    body_id: UUID
    number: int
    starts_at: datetime
    ballots_until: date | None
    zone: str
    presiding_id: UUID | None
    secretary_id: UUID | None
    edition_id: UUID | None
    edition: int | None
    state: EditionState | None
    remarks_until: datetime | None
    signed_at: datetime | None
    open_remarks: int
    has_signed: bool

    @property
    def held_on(self) -> date:
        """The day from which the term of signing runs."""
        return self.ballots_until or local(self.starts_at, self.zone).date()

    @property
    def signed_on(self) -> date | None:
        return local(self.signed_at, self.zone).date() if self.signed_at else None


def list_unfinished_minutes(
    body_ids: Collection[UUID], person_id: UUID | None
) -> tuple[UnfinishedMinutes, ...]:
    """Of the person's bodies and of meetings that the person signs for; one statement.

    Meetings of the archive, held before this system, have no minutes here and never will.
    """
    m, e, r, s = Meeting, MinutesEdition, MinutesRemark, Signature
    query = (
        select(
            *(m.id, m.body_id, m.number, m.starts_at, m.ballots_until, m.zone),
            *(m.presiding_id, m.secretary_id),
            *(e.id, e.number, e.state, e.remarks_until, e.signed_at),
            select(func.count(r.id))
            .where(r.edition_id == e.id, r.answered_at.is_(None))
            .scalar_subquery(),
            exists().where(s.edition_id == e.id, s.person_id == person_id),
        )
        .outerjoin(e, and_(e.meeting_id == m.id, e.number == latest_number()))
        .where(
            m.archive_seats.is_(None),
            or_(m.state == MeetingState.HELD, e.state.in_(AT_WORK)),
            or_(
                m.body_id.in_(body_ids),
                m.presiding_id == person_id,
                m.secretary_id == person_id,
            ),
        )
        .order_by(m.starts_at, m.id)
        .limit(MOST)
    )
    rows: Any = db.session.execute(query)
    return tuple(UnfinishedMinutes(*row) for row in rows)


def latest_number() -> Any:
    other = aliased(MinutesEdition)
    return (
        select(func.max(other.number))
        .where(other.meeting_id == Meeting.id, other.state != EditionState.DISCARDED)
        .correlate(Meeting)
        .scalar_subquery()
    )
