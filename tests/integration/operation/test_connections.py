"""What each connection of the application is told at its beginning, and how it begins."""

import pytest
from sqlalchemy import event, text

from core.adapters.database import command, db

TOLD = {"lock_timeout": "8s", "statement_timeout": "30s", "jit": "off"}


def test_nothing_waits_for_ever_and_no_statement_is_compiled(session, database):
    """Compiling the front page's statements took three seconds, running them ten milliseconds."""
    if database == "sqlite":
        pytest.skip("PostgreSQL only")
    assert {name: session.scalar(text(f"SHOW {name}")) for name in TOLD} == TOLD


FULL = 2  # PRAGMA synchronous answers with a number


@pytest.fixture
def sqlite(app, database):
    """The engine of the application itself: the pragmas stand outside any transaction."""
    if database != "sqlite":
        pytest.skip("SQLite only")
    with app.app_context():
        db.engine.dispose()  # the next connection is a new one, which no migration has tuned
        yield db.engine


def test_sqlite_loses_nothing_that_was_committed_and_keeps_its_references(sqlite):
    names = ("journal_mode", "synchronous", "foreign_keys")
    with sqlite.connect() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert told == ["wal", FULL, 1]


def test_only_a_command_takes_the_lock_of_writers_at_once(sqlite):
    """A reader that took it would wait for every writer."""
    begun = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(sqlite, "before_cursor_execute", note)
    try:
        db.session.scalar(text("SELECT 1"))
        db.session.rollback()
        command(lambda: db.session.scalar(text("SELECT 1")))()
    finally:
        event.remove(sqlite, "before_cursor_execute", note)
    assert begun == ["BEGIN", "BEGIN IMMEDIATE"]
