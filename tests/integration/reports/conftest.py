"""Reports of the council in every state."""

import pytest

from tests.builders_reports import Reports


@pytest.fixture
def reports(build, council):
    return Reports(build, council)
