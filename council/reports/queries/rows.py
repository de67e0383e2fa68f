"""Rows as plain tuples: the border where the database's types end and the row classes begin."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Executable

from core.adapters.database import db


def rows(query: Executable) -> Iterator[tuple[Any, ...]]:
    return (tuple(row) for row in db.session.execute(query))


def row(query: Executable) -> tuple[Any, ...] | None:
    found = db.session.execute(query).one_or_none()
    return None if found is None else tuple(found)
