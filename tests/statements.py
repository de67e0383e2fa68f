"""The SQL statements of a request, to see that a list needs no more of them when it grows."""

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


def selects_of(_session, client, path):
    """Ask twice and count the second time: the first may read what is then remembered."""
    client.get(path)
    with counted_statements() as sent:
        response = client.get(path)
    assert response.status_code == 200
    return [text for text in sent if text.startswith("SELECT")]
