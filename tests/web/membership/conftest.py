"""Desks of the people of the council, and a count of the statements of a request."""

from functools import partial

import pytest

from tests.statements import selects_of

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

    return partial(selects_of, session)


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
