"""Finding rows by their normal words through the full-text index of either database.

A text is a column of normal words parted by spaces; a query is terms, each in any of its forms.
SQLite: a table of FTS5 beside the indexed one; PostgreSQL: a GIN index over the array of words.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, cast, column, func, literal_column, or_, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import Text

from core.adapters.database import db

# Tables and indexes that no model has: migrations make them, and models are not compared with them.
PREFIX = "fts_"
Terms = Sequence[tuple[str, ...]]


def has_words(
    key: InstrumentedAttribute[int], words: InstrumentedAttribute[str], terms: Terms, index: str
) -> ColumnElement[bool]:
    """Whether a row has every term; `index` is the FTS5 table over the same column on SQLite."""
    if db.engine.dialect.name == "sqlite":
        rows = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :query")  # noqa: S608 - ours
        return key.in_(rows.bindparams(query=fts5_query(terms)).columns(column("rowid")))
    return overlapping(words, terms)


def reads_words(words: InstrumentedAttribute[str], terms: Terms) -> ColumnElement[bool]:
    """The same of a row that is at hand: reads its text and asks no index (SQLite)."""
    if db.engine.dialect.name != "sqlite":
        return overlapping(words, terms)
    padded: ColumnElement[str] = literal_column("' '") + words + literal_column("' '")
    return and_(*(or_(*(func.instr(padded, f" {form} ") > 0 for form in forms)) for forms in terms))


def overlapping(words: InstrumentedAttribute[str], terms: Terms) -> ColumnElement[bool]:
    # Written as the index has it: a parameter in place of the space would not be recognised.
    array = func.string_to_array(words, literal_column("' '"), type_=ARRAY(Text))
    return and_(*(array.overlap(cast(list(forms), ARRAY(Text))) for forms in terms))


def fts5_query(terms: Terms) -> str:
    """Terms in the language of FTS5; forms hold letters and digits only, quoted all the same."""
    parts = (" OR ".join(f'"{form.replace(chr(34), "")}"' for form in forms) for forms in terms)
    return " AND ".join(f"({part})" for part in parts)
