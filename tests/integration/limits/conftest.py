"""Stores of limits: the site's own database, and Redis started for the tests."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
import redis

from core.adapters.limits import make_store
from tools.launch import free_port


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """A server of its own that keeps nothing."""
    program = shutil.which("redis-server")
    assert program, "redis-server was not found. Install it: apt-get install redis-server"
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    settings = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder))
    with Path(folder, "log").open("wb") as log:
        server = subprocess.Popen([program, "--port", str(port), *settings], stdout=log, stderr=log)  # noqa: S603
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port):
    deadline = time.monotonic() + 10
    with redis.Redis(port=port) as connection:
        while True:
            try:
                return connection.ping()
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "redis-server did not answer"
                time.sleep(0.02)


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
