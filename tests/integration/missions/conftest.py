"""A council, an event, and a call for applications."""

import pytest

from tests.builders_missions import MissionsBuilder


@pytest.fixture
def missions(build, council):
    return MissionsBuilder(build, council)
