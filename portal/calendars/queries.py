"""Meetings as public calendars show them, and the version that says whether anything changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.zones import local
from core.region.models import Region
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState, MeetingForm, MeetingKind, MeetingState
from council.membership.models import Body
from council.membership.rules import BodyKind
from portal.meetings.queries.head import is_council


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """What is public of a meeting and belongs into a calendar."""

    id: UUID
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
    is_open: bool
    ballots_from: date | None
    ballots_until: date | None
    calendar_sequence: int
    calendar_at: datetime | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class CalendarVersion:
    """The body of a calendar and the stored state of its meetings."""

    body_id: UUID
    slug: str
    kind: BodyKind
    body_name: str
    body_genitive: str
    zone: str
    state: str

    def on(self, now: datetime) -> str:
        """The version of a moment: what was called off leaves the feed some day."""
        return f"{self.state}\n{local(now, self.zone).date()}"


FIELDS = tuple(CalendarRow.__dataclass_fields__)[:-1]


def wanted_body(slug: str | None) -> ColumnElement[bool]:
    """SQL: the council itself, or another body by its slug; the council has no second address."""
    if slug is None:
        return is_council()
    return and_(Body.slug == slug, Body.kind != BodyKind.COUNCIL)


def get_version(slug: str | None) -> CalendarVersion:
    """One statement; raises `NotFound` for a body that is none."""
    m, i, b = Meeting, AgendaItem, Body

    def of_meetings(expression: Any) -> Any:
        return select(expression).where(m.body_id == b.id).scalar_subquery()

    def of_items(expression: Any) -> Any:
        query = select(expression).join(m, m.id == i.meeting_id)
        return query.where(m.body_id == b.id).scalar_subquery()

    marks = (
        *(of_meetings(func.count(m.id)), of_meetings(func.sum(m.revision))),
        *(of_meetings(func.max(m.calendar_at)), of_meetings(func.max(m.ends_at))),
        *(of_items(func.count(i.id)), of_items(func.sum(i.revision))),
        *(b.revision, select(Region.revision).scalar_subquery()),
    )
    query = select(b.id, b.slug, b.kind, b.name, b.name_genitive, b.zone, *marks)
    row = db.session.execute(query.where(wanted_body(slug))).one_or_none()
    if row is None:
        raise NotFound("no such body")
    found = tuple[Any, ...](row)
    return CalendarVersion(*(*found[:6], "\n".join(str(mark) for mark in found[6:])))


def meetings_query() -> Select[*tuple[Any, ...]]:
    i = AgendaItem
    minutes = select(func.sum(i.minutes)).where(
        i.meeting_id == Meeting.id, i.state == ItemState.ACCEPTED
    )
    return select(*(getattr(Meeting, name) for name in FIELDS), minutes.scalar_subquery())


def list_rows(body_id: UUID) -> tuple[CalendarRow, ...]:
    """Every meeting of a body; one statement."""
    rows = db.session.execute(meetings_query().where(Meeting.body_id == body_id))
    return tuple(CalendarRow(*row) for row in rows)


def get_row(body_id: UUID, year: int, number: int) -> CalendarRow:
    query = meetings_query().where(
        Meeting.body_id == body_id, Meeting.year == year, Meeting.number == number
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such meeting")
    return CalendarRow(*row)
