"""Pages of letters: the keeper's list, one letter, one's own, the choice without signing in."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.adapters.database import command
from core.letters.framing import choice_path
from core.letters.models import OutgoingLetter
from core.letters.queries.choices import find_choice
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Attachment,
    Facts,
    Frequency,
    Letter,
    LetterState,
    Paragraph,
    Urgency,
    calendar_part,
)
from core.letters.rules.outbox import DIGEST
from core.letters.services import post
from tests.conftest import NOW

SECRET = Action("Пароль", "/link/abc", is_secret=True)
SPOILT = (lambda key: key[:-1] + "0", lambda key: "0" * len(key), str.upper)


@pytest.fixture
def posted(session, council):
    """`posted(person, **changes)` -> the stored letter."""

    def post_one(person, email="reader@example.ru", then=None, **changes):
        values = {
            "fact": "test:1",
            "kind": "test",
            "addressee": Addressee("Иван <b>Петров</b>", email, person.id if person else None),
            "urgency": Urgency.TELLS,
            "subject": "О заседании",
            "greeting": "Здравствуйте!",
            "body": (
                Paragraph("Заседание состоится."),
                Facts((("Когда", "среда, 25 ноября 2026 г."),)),
                Actions((Action("Открыть", "/desk/"), SECRET)),
            ),
            "attachments": (
                calendar_part(b"BEGIN:VCALENDAR", "REQUEST"),
                Attachment("Повестка.pdf", "application/pdf", b"%PDF-1.7"),
            ),
            "about_id": council.body.id,
            "about": "Заседание № 4",
            "body_id": council.body.id,
        } | changes
        letter = Letter(**values)
        command(post)(letter, now=NOW)
        found = session.query(OutgoingLetter).filter_by(fact=letter.fact, email=email).one()
        for name, value in (then or {}).items():
            setattr(found, name, value)
        session.commit()
        return found

    return post_one


def test_the_secretary_sees_failed_letters_first_with_the_words_of_the_server(
    sign_in, council, posted, session
):
    failed = {"state": LetterState.FAILED, "answer": "550 No such user here"}
    posted(council.member, subject="Не дошло", then=failed)
    posted(council.chair, "chair@example.ru", fact="test:2", subject="Дошло")
    page = sign_in(council.secretary).get("/desk/letters/").text
    assert page.index("Не дошло") < page.index("Дошло")
    assert "550 No such user here" in page
    assert "Не отправляется: почтовый сервер не настроен" in page


@pytest.mark.parametrize(
    ("query", "seen"),
    (
        ({"state": "failed"}, False),
        ({"state": "waiting"}, True),
        ({"q": "петров READER"}, True),
        ({"q": "сидоров"}, False),
        ({"about": "00000000-0000-0000-0000-000000000000"}, False),
        ({"about": "nonsense", "state": "none"}, True),
    ),
)
def test_the_list_is_filtered_by_state_reader_and_matter(sign_in, council, posted, query, seen):
    posted(council.member)
    page = sign_in(council.secretary).get("/desk/letters/", query_string=query).text
    assert ("О заседании" in page) is seen


def test_a_refused_digest_is_seen_in_every_letter_that_was_in_it(sign_in, council, posted, session):
    words = {"state": LetterState.FAILED, "answer": "550 No such user here"}
    digest = posted(council.member, fact="test:0", kind=DIGEST, subject="Сводка", then=words)
    inside = posted(council.member, subject="Об отчёте", then=words | {"digest_id": digest.id})
    client = sign_in(council.secretary)
    shown = client.get("/desk/letters/?state=unreached").text
    assert shown.count("550 No such user here") == 1
    assert "Об отчёте" in shown
    assert "Сводка" not in shown, "a digest is not printed, its letters are"
    page = client.get(f"/desk/letters/{inside.id}/").text
    assert f'href="/desk/letters/{digest.id}/">Должно было прийти в этой сводке' in page
    assert "Отправить на бумаге" in page
    page = client.get(f"/desk/letters/{digest.id}/").text
    assert "Отправить на бумаге" not in page
    assert "Отправить ещё раз" in page
    digest.body_id = None
    session.commit()
    assert f"/desk/letters/{digest.id}/" not in client.get(f"/desk/letters/{inside.id}/").text


def test_my_day_of_the_secretary_tells_of_letters_that_did_not_arrive(sign_in, council, posted):
    posted(council.member, then={"state": LetterState.FAILED})
    posted(council.chair, "", fact="test:2")
    posted(council.chair, "other@example.ru", fact="test:3", body_id=None)
    page = sign_in(council.secretary).get("/desk/").text.replace("\xa0", " ")
    assert "2 письма не дошли" in page
    assert 'href="/desk/letters/?state=unreached"' in page
    assert "не дошли" not in sign_in(council.member).get("/desk/").text


@pytest.fixture
def as_demo(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))


@pytest.mark.parametrize("minutes", (10, 11))
def test_a_letter_that_waits_for_too_long_is_an_alarm(sign_in, council, posted, as_demo, minutes):
    posted(council.member, then={"posted_at": NOW - timedelta(minutes=minutes)})
    page = sign_in(council.secretary).get("/desk/letters/").text
    assert ("Письма ждут отправки дольше, чем должны" in page) is (minutes > 10)


def test_the_letter_of_another_body_is_no_business_of_this_secretary(sign_in, council, posted):
    letter = posted(council.member, body_id=None)
    client = sign_in(council.secretary)
    assert "О заседании" not in client.get("/desk/letters/").text
    for way in ("", "letter.html", "parts/1"):
        assert client.get(f"/desk/letters/{letter.id}/{way}").status_code == 404
    assert (
        client.submit("/desk/letters/choice", {}, to=f"/desk/letters/{letter.id}/again").status_code
        == 404
    )


def test_a_letter_is_shown_in_a_frame_where_nothing_runs(sign_in, council, posted):
    letter = posted(council.member)
    client = sign_in(council.secretary)
    page = client.get(f"/desk/letters/{letter.id}/")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert re.search(r'<iframe[^>]*letter.html"[^>]* sandbox>', page.text)
    frame = client.get(f"/desk/letters/{letter.id}/letter.html")
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "Здравствуйте!" in frame.text


def test_links_that_act_for_the_reader_are_shown_to_the_reader_alone(sign_in, council, posted):
    letter = posted(council.member)
    keeper = sign_in(council.secretary).get(f"/desk/letters/{letter.id}/letter.html").text
    reader = sign_in(council.member).get(f"/desk/letters/{letter.id}/letter.html").text
    assert "/link/abc" not in keeper
    assert "/letters/choice/" not in keeper
    assert "Пароль: […]" in keeper
    assert "/link/abc" in reader
    assert "/letters/choice/" in reader


def test_a_reader_sees_only_their_own_letters(sign_in, council, posted):
    own, other = posted(council.member), posted(council.chair, "c@example.ru", fact="test:2")
    client = sign_in(council.member)
    page = client.get("/desk/letters/mine/").text
    assert f"/desk/letters/{own.id}/" in page
    assert f"/desk/letters/{other.id}/" not in page
    assert client.get(f"/desk/letters/{own.id}/").status_code == 200
    assert client.get(f"/desk/letters/{other.id}/").status_code == 404
    assert client.get("/desk/letters/").status_code == 403


def test_an_attachment_is_a_file_to_save_under_its_own_name(sign_in, council, posted):
    letter = posted(council.member)
    client = sign_in(council.secretary)
    answer = client.get(f"/desk/letters/{letter.id}/parts/2")
    assert answer.data == b"%PDF-1.7"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get(f"/desk/letters/{letter.id}/parts/3").status_code == 404
    assert client.get(f"/desk/letters/{letter.id}/parts/0").status_code == 404


def test_a_failed_letter_is_sent_again_to_a_mended_address(sign_in, council, posted):
    letter = posted(council.member, then={"state": LetterState.FAILED, "attempts": 3})
    page = f"/desk/letters/{letter.id}/"
    client = sign_in(council.secretary)
    assert client.submit(page, {"email": "right@example.ru"}, to=page + "again").status_code == 303
    assert (letter.state, letter.attempts) == (LetterState.WAITING, 0)
    assert letter.email == "right@example.ru"


@pytest.mark.parametrize("email", ("", "nobody", "a@b\r\nBcc: c@d.ru", "a@b, c@d", "x" * 255))
def test_a_second_try_needs_an_address(sign_in, council, posted, email):
    letter = posted(council.member, then={"state": LetterState.FAILED})
    page = f"/desk/letters/{letter.id}/"
    answer = sign_in(council.secretary).submit(page, {"email": email}, to=page + "again")
    assert answer.status_code == 422
    assert (letter.state, letter.email) == (LetterState.FAILED, "reader@example.ru")


def test_a_letter_that_arrived_is_not_sent_again(sign_in, council, posted):
    letter = posted(council.member, then={"state": LetterState.SENT, "sent_at": NOW})
    page = f"/desk/letters/{letter.id}/"
    client = sign_in(council.secretary)
    data = {"email": letter.email}
    answer = client.submit("/desk/letters/choice", data, to=page + "again")
    assert answer.status_code == 422
    assert letter.state is LetterState.SENT


def test_the_same_letter_never_goes_twice_to_one_stranger(sign_in, council, posted):
    posted(None, "there@example.ru")
    letter = posted(None, then={"state": LetterState.FAILED})
    page = f"/desk/letters/{letter.id}/"
    client = sign_in(council.secretary)
    assert client.submit(page, {"email": "There@example.ru"}, to=page + "again").status_code == 422
    assert letter.state is LetterState.FAILED


def test_the_link_of_a_letter_leads_to_the_choice_without_signing_in(client, council, posted):
    address = choice_path(posted(council.member).id)
    page = client.get(address)
    assert "r…@example.ru" in page.text
    assert "reader@" not in page.text
    assert find_choice("reader@example.ru").frequency is Frequency.AT_ONCE
    data = {"frequency": "daily", "language": "en"}
    assert client.submit(address, data).status_code == 303
    assert find_choice("reader@example.ru").frequency is Frequency.DAILY
    assert find_choice("reader@example.ru").language == "en"


def test_one_click_of_a_mail_program_needs_no_session(client, council, posted):
    address = choice_path(posted(council.member).id) + "/one-click"
    assert client.get(address).status_code == 303
    assert find_choice("reader@example.ru").frequency is Frequency.AT_ONCE
    assert client.post(address, data={"x": "y"}).status_code == 400
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204
    assert find_choice("reader@example.ru").frequency is Frequency.ASKS_ONLY


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_link_that_we_did_not_make_leads_nowhere(client, council, posted, spoil):
    address = choice_path(posted(council.member).id)
    head, key = address.rsplit("/", 1)
    wrong = spoil(key) if spoil(key) != key else key[:-1] + "1"
    assert client.get(f"{head}/{wrong}").status_code == 404
    answer = client.post(f"{head}/{wrong}/one-click", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 404


def test_the_own_choice_holds_for_every_address_of_the_reader(sign_in, council, posted):
    posted(council.member, "private@example.ru")
    client = sign_in(council.member)
    data = {"frequency": "asks_only", "language": "ru"}
    assert client.submit("/desk/letters/choice", data).status_code == 303
    assert find_choice("private@example.ru").frequency is Frequency.ASKS_ONLY


def test_a_choice_of_nothing_is_asked_again(client, council, posted):
    address = choice_path(posted(council.member).id)
    answer = client.submit(address, {"frequency": "never", "language": "xx"})
    assert answer.status_code == 422
