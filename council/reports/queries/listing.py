"""Lists of reports as their reader may see them; columns only, a constant number of statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from core.adapters.database import db
from core.kernel.names import PersonName
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState
from council.meetings.rules.naming import named_day
from council.meetings.rules.states import NOT_HELD_STATES
from council.membership.models import Body, Person
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.queries.rows import rows
from council.reports.rules import ReportKind, ReportState

PAGE_SIZE = 25
Q = TypeVar("Q", bound="Select[*tuple[Any, ...]]")


class Scope(StrEnum):
    """Which reports a list shows."""

    ALL = "all"
    MINE = "mine"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a list is made: the person and the bodies in which they may read reports."""

    person_id: UUID | None
    body_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A line of a list. `submitted_at` and the decision are those of the current version."""

    id: UUID
    body_id: UUID
    zone: str
    title: str
    kind: ReportKind
    is_gated: bool
    state: ReportState
    current_version: int
    created_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    approval_id: UUID | None
    meeting_year: int | None
    meeting_number: int | None
    meeting_at: datetime | None
    meeting_zone: str | None
    ballots_until: date | None
    author: PersonName

    @property
    def meeting_on(self) -> date | None:
        if self.meeting_at is None or self.meeting_zone is None:
            return None
        return named_day(self.meeting_at, self.meeting_zone, self.ballots_until)


def visible_to(reader: Reader) -> ColumnElement[bool]:
    """SQL of `rules.is_visible`."""
    submitted = and_(Report.current_version > 0, Report.body_id.in_(reader.body_ids))
    mine = Report.author_id == reader.person_id if reader.person_id else false()
    return or_(mine, submitted)


def in_scope(query: Q, reader: Reader, scope: Scope, state: ReportState | None) -> Q:
    query = query.where(visible_to(reader))
    if scope is Scope.MINE:
        query = query.where(Report.author_id == reader.person_id)
    if scope is Scope.WAITING:
        query = query.where(Report.state == ReportState.SUBMITTED, Report.is_gated)
    return query.where(Report.state == state) if state else query


def count_reports(reader: Reader, scope: Scope, state: ReportState | None) -> int:
    query = in_scope(select(func.count(Report.id)), reader, scope, state)
    return int(db.session.scalar(query) or 0)


def list_reports(
    reader: Reader, scope: Scope, state: ReportState | None, page: int = 1
) -> tuple[ListedReport, ...]:
    """What waits longest first among those that wait, the newest first otherwise."""
    r, v, d, a, m = Report, ReportVersion, ReportDecision, ReportApproval, Meeting
    query = (
        select(
            *(r.id, r.body_id, Body.zone, r.title, r.kind, r.is_gated, r.state),
            *(r.current_version, r.created_at, v.submitted_at, d.decided_at, a.id),
            *(m.year, m.number, m.starts_at, m.zone, m.ballots_until),
            *(Person.surname, Person.given_name, Person.patronymic),
        )
        .join(Body, Body.id == r.body_id)
        .join(Person, Person.id == r.author_id)
        .outerjoin(v, and_(v.report_id == r.id, v.number == r.current_version))
        .outerjoin(d, d.version_id == v.id)
        .outerjoin(a, a.report_id == r.id)
        .outerjoin(m, m.id == latest_meeting_id())
    )
    order = v.submitted_at if scope is Scope.WAITING else r.created_at.desc()
    query = in_scope(query, reader, scope, state).order_by(order, r.id)
    shown = query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return tuple(ListedReport(*(*row[:17], PersonName(*row[17:]))) for row in rows(shown))


def latest_meeting_id() -> ColumnElement[UUID]:
    """The latest meeting on whose agenda the report of the outer query stands."""
    m, i = Meeting, AgendaItem
    return (
        select(m.id)
        .join(i, i.meeting_id == m.id)
        .where(i.report_id == Report.id, i.state == ItemState.ACCEPTED)
        .order_by(m.starts_at.desc())
        .limit(1)
        .correlate(Report)
        .scalar_subquery()
    )


def list_heard_days(
    body_id: UUID, kinds: Collection[ReportKind]
) -> tuple[tuple[ReportKind, date], ...]:
    """At which meetings reports of the kinds were heard and approved by signed minutes."""
    query = heard_query(body_id, kinds)
    return tuple((kind, local(moment, zone).date()) for kind, moment, zone in rows(query))


def heard_query(body_id: UUID, kinds: Collection[ReportKind]) -> Select[*tuple[Any, ...]]:
    return (
        select(Report.kind, Meeting.starts_at, Meeting.zone)
        .join(AgendaItem, AgendaItem.report_id == Report.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Report.body_id == body_id, Report.kind.in_(kinds))
        .where(Report.state == ReportState.HEARD, AgendaItem.is_heard)
    )


def list_meeting_days(body_id: UUID, year: int) -> tuple[date, ...]:
    """The days of a year's meetings, planned and held; not those that did not take place."""
    m = Meeting
    query = select(m.starts_at, m.zone).where(
        m.body_id == body_id, m.year == year, m.state.not_in(NOT_HELD_STATES)
    )
    return tuple(local(moment, zone).date() for moment, zone in rows(query))
