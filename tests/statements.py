"""The SELECTs that one request sends, to see that a list needs no more of them when it grows."""

from sqlalchemy import event


def selects_of(session, client, path):
    """Ask twice and count the second time: the first may read what is then remembered."""
    client.get(path)
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        response = client.get(path)
    finally:
        event.remove(bind, "before_cursor_execute", note)
    assert response.status_code == 200
    return [text for text in sent if text.startswith("SELECT")]
