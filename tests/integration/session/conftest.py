"""A session made by the services."""

import pytest

from tests.sessions import Sessions


@pytest.fixture
def sessions(build, council):
    return Sessions(build, council)
