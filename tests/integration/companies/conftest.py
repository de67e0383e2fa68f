"""Companies of the register beside an event's applications."""

import pytest

from tests.builders_missions import MissionsBuilder


@pytest.fixture
def missions(build, council):
    return MissionsBuilder(build, council)
