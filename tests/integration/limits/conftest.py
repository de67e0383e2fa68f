"""Stores of limits: the site's own database, and Redis started for the tests."""

import pytest

from core.adapters.limits import make_store
from tests.stores import redis_server


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(params=("own database", "redis"))
def store(request, session):
    """Each kind of store, empty; the database in the test's own transaction."""
    if request.param == "own database":
        yield make_store("")
        return
    made = make_store(request.getfixturevalue("redis_url"))
    made.storage.reset()
    yield made
    made.storage.storage.close()
