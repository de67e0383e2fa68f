"""F19: of several scheduler processes one works; when it is killed another one goes on at once.

Real processes on both databases, and the twin without the election.
"""

import os
import signal
import time
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from core.adapters.database import db
from core.adapters.jobs import leadership_of
from tests.application import make_app, new_postgres_database
from tests.processes import Running

HERE = Path(__file__).parent
SECONDS = 40


@pytest.fixture
def installation(database, request, tmp_path):
    """The environment of an installation of its own: real processes need committed rows."""
    url = f"sqlite:///{tmp_path}/council.db"
    if database == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(tmp_path, url)
    with app.app_context():
        db.engine.dispose()
    ticks = tmp_path / "ticks"
    ticks.touch()
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "t" * 40,
        "TICKS": str(ticks),
        "LOG_LEVEL": "CRITICAL",
    }


@contextmanager
def schedulers(installation, count, app="ticking.py", *options):
    command = ("-m", "flask", "--app", HERE / app, "run-jobs", *options)
    running = [Running(command, installation) for _ in range(count)]
    try:
        yield {process.pid: process for process in running}
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


def ticks(installation):
    """(second, process) in the order in which they were written."""
    lines = Path(installation["TICKS"]).read_text().split("\n")[:-1]
    return [(line.split()[0], int(line.split()[1])) for line in lines]


def wait_for(condition):
    deadline = time.monotonic() + SECONDS
    while not (found := condition()):
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.05)
    return found


def moments(found):
    return sorted({datetime.strptime(second, "%H:%M:%S") for second, _ in found})  # noqa: DTZ007


def test_a_standby_takes_over_from_a_killed_leader_within_the_second(installation):
    with schedulers(installation, 3) as running:
        wait_for(lambda: len(ticks(installation)) >= 4)
        leader = ticks(installation)[-1][1]
        before = len(ticks(installation))
        running.pop(leader).kill()
        wait_for(lambda: len(ticks(installation)) >= before + 4)
        found = ticks(installation)

    assert {process for _, process in found[:before]} == {leader}
    assert len({process for _, process in found[before + 1 :]}) == 1
    assert found[-1][1] in running
    gaps = [
        later - earlier for earlier, later in zip(moments(found), moments(found)[1:], strict=False)
    ]
    assert max(gaps) <= timedelta(seconds=2)  # a slow machine may cross one border of seconds


def test_a_leader_that_is_asked_to_stop_hands_over(installation):
    with schedulers(installation, 2) as running:
        wait_for(lambda: ticks(installation))
        leader = ticks(installation)[0][1]
        running[leader].send_signal(signal.SIGTERM)
        wait_for(lambda: ticks(installation)[-1][1] != leader)
        assert running[leader].wait(timeout=20) == 0


def test_without_the_election_every_process_runs_every_job(installation):
    """The twin: the same schedulers with a lock that everybody gets."""
    with schedulers(installation, 2, "unelected.py"):
        wait_for(
            lambda: (
                max(Counter(second for second, _ in ticks(installation)).values(), default=0) > 1
            )
        )


def test_workers_share_their_jobs_without_an_election_and_leave_the_rest_alone(installation):
    with schedulers(installation, 2, "sharing.py", "--only", "worker"):
        wait_for(lambda: len({process for _, process in ticks(installation)}) > 1)
    assert not Path(installation["TICKS"] + ".alone").exists()


def test_a_job_that_fails_stops_no_other_and_both_leave_a_sign_of_life(installation):
    with schedulers(installation, 1):
        wait_for(lambda: len(ticks(installation)) >= 2)
    engine = create_engine(
        installation["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
    )
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, error, succeeded_at FROM job_runs")).all()
    engine.dispose()
    found = {name: (error, succeeded_at is not None) for name, error, succeeded_at in rows}
    assert found["fail"] == ("RuntimeError: this job never succeeds", False)
    assert found["tick"] == ("", True)


def test_the_lock_is_one_and_ends_with_its_release(installation):
    url = installation["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
    first, second = (leadership_of(url, "", Path(installation["DATA_DIR"])) for _ in range(2))

    assert first.take()
    assert not second.take()
    assert first.is_held()
    assert not second.is_held()
    first.release()
    assert not first.is_held()
    assert second.take()
    second.release()
