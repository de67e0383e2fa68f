"""The desk of each person, and what other slices build for it."""

import pytest

DESK = "/desk/"


@pytest.fixture
def desk(sign_in):
    """`desk(person)` -> the text of the person's day."""
    return lambda person: sign_in(person).get(DESK).text


@pytest.fixture
def desk_at(desk, build, stopped_clock):
    """`desk_at(person, moment)` -> the text of the person's day at the moment."""

    def at(person, moment):
        build.now = stopped_clock.stopped_at = moment
        return desk(person)

    return at
