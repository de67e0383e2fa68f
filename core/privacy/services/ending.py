"""The end of rows: deleted or blanked as the register says, files that nobody needs with them.

Steps of commands; nothing here begins or ends a transaction.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, delete, exists, or_, select, update

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.register import Erasure, PersonalRecord
from core.privacy.queries.schema import blanks_of, primary_of, table_of

AT_ONCE = 500  # numbers in one statement


def end_rows(one: PersonalRecord, ids: Collection[Any], now: datetime) -> None:
    """What the record says of its rows; kept ones stay."""
    for portion in portions(ids):
        if one.erasure is Erasure.DELETE:
            run(delete(table_of(one.table)).where(primary_of(one).in_(portion)))
        elif one.erasure in {Erasure.BLANK, Erasure.KEEP_IF_NAMED}:
            blank_rows(one, portion, now)


def blank_rows(one: PersonalRecord, ids: Collection[Any], now: datetime) -> None:
    values = blanks_of(one, now)
    own = {name: text for name, text in values.items() if "{id}" in str(text)}
    table, primary = table_of(one.table), primary_of(one)
    run(update(table).where(primary.in_(ids)).values(**rest(values, own)))
    for row_id in ids if own else ():
        named = {name: text.replace("{id}", str(row_id)) for name, text in own.items()}
        run(update(table).where(primary == row_id).values(**named))


def rest(values: Any, own: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in own}


def portions(ids: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    rest_of_them = iter(sorted(ids))
    while portion := tuple(islice(rest_of_them, AT_ONCE)):
        yield portion


def run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


def files_of(table: Table, primary: Any, ids: Collection[Any]) -> set[str]:
    """Contents that rows of this table point at."""
    columns = [c for c in table.columns if points_at_file(c)]
    if not columns or not ids:
        return set()
    rows = db.session.execute(select(*columns).where(primary.in_(ids)))
    return {digest for row in rows for digest in row if digest}


def points_at_file(column: Any) -> bool:
    return any(key.target_fullname == "stored_files.sha256" for key in column.foreign_keys)


def forget_files(digests: Collection[str]) -> tuple[str, ...]:
    """Delete the rows of contents that nothing points at any more; says which.

    The bytes go when this is committed (`core.adapters.files.remove_content`), never before.
    """
    gone: list[str] = []
    for portion in portions(digests):
        unused = select(StoredFile.sha256).where(
            StoredFile.sha256.in_(portion), ~or_(*pointed_at())
        )
        gone.extend(db.session.scalars(unused))
    for portion in portions(gone):
        run(delete(StoredFile).where(StoredFile.sha256.in_(portion)))
    return tuple(gone)


def pointed_at() -> Iterator[Any]:
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if points_at_file(column):
                yield exists().where(column == StoredFile.sha256)
