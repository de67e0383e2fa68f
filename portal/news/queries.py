"""Every SELECT behind the feeds of news: the latest of each kind, never more than a feed shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.public import WITH_AGENDA
from council.membership.models import Body
from council.minutes.models import MinutesEdition
from council.minutes.rules import EditionState
from events.plan.models import Plan, PlanEdition
from events.plan.rules.editions import PlanEditionState
from portal.meetings.queries.head import SEEN, MeetingHead, columns, seen_edition

MOST = 30
# Called, or called off: a meeting that is only planned, or whose agenda is forming, is no news.
TOLD = (*sorted(WITH_AGENDA), MeetingState.POSTPONED, MeetingState.CANCELLED)


@dataclass(frozen=True, slots=True)
class MeetingNews:
    """A meeting, and when it was told of the last time; None for one known from an archive."""

    head: MeetingHead
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanNews:
    """An edition of a plan that the council approved, and when its minutes were signed."""

    id: UUID
    year: int
    number: int
    approved_on: date
    signed_at: datetime | None


def later(one: Any, other: Any) -> ColumnElement[datetime | None]:
    """SQL: the later of two moments; where one is unknown, the other."""
    return case((one.is_(None), other), (other.is_(None), one), (one >= other, one), else_=other)


MOMENT = later(later(Meeting.agenda_approved_at, Meeting.notice_sent_at), Meeting.calendar_at)
# When people were told of a meeting the last time, or of its being called off.
TOLD_AT = case((Meeting.state.in_(TOLD), MOMENT))


def latest_told(body_id: UUID | None) -> Select[UUID]:
    query = select(Meeting.id).where(TOLD_AT.is_not(None))
    if body_id is not None:
        query = query.where(Meeting.body_id == body_id)
    return query.order_by(TOLD_AT.desc(), Meeting.id).limit(MOST)


def latest_published(body_id: UUID | None) -> Select[UUID]:
    """Meetings whose newest public edition stands: a withdrawn one takes the news away.

    What was published before this site, on a day that nobody knows, is no news.
    """
    edition, later = MinutesEdition, aliased(MinutesEdition)
    is_last = ~(
        select(later.id)
        .where(later.meeting_id == edition.meeting_id, later.number > edition.number)
        .where(later.state.in_(SEEN))
        .exists()
    )
    query = select(edition.meeting_id).where(
        edition.state == EditionState.PUBLISHED, edition.is_publication_dated, is_last
    )
    if body_id is not None:
        query = query.join(Meeting, Meeting.id == edition.meeting_id)
        query = query.where(Meeting.body_id == body_id)
    return query.order_by(edition.published_at.desc(), edition.meeting_id).limit(MOST)


def list_meetings(body_id: UUID | None = None) -> tuple[MeetingNews, ...]:
    """Of one body, or of all; one statement."""
    wanted = [
        Meeting.id.in_(each.subquery().select())
        for each in (latest_told(body_id), latest_published(body_id))
    ]
    query = (
        select(*columns(), TOLD_AT)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(or_(*wanted))
    )
    rows = db.session.execute(query)
    return tuple(MeetingNews(MeetingHead(*head), told_at) for *head, told_at in rows)


def list_plans() -> tuple[PlanNews, ...]:
    """Approved editions of all plans, the latest first; one statement."""
    p, e, minutes = Plan, PlanEdition, MinutesEdition
    query = (
        select(e.id, p.year, e.number, e.approved_on, minutes.signed_at)
        .join(p, p.id == e.plan_id)
        .outerjoin(minutes, minutes.id == e.minutes_edition_id)
        .where(e.state == PlanEditionState.APPROVED)
        .order_by(e.approved_on.desc(), e.number.desc())
        .limit(MOST)
    )
    rows: Any = db.session.execute(query)
    return tuple(PlanNews(*row) for row in rows)
