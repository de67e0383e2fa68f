"""F02: the dispatcher is killed (SIGKILL) in the middle of batches; nothing is lost.

What goes twice goes with the same Message-ID, at most one letter a kill. Beside each test stands
its twin with the order or the lease turned wrong, which loses or doubles.
"""

import os
import signal
import time
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.adapters.database import command, db
from core.letters.models import OutgoingLetter
from core.letters.queries.outbox import load_leased
from core.letters.rules import LetterState
from core.letters.rules.outbox import LEASE, WORST_SEND
from core.letters.services import dispatching, sending
from tests.conftest import NOW
from tests.mail import mail_server
from tests.races import at_once

LETTERS = 300
KILLS = (25, 70, 130, 190, 260)
PATIENCE = 60


def in_a_child(office, run):
    """Start `run` in a process of its own, which may be killed; returns its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        with office.app.app_context():
            db.engine.dispose(close=False)  # the parent's connections are the parent's
            run(office.now)
        code = 0
    finally:
        os._exit(code)


def kill_at(sink, count, child):
    """SIGKILL as soon as the server has so many letters; False if the child ended before."""
    give_up = time.monotonic() + PATIENCE
    while len(sink.taken) < count and time.monotonic() < give_up:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def send_with_kills(office, sink, run):
    """Let five dispatchers die, then one end its work; returns how many died."""
    killed = 0
    with mail_server(sink, office.port):
        for count in KILLS:
            killed += kill_at(sink, count, in_a_child(office, run))
            office.later(minutes=16)  # the lease of the dead ends
        child = in_a_child(office, run)
        os.waitpid(child, 0)
    return killed


def test_f02_nothing_is_lost_and_at_most_one_letter_a_kill_repeats(office, sink):
    office.post(*(f"r{number}" for number in range(LETTERS)))
    killed = send_with_kills(office, sink, dispatching.dispatch)
    assert killed == len(KILLS)
    assert len({to for to, _ in sink.taken}) == LETTERS
    assert len(set(sink.taken)) == LETTERS, "a repeat carries the same Message-ID"
    assert len(sink.taken) - LETTERS <= killed
    assert office.states() == {"sent": LETTERS}


def mark_then_send(now):
    """The wrong order: the batch is marked as sent before it is handed over."""
    with dispatching.sender() as send:
        while lease := sending.claim(sending.uuid4(), sending.BATCH, now=now):
            rows = load_leased(lease)
            mark_all(lease, now)
            for row in rows:
                send(row, ())


@command
def mark_all(lease, now):
    values = {"state": LetterState.SENT, "sent_at": now, "lease": None, "leased_until": None}
    o = OutgoingLetter
    db.session.execute(update(o).where(o.lease == lease).values(**values))


def test_f02_twin_marked_before_it_is_sent_mail_is_lost(office, sink):
    office.post(*(f"r{number}" for number in range(LETTERS)))
    send_with_kills(office, sink, mark_then_send)
    assert office.states() == {"sent": LETTERS}
    assert len({to for to, _ in sink.taken}) < LETTERS


def test_two_dispatchers_at_once_send_each_letter_once(office, sink):
    office.post(*(f"r{number}" for number in range(120)))
    with mail_server(sink, office.port):
        both_dispatch(office)
    assert office.states() == {"sent": 120}
    assert len(sink.taken) == 120
    assert len(set(sink.taken)) == 120


def both_dispatch(office):
    answers = at_once(office.app, *[lambda: dispatching.dispatch(office.now)] * 2)
    assert not [each for each in answers if isinstance(each, Exception)]


def test_twin_a_lease_shorter_than_the_sending_doubles_letters(office, sink, monkeypatch):
    monkeypatch.setattr(sending, "LEASE", timedelta())
    monkeypatch.setattr(sending.Watch, "has_time_for_one", lambda _watch: True)
    sink.delay = 0.005
    # Three batches for two dispatchers: who comes to the last one second takes it as abandoned.
    office.post(*(f"r{number}" for number in range(60)))
    with mail_server(sink, office.port):
        both_dispatch(office)
    assert len(sink.taken) > 60
    assert len(set(sink.taken)) == 60, "even so they carry the same Message-ID"


def test_a_batch_gives_back_what_its_lease_leaves_no_time_for(office, sink, monkeypatch):
    left = iter((True, True, False, False, False))
    monkeypatch.setattr(sending.Watch, "has_time_for_one", lambda _watch: next(left, True))
    office.post(*"abcde")
    with mail_server(sink, office.port):
        with office.app.app_context(), dispatching.sender() as send:
            tally = sending.send_batch(send, now=office.now)
        assert tally.sent == 2
        assert office.states() == {"sent": 2, "waiting": 3}
        office.dispatch()
    assert office.states() == {"sent": 5}
    assert len(sink.taken) == 5


@pytest.mark.parametrize("early", (timedelta(seconds=1), timedelta()))
def test_no_letter_is_begun_that_might_outlast_the_lease(monkeypatch, early):
    watch = sending.Watch(NOW)
    last = watch.started + (LEASE - WORST_SEND - early).total_seconds()
    monkeypatch.setattr(sending, "monotonic", lambda: last)
    assert watch.has_time_for_one() is bool(early)


@pytest.mark.parametrize("minutes", (14, 16))
def test_the_letters_of_the_dead_wait_for_the_end_of_the_lease(office, sink, minutes):
    office.post("a")
    with office.app.app_context():
        sending.claim(sending.uuid4(), 20, now=office.now)
    office.later(minutes=minutes)
    with mail_server(sink, office.port):
        office.dispatch()
    assert len(sink.taken) == (minutes > 15)


def test_who_lost_the_lease_marks_nothing(office):
    office.post("a")
    with office.app.app_context():
        lease = sending.claim(sending.uuid4(), 20, now=office.now)
        (row,) = load_leased(lease)
        office.later(minutes=16)
        later = sending.claim(sending.uuid4(), 20, now=office.now)
        sending.mark_failed(row, "550 late", lease, now=office.now)
        assert office.one("a").state is LetterState.SENDING
        sending.mark_sent(row, "250", later, now=office.now)
    assert office.one("a").state is LetterState.SENT
