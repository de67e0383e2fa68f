"""The desk of each person, and what other slices build for it."""

import pytest

from tests.builders_assignments import AssignmentBuilder
from tests.builders_minutes import MinutesBuilder
from tests.builders_reports import Reports

DESK = "/desk/"


@pytest.fixture
def assignments(build, council):
    return AssignmentBuilder(build, council)


@pytest.fixture
def minutes(build, council):
    return MinutesBuilder(build, council)


@pytest.fixture
def reports(build, council):
    return Reports(build, council)


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
