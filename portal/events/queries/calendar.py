"""Visible events with days as calendars show them, and the version that says what changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, not_, or_, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.region.models import Region
from events.programme.models import Country, Event
from events.programme.queries.visibility import visible
from events.programme.rules import EventState, EventType

SHOWN_AFTERWARDS = timedelta(days=60)  # as cancelled meetings are


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """What is public of an event and belongs into a calendar."""

    id: UUID
    number: int
    slug: str
    name: str
    name_english: str
    type: EventType
    state: EventState
    state_reason: str
    country: str
    city: str
    zone: str
    starts_on: date
    ends_on: date | None
    revision: int
    changed_at: datetime
    country_name: str


FIELDS = tuple(CalendarRow.__dataclass_fields__)[:-1]


def get_version(number: int | None = None) -> str:
    """The stored state of a feed, or of one event in it; one statement."""
    e = Event
    one = (e.number == number,) if number is not None else ()
    marks = (func.count(e.id), func.sum(e.revision), func.max(e.changed_at), func.sum(e.number))
    countries = select(func.count(Country.code)).scalar_subquery()
    region = select(Region.revision).scalar_subquery()
    query = select(*marks, countries, region).where(visible(), *one)
    return "\n".join(str(mark) for mark in db.session.execute(query).one())


def rows_query() -> Select[*tuple[Any, ...]]:
    columns = (getattr(Event, name) for name in FIELDS)
    return (
        select(*columns, func.coalesce(Country.name, ""))
        .outerjoin(Country, Country.code == Event.country)
        .where(visible(), Event.starts_on.is_not(None))
    )


def list_rows(today: date) -> tuple[CalendarRow, ...]:
    """Events with days; what was cancelled leaves the feed some weeks after its day."""
    gone = func.coalesce(Event.ends_on, Event.starts_on) < today - SHOWN_AFTERWARDS
    query = rows_query().where(or_(Event.state != EventState.CANCELLED, not_(gone)))
    rows = db.session.execute(query.order_by(Event.starts_on, Event.number))
    return tuple(CalendarRow(*row) for row in rows)


def get_row(number: int) -> CalendarRow:
    """Raises `NotFound` for an event that is hidden, is none or has no days."""
    row = db.session.execute(rows_query().where(Event.number == number)).one_or_none()
    if row is None:
        raise NotFound("no such event for visitors")
    return CalendarRow(*row)
