"""F25: PostgreSQL hangs: whoever waits is let go, nobody new waits, all is well when it is back.

The whole site with a stopped cluster: tests/soak/test_outages.py.
"""

import time
from threading import Thread

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from core.adapters import pulse
from core.adapters.outages import Outage, outage_of
from core.adapters.pulse import Pulse, watch

SLEEP = text("SELECT pg_sleep(0.8)")
ONE = text("SELECT 1")


@pytest.fixture
def engine(postgres_url, monkeypatch):
    monkeypatch.setattr(pulse, "PATIENCE", 0.2)
    monkeypatch.setattr(pulse, "LOOK_EVERY", 0.1)
    engine = create_engine(postgres_url, pool_pre_ping=True)
    yield engine
    engine.dispose()


@pytest.fixture
def hangs(monkeypatch):
    """A look hangs as long as the list is not empty; how often somebody looked."""
    now, looked, answers = [True], [], Pulse.answers

    def look(self):
        looked.append(time.monotonic())
        return not now and answers(self)

    monkeypatch.setattr(Pulse, "answers", look)
    return now, looked


def seconds_of(act):
    started = time.monotonic()
    with pytest.raises(OperationalError) as caught:
        act()
    assert outage_of(caught.value) is Outage.AWAY
    return time.monotonic() - started


def ask(engine, statement):
    with engine.connect() as connection:
        return connection.execute(statement).all()


def test_f25_whoever_waits_is_let_go_and_nobody_waits_anew_until_it_is_back(engine, hangs):
    now, _looked = hangs
    watch(engine)
    assert seconds_of(lambda: ask(engine, SLEEP)) < 0.6
    assert seconds_of(lambda: ask(engine, ONE)) < 0.1
    now.clear()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            assert ask(engine, ONE) == [(1,)]
            break
        except OperationalError:
            time.sleep(0.05)
    assert len(ask(engine, SLEEP)) == 1


def test_f25_twin_without_the_pulse_everybody_waits(engine, hangs):
    assert hangs[0]
    started = time.monotonic()
    ask(engine, SLEEP)
    assert time.monotonic() - started >= 0.8


def test_a_slow_statement_of_a_server_that_answers_is_waited_for(engine, monkeypatch):
    looked = []
    answers = Pulse.answers
    monkeypatch.setattr(Pulse, "answers", lambda self: looked.append(1) or answers(self))
    watch(engine)
    ask(engine, SLEEP)
    assert looked


def test_of_many_who_wait_one_looks(engine, hangs):
    _now, looked = hangs
    watch(engine)
    waiting = [Thread(target=lambda: seconds_of(lambda: ask(engine, SLEEP))) for _ in range(4)]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join(timeout=5)
    assert len(looked) < len(waiting)


def test_a_look_itself_does_not_hang(postgres_url, monkeypatch):
    monkeypatch.setattr(pulse, "PATIENCE", 0.2)
    plain = postgres_url.replace("+psycopg", "")
    with pytest.raises(psycopg.OperationalError), pulse.Hasty.connect(plain) as connection:
        connection.execute("SELECT pg_sleep(3)")
