"""Posting with the fact, choices, digests, forgetting: on both databases."""

from dataclasses import replace
from uuid import uuid4

import pytest
from flask_babel import gettext
from sqlalchemy import select, update

from core.adapters.database import command, db
from core.adapters.journal import list_history
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.models import LetterAttachment, LetterChoice, OutgoingLetter
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Frequency,
    LetterState,
    Paragraph,
    Urgency,
    calendar_part,
)
from core.letters.rules.handing import Handing, Way
from core.letters.rules.outbox import DIGEST, MOST_ATTEMPTS
from core.letters.services import (
    choose_letters,
    dispatch,
    forget_letters,
    post,
    post_to,
    send_again,
)
from core.letters.services.handing import mark_handed
from core.letters.services.posting import LONGEST_SUBJECT
from tests.integration.letters.conftest import letter_to
from tests.mail import mail_server
from tests.races import at_once

READER = Viewer(name="Читатель")


def choose(office, name, frequency, language="ru"):
    with office.app.app_context():
        address = f"{name}@example.ru"
        choose_letters([address], frequency, language, actor=READER, now=office.now)


def test_the_same_fact_is_written_to_a_reader_once(office):
    office.post("a")
    office.post("a")
    office.post("a", fact="fact:2")
    assert office.states() == {"waiting": 2}


def test_of_two_services_at_once_one_writes_the_letter(office):
    answers = at_once(office.app, *[lambda: command(post)(letter_to("a"), now=office.now)] * 6)
    assert sorted(answers) == [False] * 5 + [True]
    assert office.states() == {"waiting": 1}


def test_a_fact_that_was_undone_leaves_no_letter(office):
    def fail():
        post(letter_to("a"), now=office.now)
        raise RuntimeError

    with office.app.app_context(), pytest.raises(RuntimeError):
        command(fail)()
    assert office.states() == {}


def test_without_an_address_the_letter_is_kept_and_shown_as_such(office):
    with office.app.app_context():
        readers = [Addressee("Без адреса", "")]
        command(post_to)(readers, lambda reader: letter_to("x", addressee=reader), now=office.now)
    assert office.states() == {"no_address": 1}


def test_each_reader_is_written_to_in_the_language_of_their_choice(office):
    choose(office, "en", Frequency.AT_ONCE, "en")
    readers = [Addressee("А", "en@example.ru"), Addressee("Б", "ru@example.ru")]

    def make(reader):
        return letter_to("x", addressee=reader, subject=gettext("Letters"))

    with office.app.app_context():
        assert command(post_to)(readers, make, now=office.now) == 2
    assert (office.one("en").subject, office.one("en").language) == ("Letters", "en")
    assert (office.one("ru").subject, office.one("ru").language) == ("Письма", "ru")


def test_a_digest_takes_what_waited_in_one_letter_of_the_morning(office, sink):
    choose(office, "a", Frequency.DAILY)
    for number in (1, 2, 3):
        link = Action("Открыть", f"/desk/reports/{number}/")
        body = (Paragraph(f"Событие {number}"), Paragraph("Подробности"), Actions((link,)))
        office.post("a", fact=f"fact:{number}", subject=f"Тема {number}", body=body)
        office.later(minutes=1)
    with mail_server(sink, office.port):
        office.dispatch()
        assert sink.taken == []
        office.later(hours=25)
        office.dispatch()
        office.dispatch()
    (message,) = sink.messages
    assert message["Subject"] == "3 сообщения Экспортного совета"
    text = message.get_body(("plain",)).get_content()
    assert text.index("Событие 1") < text.index("Событие 2") < text.index("Событие 3")
    assert "http://localhost/desk/reports/2/" in text
    assert "Подробности" not in text
    assert office.states() == {"gathered": 3, "sent": 1}


@pytest.fixture
def refused_digest(office, sink):
    """Two letters of one body went in a digest that the server refused; the digest's id."""
    body_id = uuid4()
    choose(office, "a", Frequency.DAILY)
    office.post("a", fact="fact:1", body_id=body_id)
    office.post("a", fact="fact:2", body_id=body_id)
    office.later(hours=25)
    sink.answers["a@example.ru"] = "550 5.1.1 No such user"
    with mail_server(sink, office.port):
        office.dispatch()
    sink.answers.clear()
    (digest,) = [each for each in rows(office) if each.kind == DIGEST]
    assert digest.body_id == body_id
    return digest.id


