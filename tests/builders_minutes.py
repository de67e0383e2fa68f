"""Held sessions, editions and their parts for the tests of minutes and assignments."""

from contextlib import contextmanager

from sqlalchemy import event

from core.adapters.database import db


@contextmanager
def counted_statements():
    """The SQL statements that a block sends, savepoints left out."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            found.append(statement)

    bind = db.session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(bind, "before_cursor_execute", note)
