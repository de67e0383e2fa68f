"""A session and the secretary's browser."""

import pytest

from tests.sessions import Sessions


@pytest.fixture
def sessions(build, council):
    return Sessions(build, council)


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)
