"""Whose is what: from one row to every row of the same person, table by table.

Accounts and people lead further by their numbers; a mailbox leads further only where the name
agrees, since companies share mailboxes. What does not agree is counted, never shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, case, func, literal, null, or_, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.register import Erasure, Identity, Key, PersonalRecord
from core.privacy.queries.schema import primary_of, records, table_of
from core.privacy.rules.names import belongs

ROUNDS = 12  # account → person → application → member → passport; ends by itself before


@dataclass(slots=True)
class Found:
    """What belongs to a person: numbers of rows by the place of their record in the register."""

    accounts: set[UUID] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    rows: dict[int, set[Any]] = field(default_factory=lambda: defaultdict(set))
    doubtful: dict[int, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def of_table(self, table: str) -> set[Any]:
        pairs = enumerate(records())
        return {row for at, one in pairs if one.table == table for row in self.rows.get(at, ())}

    def own_ids(self) -> set[UUID]:
        """Records that are this person's alone: official acts are of many."""
        pairs = enumerate(records())
        own = (self.rows.get(at, set()) for at, one in pairs if one.erasure is not Erasure.KEEP)
        return {row for rows in own for row in rows if isinstance(row, UUID)} | (
            self.accounts | self.people
        )

    def size(self) -> int:
        known = len(self.accounts) + len(self.people) + len(self.emails) + len(self.names)
        return known + sum(map(len, self.rows.values()))


def starts() -> tuple[PersonalRecord, ...]:
    """The tables in which somebody can be looked up: with a name and a mailbox."""
    found: dict[str, PersonalRecord] = {}
    for one in records():
        if one.names and one.keys and any(key.identity is Identity.EMAIL for key in one.keys):
            found.setdefault(one.table, one)
    found.pop("letters", None)
    return tuple(found.values())


def find_from(table: str, row_id: UUID) -> Found:
    """Everything of whoever stands in this row; raises `NotFound`."""
    begin = next((one for one in starts() if one.table == table), None)
    if begin is None:
        raise NotFound("nobody is looked up there")
    t = table_of(table)
    row = db.session.execute(select(t).where(t.c.id == row_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("no such row")
    found = Found()
    absorb(found, begin, row)
    for at, one in enumerate(records()):
        if one.table == table and one.keys:
            found.rows[at].add(row_id)
    return grown(found)


def grown(found: Found) -> Found:
    """Look through all tables until nothing new is found; one statement for each look."""
    for _ in range(ROUNDS):
        before = found.size()
        look(found)
        if found.size() == before:
            break
    for at in found.doubtful:
        found.doubtful[at] -= found.rows.get(at, set())
    return found


def look(found: Found) -> None:
    """Add rows of every record: those with a number of theirs, those of a mailbox with a name."""
    width = max(len(told(one)) for one in records())
    wanted = [each for at, one in enumerate(records()) for each in wanted_of(found, at, width)]
    if not wanted:
        return
    for at, is_sure, *texts in db.session.execute(union_all(*wanted)):
        one = records()[at]
        row = read_row(one, texts)
        if not is_sure and not belongs(name_in(one, row), found.names):
            found.doubtful[at].add(row[one.primary])
            continue
        found.rows[at].add(row[one.primary])
        if any(key.column == "id" for key in one.keys):
            absorb(found, one, row)


def wanted_of(found: Found, at: int, width: int) -> Iterator[Select[Any]]:
    """The rows of one record that may be theirs, as `width` texts, so that all tables fit together.

    Nothing where no number and no mailbox of theirs can stand.
    """
    one = records()[at]
    sure = [c for key in one.keys if (c := condition(found, one, key)) is not None]
    by_mail = mail_condition(found, one)
    ways = [*sure, by_mail] if by_mail is not None else sure
    if not ways:
        return
    t = table_of(one.table)
    texts: list[Any] = [t.c[name].cast(String) for name in told(one)]
    texts += [null().cast(String)] * (width - len(texts))
    is_sure = case((or_(*sure), 1), else_=0) if sure else literal(0)
    yield select(literal(at), is_sure, *texts).where(or_(*ways))


def told(one: PersonalRecord) -> tuple[str, ...]:
    """The columns that say whose a row is, its own number first."""
    others = {*one.names, *(key.column for key in one.keys)} - {one.primary}
    return (one.primary, *sorted(others))


def read_row(one: PersonalRecord, texts: Sequence[str | None]) -> dict[str, Any]:
    """The values again as the columns hold them."""
    columns = table_of(one.table).c
    return {
        name: text if text is None else columns[name].type.python_type(text)
        for name, text in zip(told(one), texts, strict=False)
    }


def condition(found: Found, one: PersonalRecord, key: Key) -> ColumnElement[bool] | None:
    """The row is theirs for sure: it carries the number of theirs."""
    wanted: Iterable[Any] = {
        Identity.ACCOUNT: found.accounts,
        Identity.PERSON: found.people,
        Identity.EMAIL: (),
        Identity.RECORD: found.of_table(key.table) if key.table else found.own_ids(),
    }[key.identity]
    ids = list(wanted)
    return table_of(one.table).c[key.column].in_(ids) if ids else None


def mail_condition(found: Found, one: PersonalRecord) -> ColumnElement[bool] | None:
    columns = [key.column for key in one.keys if key.identity is Identity.EMAIL]
    if not columns or not found.emails:
        return None
    return or_(*(func.lower(table_of(one.table).c[name]).in_(found.emails) for name in columns))


def absorb(found: Found, one: PersonalRecord, row: Mapping[Any, Any]) -> None:
    """What the row tells of who it is."""
    known = {
        Identity.ACCOUNT: found.accounts,
        Identity.PERSON: found.people,
    }
    for key in one.keys:
        value = row[key.column]
        if not value:
            continue
        if key.identity is Identity.EMAIL:
            found.emails.add(str(value).strip().lower())
        elif key.identity in known:
            known[key.identity].add(value)
    if name := name_in(one, row):
        found.names.add(name)


def name_in(one: PersonalRecord, row: Mapping[Any, Any]) -> str:
    return " ".join(str(row[name]) for name in one.names if row[name])


def search(text: str, limit: int) -> list[tuple[PersonalRecord, UUID, str]]:
    """Rows with this mailbox, or with this in the name; at most so many of each table."""
    words = text.strip()
    hits: list[tuple[PersonalRecord, UUID, str]] = []
    for one in starts():
        t = table_of(one.table)
        if "@" in words:
            where = or_(*mail_of(one, words.lower()))
        else:
            forms = {words, words.capitalize(), words.title()}
            where = or_(*(t.c[n].contains(w, autoescape=True) for n in one.names for w in forms))
        columns = [primary_of(one).label("id"), *(t.c[name].cast(String) for name in one.names)]
        rows = db.session.execute(select(*columns).where(where).limit(limit))
        hits += [(one, row[0], " ".join(filter(None, row[1:]))) for row in rows]
    return hits


def mail_of(one: PersonalRecord, email: str) -> list[ColumnElement[bool]]:
    t = table_of(one.table)
    mails = [key.column for key in one.keys if key.identity is Identity.EMAIL]
    return [func.lower(t.c[name]) == email for name in mails]
