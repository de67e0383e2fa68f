"""Desks of the people of the council, and a count of the statements of a request."""

import pytest
from sqlalchemy import event

from core.adapters.database import db

DESK = "/desk/membership/"


@pytest.fixture
def secretary(council, sign_in):
    return sign_in(council.secretary)


@pytest.fixture
def member(council, sign_in):
    return sign_in(council.member)


@pytest.fixture
def statements_of(session):
    """`statements_of(client, path)` -> the SELECTs that one request sends."""

    def counted(client, path):
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

    assert db.session is session
    return counted


@pytest.fixture
def typed():
    """What is typed into a form to give a seat."""
    return {
        "category": "exporter",
        "is_voting": "y",
        "position": "",
        "held_from": "21.11.2026",
        "held_until": "",
        "basis": "постановление от 20.11.2026 № 90",
    }
