"""`make demo` as the README says it: a first start, a second one within 5 s, `make demo-reset`.

The process of the jobs comes along with each start and is gone with it.
"""

import os
import signal
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tools.launch import HOST, free_port

ROOT = Path(__file__).parents[2]
FROM_TEST = ("DATABASE_URL", "SECRET_KEY", "BASE_URL", "LOG_LEVEL", "DEMO")
MOST_SECONDS = 5
JOB_PAUSE = 12  # the most frequent job is due every ten seconds
JOBS_SECONDS = 60  # a job that is due every ten seconds, on a busy machine


@contextmanager
def running(target, port, folder):
    """(seconds until the home page answered, what was printed until then)."""
    clean = {name: value for name, value in os.environ.items() if name not in FROM_TEST}
    environ = {**clean, "PORT": str(port), "DATA_DIR": str(folder)}
    started, log = time.monotonic(), folder.parent / "told"
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["make", target],
            cwd=ROOT,
            env=environ,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while "Open http" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.02)
        yield time.monotonic() - started, log.read_text(encoding="utf-8")
    finally:
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C: every process of it hears
        process.wait(timeout=60)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def home(port):
    with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=30) as answer:
        return answer.read().decode()


def entries(folder):
    with sqlite3.connect(folder / "council.db") as connection:
        return connection.execute("SELECT count(*) FROM journal").fetchone()[0]


def runs(folder):
    """When each job ran last: the sign of life of the process of jobs."""
    with sqlite3.connect(folder / "council.db", timeout=30) as connection:
        return dict(connection.execute("SELECT name, ran_at FROM job_runs"))


def wait_for_jobs(folder, before):
    """Until a job has run that had not, or not since."""
    until = time.monotonic() + JOBS_SECONDS
    while runs(folder) == before:
        assert time.monotonic() < until, "no job ran: the process of jobs was not started"
        time.sleep(0.2)


def enter(folder):
    """What somebody wrote into the demonstration."""
    with sqlite3.connect(folder / "council.db") as connection:
        connection.execute("UPDATE bodies SET default_place = 'зал, названный в пробе'")


def entered(folder):
    with sqlite3.connect(folder / "council.db") as connection:
        query = "SELECT count(*) FROM bodies WHERE default_place = 'зал, названный в пробе'"
        return connection.execute(query).fetchone()[0]


def test_two_starts_and_a_reset(tmp_path, figure):
    folder, port = tmp_path / "data", free_port()
    with running("demo", port, folder) as (first, told):
        assert "Preparing the database" in told
        assert "Importing the sample region" in told
        assert "Заречинской области" in home(port)
        wait_for_jobs(folder, {})
    made, ran = entries(folder), runs(folder)
    enter(folder)

    with running("demo", port, folder) as (second, told):
        assert "Importing" not in told
        assert "Заречинской области" in home(port)
        wait_for_jobs(folder, ran)
    ran = runs(folder)
    time.sleep(JOB_PAUSE)
    assert runs(folder) == ran, "the process of jobs outlived the demonstration"
    assert entries(folder) >= made
    assert entered(folder)

    with running("demo-reset", port, folder) as (_, told):
        assert f"Removed {folder}" in told
        assert "Importing the sample region" in told
        assert "Заречинской области" in home(port)
    assert not entered(folder)
    figure(first_start_seconds=round(first, 1), second_start_seconds=round(second, 1))
    assert second < MOST_SECONDS
