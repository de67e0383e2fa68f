"""Schedules of negotiations and the coordinator who keeps them."""

import pytest

from tests.builders_negotiations import NegotiationsBuilder


@pytest.fixture
def negotiations(build, council):
    return NegotiationsBuilder(build, council)


@pytest.fixture
def coordinator(council, sign_in):
    return sign_in(council.coordinator)
