"""Meetings with the state of their minutes, for the working list; one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from core.adapters.database import db
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.meetings.rules.states import HELD_STATES
from council.minutes.models import MinutesEdition, Signature
from council.minutes.queries.dated import PUBLISHED_AT, SIGNED_AT
from council.minutes.rules import EditionState, Signatory

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A meeting that took place with its latest edition; that is None before a draft."""

    meeting_id: UUID
    body_id: UUID
    year: int
    number: int
    form: MeetingForm
    meeting_state: MeetingState
    starts_at: datetime
    closed_at: datetime | None
    ballots_until: date | None
    zone: str
    presiding_id: UUID | None
    secretary_id: UUID | None
    edition_id: UUID | None
    edition: int | None
    state: EditionState | None
    remarks_until: datetime | None
    signed_at: datetime | None
    published_at: datetime | None
    presiding_signed: bool
    secretary_signed: bool


M, E = Meeting, MinutesEdition
MEETING_COLUMNS: tuple[Any, ...] = (
    M.id,
    M.body_id,
    M.year,
    M.number,
    M.form,
    M.state,
    M.starts_at,
    M.closed_at,
    M.ballots_until,
    M.zone,
    M.presiding_id,
    M.secretary_id,
)
EDITION_COLUMNS: tuple[Any, ...] = (
    E.id,
    E.number,
    E.state,
    E.remarks_until,
    SIGNED_AT,
    PUBLISHED_AT,
)


def list_minutes(body_ids: Collection[UUID], person_id: UUID | None) -> tuple[MinutesRow, ...]:
    """Of the viewer's bodies, and of meetings that the viewer signs for; the latest first."""
    other = MinutesEdition.__table__.alias()
    latest = (
        select(func.max(other.c.number))
        .where(other.c.meeting_id == M.id, other.c.state != EditionState.DISCARDED)
        .scalar_subquery()
    )
    given = (
        exists().where(Signature.edition_id == E.id, Signature.signatory == who)
        for who in (Signatory.PRESIDING, Signatory.SECRETARY)
    )
    query = (
        select(*MEETING_COLUMNS, *EDITION_COLUMNS, *given)
        .outerjoin(E, and_(E.meeting_id == M.id, E.number == latest))
        .where(
            M.state.in_(HELD_STATES),
            or_(and_(M.state == MeetingState.HELD, M.archive_seats.is_(None)), E.id.is_not(None)),
            or_(
                M.body_id.in_(body_ids),
                M.presiding_id == person_id,
                M.secretary_id == person_id,
            ),
        )
        .order_by(M.starts_at.desc(), M.id)
        .limit(LONGEST_LIST)
    )
    rows: Any = db.session.execute(query)
    return tuple(MinutesRow(*row) for row in rows)
