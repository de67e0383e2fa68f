"""Minutes and assignments for the queries of the day."""

import pytest

from tests.builders_minutes import MinutesBuilder


@pytest.fixture
def minutes(build, council):
    return MinutesBuilder(build, council)
