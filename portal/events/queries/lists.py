"""Visible events for lists: the coming and the past, by year, type and country; the site map."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select

from core.adapters.database import db
from events.programme.models import Country, Event
from events.programme.queries.visibility import visible
from events.programme.rules import HELD, EventFormat, EventState, EventType
from portal.events.asked import Asked, When

PAGE = 20
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list of visitors; `country_name` is the region's own Russian name, or ""."""

    number: int
    slug: str
    year: int
    name: str
    name_english: str
    type: EventType
    state: EventState
    country: str
    country_name: str
    city: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    sectors: list[str]
    event_format: EventFormat


COLUMNS: tuple[Any, ...] = (
    Event.number,
    Event.slug,
    Event.year,
    Event.name,
    Event.name_english,
    Event.type,
    Event.state,
    Event.country,
    func.coalesce(Country.name, ""),
    Event.city,
    Event.starts_on,
    Event.ends_on,
    Event.month,
    Event.sectors,
    Event.format,
)


def is_over(today: date) -> ColumnElement[bool]:
    """SQL: held, or its last day or month has passed, whatever became of it."""
    last = func.coalesce(Event.ends_on, Event.starts_on)
    month = func.coalesce(Event.month, DECEMBER)
    month_passed = or_(Event.year < today.year, and_(Event.year == today.year, month < today.month))
    undated = and_(Event.starts_on.is_(None), month_passed)
    return or_(Event.state.in_(HELD), func.coalesce(last < today, False), undated)


def lines() -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS).outerjoin(Country, Country.code == Event.country).where(visible())


def list_events(asked: Asked, today: date) -> tuple[EventLine, ...]:
    """One page of the list and one line more, if there is one; one statement."""
    over, is_past = is_over(today), asked.when is When.PAST
    wanted = (("year", Event.year), ("type", Event.type), ("country", Event.country))
    query = lines().where(over if is_past else not_(over))
    for name, column in wanted:
        value = getattr(asked, name)
        query = query if value is None else query.where(column == value)
    query = query.order_by(*order(is_past=is_past)).offset((asked.page - 1) * PAGE)
    return tuple(EventLine(*row) for row in db.session.execute(query.limit(PAGE + 1)))


def order(*, is_past: bool) -> tuple[Any, ...]:
    """By days, then by months; events without days stand after those of their month's end."""
    month = func.coalesce(Event.month, DECEMBER)
    undated = case((Event.starts_on.is_(None), 1), else_=0)
    if is_past:
        return (
            Event.year.desc(),
            undated,
            Event.starts_on.desc(),
            month.desc(),
            Event.number.desc(),
        )
    return (undated, Event.starts_on, Event.year, month, Event.number)


@dataclass(frozen=True, slots=True)
class EventCount:
    """So many events share year, type and country, and are over or not."""

    is_over: bool
    year: int
    type: EventType
    country: str
    country_name: str
    count: int


def count_events(today: date) -> tuple[EventCount, ...]:
    """For the filters; one statement, as many rows as there are kinds of events."""
    over = case((is_over(today), 1), else_=0).label("over")
    kinds = (
        select(over, Event.year, Event.type, Event.country, func.count().label("number"))
        .where(visible())
        .group_by(over, Event.year, Event.type, Event.country)
        .subquery()
    )
    query = select(
        *(kinds.c.over, kinds.c.year, kinds.c.type, kinds.c.country),
        func.coalesce(Country.name, ""),
        kinds.c.number,
    ).outerjoin(Country, Country.code == kinds.c.country)
    return tuple(EventCount(bool(row[0]), *tuple(row)[1:]) for row in db.session.execute(query))


def next_events(today: date) -> Select[UUID]:
    """SQL: the next events that have days and are not cancelled, in their order.

    What is not over and has days, written so that two indexes answer it.
    """
    ahead = (
        or_(Event.starts_on >= today, Event.ends_on >= today),
        Event.state.not_in((*HELD, EventState.CANCELLED)),
    )
    # SQLite would walk all events in the order of an index: this order has none.
    in_order = (func.coalesce(Event.starts_on, today), Event.number)
    return select(Event.id).where(visible(), *ahead).order_by(*in_order)


@dataclass(frozen=True, slots=True)
class EventAddress:
    """An event as the site map names it."""

    number: int
    slug: str
    changed_at: datetime


def list_addresses() -> tuple[EventAddress, ...]:
    query = select(Event.number, Event.slug, Event.changed_at).where(visible())
    rows = db.session.execute(query.order_by(Event.number))
    return tuple(EventAddress(*row) for row in rows)
