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


def list_minutes(body_ids: Collection[UUID], person_id: UUID | None) -> tuple[MinutesRow, ...]:
    """Of the viewer's bodies, and of meetings that the viewer signs for; the latest first."""
    m, e = Meeting, MinutesEdition
    other = MinutesEdition.__table__.alias()
    latest = (
        select(func.max(other.c.number))
        .where(other.c.meeting_id == m.id, other.c.state != EditionState.DISCARDED)
        .scalar_subquery()
    )
    query = (
        select(
            m.id,
            m.body_id,
            m.year,
            m.number,
            m.form,
            m.state,
            m.starts_at,
            m.closed_at,
            m.ballots_until,
            m.zone,
            m.presiding_id,
            m.secretary_id,
            e.id,
            e.number,
            e.state,
            e.remarks_until,
            e.signed_at,
            e.published_at,
            *(
                exists().where(Signature.edition_id == e.id, Signature.signatory == who)
                for who in (Signatory.PRESIDING, Signatory.SECRETARY)
            ),
        )
        .outerjoin(e, and_(e.meeting_id == m.id, e.number == latest))
        .where(
            m.state.in_(HELD_STATES),
            or_(m.state == MeetingState.HELD, e.id.is_not(None)),
            or_(
                m.body_id.in_(body_ids),
                m.presiding_id == person_id,
                m.secretary_id == person_id,
            ),
        )
        .order_by(m.starts_at.desc(), m.id)
        .limit(LONGEST_LIST)
    )
    rows: Any = db.session.execute(query)
    return tuple(MinutesRow(*row) for row in rows)
