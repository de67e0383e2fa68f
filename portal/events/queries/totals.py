"""What the published events of a year cost and brought, for visitors: two statements."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from core.adapters.database import db
from events.programme.models import Event, EventContract, EventCost, EventResult
from events.programme.queries.visibility import visible
from events.programme.rules.results import Contract


@dataclass(frozen=True, slots=True)
class YearSums:
    """Sums over the events of a year whose results are published; `spent` in kopecks."""

    events: int
    companies: int
    meetings: int
    intents: int
    contracts: int
    spent: int


def published_in(year: int) -> ColumnElement[bool]:
    return and_(Event.year == year, visible(), EventResult.published_at.is_not(None))


def get_sums(year: int) -> YearSums:
    r = EventResult
    spent = (
        select(func.sum(EventCost.kopecks))
        .where(EventCost.event_id == Event.id)
        .correlate(Event)
        .scalar_subquery()
    )
    figures = (r.companies, r.meetings, r.intents, r.contracts, spent)
    sums = (func.coalesce(func.sum(each), 0) for each in figures)
    query = select(func.count(Event.id), *sums).join(r, r.event_id == Event.id)
    row: tuple[Any, ...] = tuple(db.session.execute(query.where(published_in(year))).one())
    return YearSums(*(int(each) for each in row))


def list_contracts(year: int) -> tuple[Contract, ...]:
    """Each counts once, whatever the companies agreed to: only sums are shown."""
    c = EventContract
    events: Any = select(Event.id).join(EventResult, EventResult.event_id == Event.id)
    columns = (c.number, c.company, c.partner, c.signed_on, c.amount, c.currency, c.rate)
    query = select(*columns).where(c.event_id.in_(events.where(published_in(year))))
    return tuple(Contract(*row) for row in db.session.execute(query))
