"""Schedules of negotiations of an event of the council's region."""

import pytest

from tests.builders_negotiations import NegotiationsBuilder


@pytest.fixture
def negotiations(build, council):
    return NegotiationsBuilder(build, council)
