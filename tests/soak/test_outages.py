"""F25: PostgreSQL is stopped, hangs (SIGSTOP), or a lock is held, under a server that serves.

Visitors meet 503 with Retry-After, /healthz goes on, /readyz says no; all is well by itself after.
"""

import os
import signal
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from core.adapters.database import db
from tests import replicas
from tests.application import make_app
from tests.serving import Crowd, Served, applications, asked, open_meeting, status

AT_ONCE = 12  # more than the server has threads
READING = "/meetings/?q=совет".encode().decode("latin-1")


@pytest.fixture
def cluster():
    with replicas.primary() as server:
        yield server


@pytest.fixture
def site(cluster, tmp_path):
    app = make_app(tmp_path, cluster.url)
    app.meeting_id = open_meeting(app, 50)
    with app.app_context():
        db.engine.dispose()
    with Served(tmp_path, cluster.url) as server:
        assert status(server.port, "/meetings/") == 200
        app.port = server.port
        yield app
    with app.app_context():
        db.engine.dispose()


def tree(pid):
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [pid, *map(int, told.split())]


@contextmanager
def frozen(cluster):
    stopped = tree(cluster.process.pid)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(stopped):
            os.kill(pid, signal.SIGCONT)


def at_once(port, path="/meetings/?q=1"):
    """Answers to many who ask together, and the longest that one waited."""
    answers, began = [], time.monotonic()
    asking = [
        threading.Thread(target=lambda: answers.append(asked(port, "GET", path)))
        for _ in range(AT_ONCE)
    ]
    for each in asking:
        each.start()
    life = timed(port, "/healthz")
    for each in asking:
        each.join(timeout=60)
    return answers, time.monotonic() - began, life


def timed(port, path):
    began = time.monotonic()
    return status(port, path), time.monotonic() - began


def seconds_until(port, wanted, path="/meetings/"):
    began = time.monotonic()
    while status(port, path) != wanted:
        assert time.monotonic() - began < 60
        time.sleep(0.05)
    return round(time.monotonic() - began, 1)


def are_told(answers):
    return all(
        one is not None and (one.status, one.headers["Retry-After"]) == (503, "10")
        for one in answers
    )


def test_f25_a_server_that_hangs_is_told_within_seconds_and_is_back_at_once(cluster, site, figure):
    port = site.port
    with frozen(cluster):
        time.sleep(0.5)
        answers, first, (healthy, life) = at_once(port)
        assert are_told(answers)
        assert healthy == 200
        _, later, _ = at_once(port)
        ready = timed(port, "/readyz")
        assert (status(port, "/healthz"), ready[0]) == (200, 503)
    back = seconds_until(port, 200)
    figure(first=round(first, 1), later=round(later, 1), life=round(life, 2), back=back)
    assert first < 15
    assert later < 5
    assert max(life, ready[1]) < 2
    assert back < 10


def test_f25_a_database_away_for_half_a_minute_under_load_loses_nothing(cluster, site, figure):
    with Crowd(site.port, threads=2) as crowd:
        wait_for_more(crowd, 10)
        cluster.stop()
        assert seconds_until(site.port, 503) < 10
        time.sleep(min(30, float(os.environ.get("DURATION", "30"))))
        assert status(site.port, "/healthz") == 200
        cluster.start()
        back = seconds_until(site.port, 200)
        wait_for_more(crowd, 10)
    found = applications(site, site.meeting_id)
    figure(back=back, answered=len(crowd.answered), told_to_come_back=len(crowd.others))
    assert crowd.answered <= set(found.mails) <= crowd.tried
    assert set(crowd.others) <= {503}
    assert back < 10


def wait_for_more(crowd, more):
    wanted, deadline = len(crowd.answered) + more, time.monotonic() + 60
    while len(crowd.answered) < wanted:
        assert time.monotonic() < deadline, "nobody is answered"
        time.sleep(0.02)


@pytest.mark.parametrize(("held", "wanted"), ((5, 200), (11, 503)))
def test_f25_a_lock_is_waited_for_and_not_for_ever(cluster, site, figure, held, wanted):
    """Every thread of the server stands at the lock: signs of life have threads of their own."""
    with psycopg.connect(cluster.plain) as holder:
        holder.execute("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE")
        releasing = threading.Timer(held, holder.commit)
        releasing.start()
        answers, took, (healthy, life) = at_once(site.port)
        releasing.join()
    figure(held=held, took=round(took, 1), life=round(life, 2))
    statuses = [one.status for one in answers]
    assert statuses.count(wanted) >= AT_ONCE - 8
    assert set(statuses) <= {200, 503}
    assert (healthy, life < 1) == (200, True)
    assert seconds_until(site.port, 200) < 5


def test_f25_more_requests_than_connections_are_told_to_come_back(cluster, tmp_path, figure):
    """Thirty threads for the fifteen connections of the pool."""
    app = make_app(tmp_path, cluster.url)
    open_meeting(app, 50)
    with app.app_context():
        db.engine.dispose()
    server = Served(tmp_path, cluster.url)
    server.start("--threads", "30")
    try:
        assert status(server.port, "/meetings/") == 200
        with psycopg.connect(cluster.plain) as holder:
            holder.execute("LOCK TABLE meetings IN ACCESS EXCLUSIVE MODE")
            both = [[], []]
            asking = [
                threading.Thread(target=lambda box=box: box.extend(at_once(server.port)[0]))
                for box in both
            ]
            for each in asking:
                each.start()
            time.sleep(7)
            life = timed(server.port, "/healthz")
            holder.commit()
            for each in asking:
                each.join(timeout=60)
        answers = [one for box in both for one in box]
        told = [one for one in answers if one.status == 503]
        figure(told=len(told), served=len(answers) - len(told), life=round(life[1], 2))
        assert len(told) >= 2 * AT_ONCE - 15
        assert are_told(told)
        assert (life[0], life[1] < 1) == (200, True)
        assert seconds_until(server.port, 200) < 5
    finally:
        server.end()
