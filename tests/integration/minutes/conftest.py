"""The council's minutes; see tests/builders_minutes.py."""

import pytest

from tests.builders_minutes import MinutesBuilder


@pytest.fixture
def minutes(build, council):
    return MinutesBuilder(build, council)