def rows(office, kind=None):
    """What the desk would show of each letter."""
    with office.app.app_context():
        o = OutgoingLetter
        columns = (o.id, o.kind, o.body_id, o.state, o.answer, o.sent_at, o.digest_id, o.email)
        query = select(*columns).order_by(o.fact)
        return [row for row in db.session.execute(query) if kind in {None, row.kind}]


def test_a_digest_that_is_refused_fails_with_every_letter_in_it(office, refused_digest):
    for letter in rows(office):
        assert (letter.state, letter.sent_at) == (LetterState.FAILED, None)
        assert letter.answer == "550 5.1.1 No such user"
    with office.app.app_context():
        told = [row.what for each in rows(office, "test") for row in list_history([each.id])]
    assert told.count("letter.failed") == 2


def test_a_digest_sent_again_takes_its_letters_along_to_the_mended_address(
    office, sink, refused_digest
):
    again(office, refused_digest, "b@example.ru")
    assert office.states() == {"waiting": 1, "gathered": 2}
    assert {(each.answer, each.email) for each in rows(office, "test")} == {("", "b@example.ru")}
    with mail_server(sink, office.port):
        office.dispatch()
    assert office.states() == {"sent": 1, "gathered": 2}
    assert sink.addressees == ["b@example.ru"]


def test_a_digest_that_is_put_off_keeps_its_letters_until_it_is_given_up(office):
    choose(office, "a", Frequency.DAILY)
    office.post("a")
    office.later(hours=25)
    office.dispatch()
    assert office.states() == {"waiting": 1, "gathered": 1}
    with office.app.app_context():
        last = {"attempts": MOST_ATTEMPTS - 1, "due_at": office.now}
        waiting = OutgoingLetter.state == LetterState.WAITING
        db.session.execute(update(OutgoingLetter).where(waiting).values(**last))
        db.session.commit()
    office.dispatch()
    assert office.states() == {"failed": 2}


def test_of_a_refused_digest_one_letter_may_go_alone_or_by_hand(office, sink, refused_digest):
    first, second = rows(office, "test")
    again(office, first.id, "b@example.ru")
    with office.app.app_context():
        way = Handing(Way.COURIER, office.now.date())
        mark_handed(second.id, way, actor=READER, now=office.now)
    again(office, refused_digest, "a@example.ru")
    with mail_server(sink, office.port):
        office.dispatch()
    first, second = rows(office, "test")
    assert (first.state, first.digest_id) == (LetterState.SENT, None)
    assert second.state is LetterState.FAILED, "what was handed over stays so"
    assert sink.addressees == ["a@example.ru", "b@example.ru"]


def test_a_digest_is_not_printed_its_letters_are(office, refused_digest):
    way = Handing(Way.COURIER, office.now.date())
    with office.app.app_context(), pytest.raises(Refused) as refused:
        mark_handed(refused_digest, way, actor=READER, now=office.now)
    assert refused.value.codes == ("not_for_paper",)


def test_a_digest_of_letters_of_several_bodies_belongs_to_none(office):
    choose(office, "a", Frequency.DAILY)
    office.post("a", fact="fact:1", body_id=uuid4())
    office.post("a", fact="fact:2", body_id=uuid4())
    office.later(hours=25)
    office.dispatch()
    assert [each.body_id for each in rows(office, DIGEST)] == [None]


def test_two_dispatchers_of_a_morning_write_one_digest(office):
    choose(office, "a", Frequency.DAILY)
    office.post("a")
    office.post("a", fact="fact:2")
    office.later(hours=25)
    office.app.config["SETTINGS"] = without_server(office)
    at_once(office.app, *[lambda: dispatch(office.now)] * 4)
    assert office.states() == {"gathered": 2, "waiting": 1}


def without_server(office, **changes):
    return replace(office.app.config["SETTINGS"], mail_server=None, **changes)


def test_what_waits_for_a_digest_follows_a_new_choice(office):
    choose(office, "a", Frequency.DAILY)
    office.post("a", urgency=Urgency.ASKS)
    office.post("a", fact="fact:2", urgency=Urgency.TELLS)
    assert office.states() == {"held": 2}
    choose(office, "a", Frequency.ASKS_ONLY)
    assert office.states() == {"waiting": 1, "kept_back": 1}


