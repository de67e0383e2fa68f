"""The database itself refuses to change what stands in the journal."""

import pytest
from sqlalchemy.exc import IntegrityError

from core.adapters.anchors import anchor_head
from core.adapters.database import db
from tests.conftest import NOW
from tests.integration.audit.conftest import run

CHANGES = (
    "UPDATE journal SET what = 'meeting.held' WHERE seq = 3",
    "DELETE FROM journal WHERE seq = 10",
    "UPDATE journal_values SET value = '\"b\"' WHERE seq = 3",
    "UPDATE journal_anchors SET seq = 1",
    "DELETE FROM journal_anchors",
)
COLUMNS = (
    "id, subject_id, subject_version, actor_id, actor_name, what, at, request_id, details, "
    "private, prev_hash, hash, mac, key_id"
)
ON_POSTGRESQL = ("TRUNCATE journal CASCADE", "TRUNCATE journal_anchors")


def refused(session, statement):
    with pytest.raises(IntegrityError, match="append-only"), session.begin_nested():
        run(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_no_statement_changes_or_removes_an_entry(session, entries, statement):
    anchor_head("проба", now=NOW)
    refused(session, statement)


def test_an_entry_cannot_be_replaced_past_the_triggers(session, entries):
    """SQLite runs the triggers of a REPLACE only with `recursive_triggers`."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("REPLACE is a word of SQLite")
    other = COLUMNS.replace("what", "'meeting.held'")
    row = f"SELECT 3, {other} FROM journal WHERE seq = 3"  # noqa: S608 - our own words
    refused(session, f"INSERT OR REPLACE INTO journal (seq, {COLUMNS}) {row}")


@pytest.mark.parametrize("statement", ON_POSTGRESQL)
def test_the_journal_cannot_be_emptied(session, entries, statement):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("TRUNCATE is a word of PostgreSQL")
    refused(session, statement)


def test_no_two_entries_hang_on_the_same_one(session, entries):
    row = f"SELECT 11, {COLUMNS} FROM journal WHERE seq = 3"  # noqa: S608 - our own words
    with pytest.raises(IntegrityError), session.begin_nested():
        run(f"INSERT INTO journal (seq, {COLUMNS}) {row}")
