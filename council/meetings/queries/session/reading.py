"""Rows of a statement as plain tuples, for queries that give out their own records."""

from typing import Any

from sqlalchemy import Executable

from core.adapters.database import db
from core.kernel.names import PersonName


def rows(query: Executable) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.session.execute(query)]


def row(query: Executable) -> tuple[Any, ...] | None:
    found = db.session.execute(query).one_or_none()
    return None if found is None else tuple(found)


def named(surname: str | None, given: str | None, patronymic: str | None) -> str:
    """«Рябинина Е.П.», or nothing where an outer join found nobody."""
    return PersonName(surname, given or "", patronymic).initials_after if surname else ""
