"""The journal as its administrators read it: filters, a page of entries, the newest first."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, String, cast, exists, func, select

from core.accounts.models import Account
from core.adapters.chain import JournalEntry, JournalValue
from core.adapters.database import db
from core.adapters.journal import actor_in_words, whole_details
from core.kernel.chain import ADDRESS
from core.kernel.search import fold

MOST_WORDS = 10
Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the reader looks for; nothing chosen finds all. `before`: entries older than this."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    what: str = ""
    subject_id: UUID | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One entry with the personal values that were not erased."""

    seq: int
    at: datetime
    what: str
    actor_id: UUID | None
    actor: str
    subject_id: UUID
    version: int | None
    request_id: str
    address: str
    details: Mapping[str, Any]
    hash: str


def chosen(query: Query, wanted: JournalFilter) -> Query:
    """`what` is a whole action, or a noun with a dot at its end."""
    e, v = JournalEntry, JournalValue
    if wanted.since is not None:
        query = query.where(e.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(e.at < wanted.until)
    if wanted.what:
        is_noun = wanted.what.endswith(".")
        query = query.where(e.what.startswith(wanted.what) if is_noun else e.what == wanted.what)
    if wanted.subject_id is not None:
        query = query.where(e.subject_id == wanted.subject_id)
    if wanted.actor:
        query = query.where(e.actor_id.in_(accounts_named(wanted.actor)))
    if wanted.address:
        text = json.dumps(wanted.address)
        known = exists().where(v.seq == e.seq, v.name == ADDRESS, cast(v.value, String) == text)
        query = query.where(known)
    return query


def accounts_named(words: str) -> Select[UUID]:
    query = select(Account.id)
    for word in fold(words).split()[:MOST_WORDS]:
        query = query.where(Account.search_text.contains(word, autoescape=True))
    return query


def count_entries(wanted: JournalFilter) -> int:
    return db.session.scalar(chosen(select(func.count(JournalEntry.seq)), wanted)) or 0


def list_entries(
    wanted: JournalFilter, *, before: int | None = None, limit: int
) -> tuple[JournalRow, ...]:
    """The newest first, older than `before`; two statements however many there are."""
    e = JournalEntry
    query = chosen(
        select(
            *(e.seq, e.at, e.what, e.actor_id, e.actor_name, e.subject_id, e.subject_version),
            *(e.request_id, e.details, e.private, e.hash),
        ),
        wanted,
    )
    if before is not None:
        query = query.where(e.seq < before)
    rows = db.session.execute(query.order_by(e.seq.desc()).limit(limit)).all()
    values = values_of([row.seq for row in rows])
    return tuple(row_of(row, values.get(row.seq, {})) for row in rows)


def row_of(row: Any, values: Mapping[str, Any]) -> JournalRow:
    return JournalRow(
        seq=row.seq,
        at=row.at,
        what=row.what,
        actor_id=row.actor_id,
        actor=actor_in_words(row.actor_name, row.private, values),
        subject_id=row.subject_id,
        version=row.subject_version,
        request_id=row.request_id,
        address=str(values.get(ADDRESS, "")),
        details=whole_details(row.details, values),
        hash=row.hash,
    )


def values_of(numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    v = JournalValue
    found: dict[int, dict[str, Any]] = {}
    for seq, name, value in db.session.execute(
        select(v.seq, v.name, v.value).where(v.seq.in_(numbers))
    ):
        found.setdefault(seq, {})[name] = value
    return found


def list_known_actions() -> tuple[str, ...]:
    """The actions that the journal holds, for the filter."""
    return tuple(db.session.scalars(select(JournalEntry.what).distinct()))
