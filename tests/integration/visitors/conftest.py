"""A council with an open meeting; and a database of its own for those who come at once."""

from itertools import count
from types import SimpleNamespace

import pytest

from core.adapters.database import db
from council.membership.models import Body
from tests.builders import Builder
from tests.builders_public import PublicBuilder
from tests.conftest import NOW
from tests.races import committed_app


@pytest.fixture(scope="module")
def live_app(database, request, tmp_path_factory):
    """An application whose transactions commit for good, for tests with threads."""
    with committed_app(database, request, tmp_path_factory.mktemp(f"live-{database}")) as app:
        with app.app_context():
            council = Builder(db.session, NOW).council()
            app.extensions["body_id"], app.extensions["numbers"] = council.body.id, count(1)
        yield app


@pytest.fixture
def crowd(live_app):
    """`crowd(seats)` -> the id of a new open meeting in the live database."""

    numbers = live_app.extensions["numbers"]

    def opened(seats):
        with live_app.app_context():
            build = Builder(db.session, NOW)
            council = SimpleNamespace(body=db.session.get_one(Body, live_app.extensions["body_id"]))
            number = next(numbers)
            return PublicBuilder(build, council).open_meeting(seats, number=number).id

    return opened
