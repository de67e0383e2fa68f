"""Everything that is kept of one person, as plain values."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Column, Enum, FromClause, select

from core.adapters.database import UTCDateTime, db
from core.kernel.register import PersonalRecord
from core.privacy.queries.finding import Found
from core.privacy.queries.schema import follow, primary_of, records, table_of
from core.privacy.rules.exported import Exported

# Known to nobody but machines; that they are kept is said, what they are is not.
SECRETS = frozenset(
    {"password_hash", "code_hash", "sealed_secret", "credential_id", "public_key", "challenge"}
)
SILENT = frozenset({"search_text", "addressee", "digest"})
HIDDEN = "•••"


def export(found: Found) -> tuple[Exported, ...]:
    """One statement for each record of the register in which there is something."""
    found_in = (
        Exported(one, tuple(rows_of(one, ids)))
        for at, one in enumerate(records())
        if (ids := found.rows.get(at))
    )
    return tuple(each for each in found_in if each.rows)


def rows_of(one: PersonalRecord, ids: Collection[Any]) -> Iterator[tuple[tuple[str, Any], ...]]:
    t = table_of(one.table)
    source: FromClause = t
    about = []
    names = shown_columns(one)
    for path in one.about:
        column, source = follow(t, path, source)
        about.append(column)
    columns = [*about, *(t.c[name] for name in names)]
    if not columns:
        return
    labels = [*map(label_of, one.about), *names]
    query = select(*columns).select_from(source).where(primary_of(one).in_(ids))
    for row in db.session.execute(query.order_by(primary_of(one))):
        pairs = ((label, known(label, value)) for label, value in zip(labels, row, strict=True))
        yield tuple((label, value) for label, value in pairs if value not in (None, "", []))


def label_of(path: str) -> str:
    """What the end of the path is called: a name is of the record before it."""
    *before, last = path.split(".")
    return before[-1].removesuffix("_id") if before and last == "name" else last


def shown_columns(one: PersonalRecord) -> list[str]:
    """What the register names, then days, moments, states and marks of the row."""
    t = table_of(one.table)
    registered = [name for name in one.columns if name not in SILENT]
    of_others = (other.columns for other in records() if other.table == one.table)
    named = {*registered, *SILENT, *(name for names in of_others for name in names)}
    beside = [c.name for c in t.columns if is_harmless(c) and c.name not in named]
    return registered + beside


def is_harmless(column: Column[Any]) -> bool:
    """Says something about the row and nothing about anybody else."""
    if isinstance(column.type, Boolean | Enum | UTCDateTime):
        return True
    try:
        return column.type.python_type in {date, datetime, time}
    except NotImplementedError:
        return False


def known(name: str, value: Any) -> Any:
    """What machines alone know is not told, only that it is there."""
    if isinstance(value, bytes):
        return f"{HIDDEN} ({len(value)})"
    return HIDDEN if name in SECRETS and value else value
