"""The mail server goes away or answers oddly (TRUST.md F05, F06): nothing is lost."""

import itertools
import time
from uuid import uuid4

import pytest
from sqlalchemy import update

from core.adapters import mail
from core.adapters.database import db
from core.adapters.mail import PutOff, Rejected
from core.kernel.retrying import LONGEST_WAIT
from core.letters.models import OutgoingLetter
from core.letters.rules import LetterState
from core.letters.rules.outbox import MOST_ATTEMPTS
from core.letters.services import dispatching, sending
from tests.mail import mail_server


def test_f05_a_server_that_is_down_for_an_hour_gets_every_letter_once(office, sink):
    names = [f"r{number}" for number in range(45)]
    office.post(*names)
    began = office.now
    tries = []
    while (office.now - began).total_seconds() < 3600:
        tally = office.dispatch()
        assert tally.sent == 0
        if tally.tried:
            tries.append((office.now - began).total_seconds() // 60)
        office.later(minutes=1)
    assert office.states() == {"waiting": 45}
    waits = [after - before for before, after in itertools.pairwise(tries)]
    assert max(waits) <= LONGEST_WAIT.total_seconds() / 60
    assert "ConnectionRefusedError" in office.one("r1").answer
    with mail_server(sink, office.port):
        for _ in range(20):
            office.dispatch()
            office.later(minutes=1)
    assert office.states() == {"sent": 45}
    assert sink.addressees == sorted(f"{name}@example.ru" for name in names)


def test_f05_twin_given_up_at_the_first_refusal_letters_are_lost(office, sink, monkeypatch):
    monkeypatch.setattr(sending, "mark_put_off", sending.mark_failed)
    office.post("a", "b")
    office.dispatch()
    with mail_server(sink, office.port):
        office.later(minutes=20)
        office.dispatch()
    assert office.states() == {"failed": 2}
    assert sink.taken == []


def test_f05_posting_goes_on_at_once_while_the_server_is_down(office):
    started = time.monotonic()
    office.post(*(f"r{number}" for number in range(50)))
    assert time.monotonic() - started < 5  # a server that hangs would hold it for 20 s
    assert office.states() == {"waiting": 50}


def test_the_wait_grows_from_try_to_try(office):
    office.post("a")
    waits = []
    for _ in range(6):
        office.dispatch()
        row = office.one("a")
        waits.append(round((row.due_at - office.now).total_seconds() / 60))
        office.now = row.due_at
    assert waits == [1, 2, 4, 8, 15, 15]


ODD = (
    ("421 4.3.2 going down", "waiting"),
    ("450 4.2.1 mailbox busy", "waiting"),
    ("451 4.7.1 greylisted", "waiting"),
    ("452 4.2.2 mailbox full", "waiting"),
    ("550 5.1.1 No such user", "failed"),
    ("553 5.1.3 bad address", "failed"),
    ("554 5.7.1 refused", "failed"),
)


@pytest.mark.parametrize(("answer", "state"), ODD, ids=[answer[:3] for answer, _ in ODD])
def test_f06_each_answer_has_its_class_and_its_words_are_kept(office, sink, answer, state):
    sink.answers["odd@example.ru"] = answer
    office.post("odd", "plain")
    with mail_server(sink, office.port):
        office.dispatch()
        assert office.one("odd").state == state
        assert office.one("odd").answer == answer
        assert office.one("odd").attempts == 1
        sink.answers.clear()
        office.later(minutes=20)
        office.dispatch()
    assert office.one("plain").state == "sent"
    assert office.one("odd").state == ("sent" if state == "waiting" else "failed")
    assert len(sink.taken) == len(set(sink.taken))


def test_f06_a_server_that_is_gone_before_its_yes_gets_the_same_letter_again(office, sink):
    sink.drops.add("a@example.ru")
    office.post("a", "b")
    with mail_server(sink, office.port):
        office.dispatch()
        assert office.one("a").state == "waiting"
        assert office.one("b").state == "sent"
        office.later(minutes=2)
        office.dispatch()
    assert office.states() == {"sent": 2}
    to_a = [message_id for to, message_id in sink.taken if to == "a@example.ru"]
    assert len(to_a) == 2
    assert len(set(to_a)) == 1


def test_f06_twin_with_a_new_number_each_time_the_repeat_is_another_letter(
    office, sink, monkeypatch
):
    monkeypatch.setattr(dispatching, "message_id", lambda *_: f"<{uuid4()}@example.ru>")
    sink.drops.add("a@example.ru")
    office.post("a")
    with mail_server(sink, office.port):
        office.dispatch()
        office.later(minutes=2)
        office.dispatch()
    assert len({message_id for _, message_id in sink.taken}) == 2


def test_f06_a_server_that_hangs_holds_the_dispatcher_no_longer_than_the_time_limit(
    office, sink, monkeypatch
):
    monkeypatch.setattr(
        dispatching,
        "postman",
        lambda server: mail.Postman(server, timeout=0.3),
    )
    sink.delay = 3
    office.post("a")
    with mail_server(sink, office.port):
        started = time.monotonic()
        office.dispatch()
        assert time.monotonic() - started < 2
        assert office.one("a").state == "waiting"
        assert "timed out" in office.one("a").answer
        sink.delay = 0
        time.sleep(3)
        office.later(minutes=2)
        office.dispatch()
    assert office.states() == {"sent": 1}
    assert len(set(sink.taken)) == 1


def test_f06_without_tls_no_password_and_no_letter_leaves_this_machine(office, sink):
    office.post("a")
    with mail_server(sink, office.port):
        office.serve_at(office.port, demands_tls=True)
        office.dispatch()
    assert sink.taken == []
    assert office.one("a").state == "waiting"
    assert "STARTTLS" in office.one("a").answer


def test_a_password_is_told_to_no_stranger_in_the_clear():
    server = mail.MailServer("mail.example", 25, user="u", password="p")
    assert mail.Postman(server, timeout=1).would_tell_password()
    near = mail.MailServer("127.0.0.1", 25, user="u", password="p")
    assert not mail.Postman(near, timeout=1).would_tell_password()
    assert "p" not in repr(server).split("user=")[1].replace("'u'", "")


@pytest.mark.parametrize(
    ("code", "kind", "concerns_all"),
    ((421, PutOff, True), (450, PutOff, False), (500, Rejected, False), (550, Rejected, False)),
)
def test_answers_are_told_apart_by_their_code(code, kind, concerns_all):
    found = mail.told(code, b"words\r\nof the server")
    assert type(found) is kind
    assert found.concerns_all is concerns_all
    assert found.words == f"{code} words of the server"


def test_a_letter_that_no_message_can_be_made_of_does_not_stop_the_others(office, sink):
    office.post("a", "b")
    spoil(office, "a")
    with mail_server(sink, office.port):
        office.dispatch()
    assert office.one("a").state == "failed"
    assert office.one("b").state == "sent"


def spoil(office, name):
    with office.app.app_context():
        query = db.update(OutgoingLetter).where(OutgoingLetter.email == f"{name}@example.ru")
        db.session.execute(query.values(body=[{"unknown": "block"}]))
        db.session.commit()


def test_a_server_that_puts_off_for_days_is_given_up_in_words(office):
    office.post("a")
    with office.app.app_context():
        last = {"attempts": MOST_ATTEMPTS - 1}
        db.session.execute(update(OutgoingLetter).values(**last))
        db.session.commit()
    office.dispatch()
    letter = office.one("a")
    assert (letter.state, letter.attempts) == (LetterState.FAILED, MOST_ATTEMPTS)
    assert "ConnectionRefusedError" in letter.answer
    assert office.dispatch().tried == 0
