"""The register against the schema: tables, paths through keys, what stands after erasure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from flask import current_app
from sqlalchemy import JSON, Column, Enum, FromClause, LargeBinary, Table
from sqlalchemy.sql.elements import ColumnElement

from core.adapters.database import db
from core.kernel.register import MOMENT, PersonalRecord, Privacy


def privacy() -> Privacy:
    """What the parts of this application declared."""
    return cast("Privacy", current_app.extensions["privacy"])


def records() -> tuple[PersonalRecord, ...]:
    return privacy().records


def table_of(name: str) -> Table:
    return db.metadata.tables[name]


def primary_of(record: PersonalRecord) -> Column[Any]:
    return table_of(record.table).c[record.primary]


def follow(table: Table, path: str, source: FromClause) -> tuple[ColumnElement[Any], FromClause]:
    """The column at the end of a path through foreign keys, and what has to be joined for it."""
    *steps, last = path.split(".")
    at: Any = table
    for step in steps:
        (key,) = table.c[step].foreign_keys
        table = key.column.table
        alias = table.alias()
        source = source.outerjoin(alias, at.c[step] == alias.c[key.column.name])
        at = alias
    return at.c[last], source


def blanks_of(record: PersonalRecord, now: datetime) -> Mapping[str, Any]:
    """What stands in the columns of a row that was blanked; «{id}» still stands for its number."""
    table = table_of(record.table)
    found: dict[str, Any] = {}
    for name in record.columns:
        column = table.c[name]
        if name not in record.blanks and not isinstance(column.type, Enum):
            found[name] = nothing_of(column)
    for name, value in record.blanks.items():
        found[name] = now if value == MOMENT else value
    return found


def nothing_of(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    if isinstance(column.type, JSON):
        return []
    return b"" if isinstance(column.type, LargeBinary) else ""


def has_something(record: PersonalRecord, now: datetime) -> list[ColumnElement[bool]]:
    """Conditions of which one holds while there is still something to blank."""
    table = table_of(record.table)
    blanks = blanks_of(record, now)
    texts = [
        name
        for name in record.columns
        if name in blanks
        and not isinstance(table.c[name].type, JSON)
        and "{id}" not in str(blanks[name])
    ]
    return [table.c[name].is_distinct_from(blanks[name]) for name in texts]
