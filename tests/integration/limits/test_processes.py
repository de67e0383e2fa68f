"""Two processes share their counts, whichever store they are given; apart they would not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.limits.counting_process import MOST
from tests.races import committed_app

ROOT = Path(__file__).resolve().parents[3]
PROCESS = "tests.integration.limits.counting_process"


def allowed(database_url, store_url):
    """How often two processes that begin together were free, in all."""
    command = [sys.executable, "-m", PROCESS, database_url, store_url, "somebody"]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(2)
    ]
    return sum(int(process.communicate(timeout=60)[0]) for process in both)


@pytest.fixture
def address(database, request, tmp_path):
    """The address of a database that several processes may open."""
    with committed_app(database, request, tmp_path) as app:
        yield app.config["SQLALCHEMY_DATABASE_URI"]


def test_two_processes_share_one_limit_in_the_database(address):
    assert allowed(address, "") == MOST


def test_two_processes_share_one_limit_in_redis(tmp_path, redis_url):
    assert allowed(f"sqlite:///{tmp_path}/none.db", redis_url) == MOST


def test_counting_each_for_itself_would_allow_twice_as_much(tmp_path):
    """The twin: the same two processes without a shared store."""
    assert allowed(f"sqlite:///{tmp_path}/none.db", "memory") == 2 * MOST
