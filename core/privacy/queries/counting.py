"""How much there is and how much is due, one statement for the whole register."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all

from core.adapters.database import db
from core.kernel.register import Erasure, PersonalRecord
from core.privacy.queries.schema import follow, has_something, primary_of, records, table_of
from core.privacy.rules.terms import limit_of


def count_rows() -> Mapping[str, int]:
    """Rows by table."""
    tables = sorted({one.table for one in records()})
    queries = (select(literal(name), func.count()).select_from(table_of(name)) for name in tables)
    return dict(pairs_of(union_all(*queries)))


def due_of(one: PersonalRecord, now: datetime, today: date) -> Select[Any] | None:
    """The numbers of the rows whose term has ended and that still hold something."""
    limit = limit_of(one.term, now, today)
    if limit is None:
        return None
    t = table_of(one.table)
    since, source = follow(t, one.term.since, t)
    query = select(primary_of(one)).select_from(source).where(since < bound(since, limit))
    if one.erasure is Erasure.BLANK:
        query = query.where(or_(*has_something(one, now)))
    return query


def bound(since: Any, limit: Any) -> Any:
    """Days are compared with the day in the region, moments with the moment."""
    return limit.day if since.type.python_type is date else limit.moment


def count_due(now: datetime, today: date) -> Mapping[int, int]:
    """Rows that the next run will end, by place in the register."""
    queries = [
        select(literal(at), func.count()).select_from(query.subquery())
        for at, one in enumerate(records())
        if (query := due_of(one, now, today)) is not None
    ]
    return dict(pairs_of(union_all(*queries)))


def pairs_of(query: Any) -> Iterator[tuple[Any, int]]:
    for row in db.session.execute(query):
        yield row[0], row[1]
