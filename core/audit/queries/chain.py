"""The journal in order, entry by entry with its values, for the walk; its anchors."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from core.adapters.anchors import JournalAnchor
from core.adapters.chain import JournalEntry, JournalValue
from core.adapters.database import db
from core.audit.rules.verification import Stored, Value
from core.kernel.chain import ChainEntry, Head, Seal

PORTION = 1_000


def walk_entries() -> Iterator[Stored]:
    """Every entry, the first one first; a portion at a time, two statements each."""
    e = JournalEntry
    columns = select(
        e.seq,
        e.id,
        e.at,
        e.actor_id,
        e.actor_name,
        e.what,
        e.subject_id,
        e.subject_version,
        e.request_id,
        e.details,
        e.private,
        e.prev_hash,
        e.hash,
        e.mac,
        e.key_id,
    )
    last: int | None = None
    while True:
        query = columns.order_by(e.seq).limit(PORTION)
        rows = db.session.execute(query if last is None else query.where(e.seq > last)).all()
        if not rows:
            return
        values = values_between(rows[0].seq, rows[-1].seq)
        for row in rows:
            yield stored(tuple(row), values.get(row.seq, {}))
        last = rows[-1].seq


def stored(row: tuple[Any, ...], values: dict[str, Value]) -> Stored:
    return Stored(ChainEntry(*row[:11]), Seal(*row[11:]), values)


def values_between(first: int, last: int) -> dict[int, dict[str, Value]]:
    v = JournalValue
    query = select(v.seq, v.name, v.salt, v.value).where(v.seq.between(first, last))
    found: dict[int, dict[str, Value]] = {}
    for seq, name, salt, value in db.session.execute(query):
        found.setdefault(seq, {})[name] = (salt, value)
    return found


def list_anchors() -> tuple[Head, ...]:
    """Those that the database knows itself; whoever cuts the tail may have removed them too."""
    a = JournalAnchor
    return tuple(Head(*row) for row in db.session.execute(select(a.seq, a.hash).order_by(a.seq)))