def test_without_a_mail_server_letters_are_kept(office):
    office.post("a")
    office.app.config["SETTINGS"] = without_server(office)
    assert office.dispatch().tried == 0
    assert office.states() == {"waiting": 1}


def test_in_a_demonstration_letters_count_as_sent_into_the_box(office):
    secret = Actions((Action("Пароль", "/link/abc", is_secret=True),))
    office.post("a", body=(secret,))
    office.app.config["SETTINGS"] = without_server(office, demo=True)
    assert office.dispatch().sent == 1
    assert office.states() == {"sent": 1}


def test_a_one_time_link_is_forgotten_once_the_letter_is_sent(office, sink):
    secret = Actions((Action("Пароль", "/link/abc", is_secret=True),))
    office.post("a", body=(secret,))
    with mail_server(sink, office.port):
        office.dispatch()
    assert "/link/abc" in sink.messages[0].get_body(("plain",)).get_content()
    assert "/link/abc" not in str(office.one("a").body)


def test_a_failed_letter_goes_again_by_hand_with_the_same_message_id(office, sink):
    sink.answers["a@example.ru"] = "550 5.1.1 No such user"
    office.post("a")
    with mail_server(sink, office.port):
        office.dispatch()
        sink.answers.clear()
        with office.app.app_context():
            letter = office.one("a")
            send_again(letter.id, letter.email, actor=READER, now=office.now)
        office.dispatch()
    assert office.states() == {"sent": 1}


def test_nothing_personal_is_left_of_the_letters_of_a_visitor(office):
    record_id = uuid4()
    part = calendar_part(b"x", "REQUEST")
    office.post("a", record_id=record_id, attachments=(part,))
    office.post("b")
    with office.app.app_context():
        command(forget_letters)([record_id])
        assert db.session.query(LetterAttachment).count() == 0
        rows = db.session.execute(db.text("SELECT * FROM letters")).all()
        assert "a@example.ru" not in str(rows)
        assert "Имя a" not in str(rows)
        assert "b@example.ru" in str(rows)
    assert office.states() == {"no_address": 1, "waiting": 1}


def kept_back(office, name):
    """A letter that the server refused for good."""
    office.post(name)
    with office.app.app_context():
        db.session.execute(update(OutgoingLetter).values(state=LetterState.FAILED, attempts=9))
        db.session.commit()
    return office.one(name).id


def again(office, letter_id, email):
    with office.app.app_context():
        send_again(letter_id, email, actor=READER, now=office.now)


def test_a_letter_that_failed_goes_to_the_mended_address(office):
    again(office, kept_back(office, "a"), "b@example.ru")
    mended = office.one("b")
    assert (mended.state, mended.attempts, mended.due_at) == (LetterState.WAITING, 0, office.now)
    assert "b@example.ru" in mended.search_text


@pytest.mark.parametrize(
    ("email", "code"), (("nobody", "email_unreadable"), ("b@example.ru", "sent_there"))
)
def test_what_cannot_be_mended_is_refused_and_stays(office, email, code):
    office.post("b")
    letter_id = kept_back(office, "a")
    with pytest.raises(Refused) as refused:
        again(office, letter_id, email)
    assert refused.value.codes == (code,)
    assert office.one("a").state is LetterState.FAILED


def test_a_letter_on_its_way_is_not_sent_again(office):
    office.post("a")
    with pytest.raises(Refused) as refused:
        again(office, office.one("a").id, "a@example.ru")
    assert refused.value.codes == ("not_failed",)


def test_the_same_choice_twice_is_noted_once(office):
    for _ in range(2):
        choose(office, "a", Frequency.DAILY)
    with office.app.app_context():
        (choice,) = db.session.scalars(select(LetterChoice)).all()
        noted = [row.what for row in list_history([choice.id])]
    assert noted == ["letters.chosen"]


def test_a_long_subject_ends_with_an_ellipsis(office):
    office.post("a", subject="О заседании " * 60)
    subject = office.one("a").subject
    assert len(subject) <= LONGEST_SUBJECT
    assert subject.endswith("…")
