"""Entries to tamper with, and the tampering of whoever has the file: past the triggers."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from tests.conftest import NOW

ACTOR = Viewer(account_id=uuid4(), name="Смирнова Анна Петровна")
SUBJECT = UUID("8b0f7a52-1c52-4a57-8f3a-0b7f1f0c9d11")
TRIGGERS = tuple(
    (table, f"{table}_no_{event}")
    for table, event in (
        ("journal", "update"),
        ("journal", "delete"),
        ("journal_values", "update"),
        ("journal_anchors", "update"),
        ("journal_anchors", "delete"),
    )
)


@command
def note(what="meeting.changed", *, subject_id=SUBJECT, actor=ACTOR, at=NOW, **kwargs):
    journal.record(what, subject_id=subject_id, actor=actor, at=at, **kwargs)


def run(statement, **values):
    return db.session.execute(text(statement), values)


@pytest.fixture
def entries(session):
    """Ten entries with personal values; returns their numbers."""
    for number in range(10):
        details = {"number": number, "email": f"n{number}@example.ru"}
        note(details=details)
    return [row.seq for row in run("SELECT seq FROM journal ORDER BY seq")]


@pytest.fixture
def unlocked(session):
    """The database of whoever may do everything: without its triggers."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    for table, name in TRIGGERS:
        run(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
    session.commit()
