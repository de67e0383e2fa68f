"""A company applies in the browser: form, answers once more, the letter, its own page."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from lxml import html

from core.adapters.clock import clock
from core.adapters.database import db
from core.letters.models import OutgoingLetter
from events.missions.models import ApplicationConsent, ApplicationFile, Call, MissionApplication
from events.missions.queries.calls import get_call_row
from events.missions.rules.applications import MissionApplicationState
from events.missions.rules.consents import Purpose
from events.programme.models import Event
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from tests.builders_missions import inn_of
from tests.conftest import NOW
from tests.reading import as_read
from tests.web.missions.conftest import TYPED

S = MissionApplicationState
PDF = b"%PDF-1.7\n%%EOF"


def rows():
    return db.session.query(MissionApplication).all()


def letter(kind):
    return db.session.query(OutgoingLetter).filter_by(kind=f"application.{kind}").one()


def link_of(found):
    return re.search(r"/events/application/[^\"']+", str(found.body))[0]


@pytest.fixture
def own(apply):
    """The address of the own page of an application that was kept."""
    return apply().headers["Location"].removesuffix("check/")


@pytest.fixture
def confirmed(client, own):
    client.submit(f"{own}check/", {}, to=f"{own}send")
    link = link_of(letter("confirm"))
    client.submit(link, {})
    return own


def test_from_the_form_over_the_answers_and_the_letter_into_the_list(client, apply):
    sent = apply()
    assert sent.status_code == 303
    check = client.get(sent.headers["Location"])
    assert "Проверьте ответы" in check.text
    assert "Мороз Никита Ильич" in check.text
    assert "Насос и паспорт" in check.text
    assert check.headers["Cache-Control"] == "no-store"
    own = sent.headers["Location"].removesuffix("check/")
    assert client.submit(f"{own}check/", {}, to=f"{own}send").headers["Location"] == own
    assert "moroz@example.org" in client.get(own).text
    link = link_of(letter("confirm"))
    assert "Подтвердить заявку?" in client.get(link).text
    assert rows()[0].state is S.UNCONFIRMED  # a link that is only opened changes nothing
    assert client.submit(link, {}).status_code == 303
    assert rows()[0].state is S.SUBMITTED
    assert "Заявка принята" in client.get(own).text


def test_a_draft_waits_at_the_address_of_the_letter(client, apply):
    sent = apply(act="later", phone="", products="", **{"answers-0": ""})
    own = link_of(letter("saved"))
    assert sent.headers["Location"] == own
    assert "Заявка ещё не отправлена" in client.get(own).text
    text = client.get(f"{own}edit/").text
    assert "Северный путь" in text
    assert (
        client.submit(f"{own}edit/", {**TYPED, "consent_text": "mission-1/ru"}).headers["Location"]
        == f"{own}check/"
    )
    assert rows()[0].phone == TYPED["phone"]


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"company": ""}, "Заполните это поле"),
        ({"inn": "9699000021"}, "В ИНН ошибка"),
        ({"ogrn": "1129600001014"}, "В ОГРН ошибка"),
        ({"products": "123 – насосы"}, "не код ТН ВЭД"),
        ({"full_name": "x\r\nBcc: a@b Имя"}, "только буквами"),
        ({"email": "a@b.ru\r\nBcc: x@y.ru"}, "например name@example.org"),
        ({"answers-0": " "}, "Заполните это поле"),
        ({"company": "ООО\x00"}, "NUL"),
        ({"company": "я" * 401}, "400"),
        ({"website": "http://spam.example"}, "Заполнено скрытое поле"),
        ({"stamp": "x"}, "открыта слишком долго"),
    ),
)
def test_a_wrong_application_says_what_to_do_keeps_the_text_and_leaves_no_trace(
    apply, typed, words
):
    answer = apply(**typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Насос и паспорт" in answer.text or "answers-0" in typed
    assert rows() == []


def test_u20_what_was_given_once_is_never_to_be_given_again(client, apply):
    """WCAG 3.3.7: going back shows all that was given; the next steps ask for none of it."""
    own = apply().headers["Location"].removesuffix("check/")
    page = html.document_fromstring(client.get(f"{own}edit/").text)
    shown = {
        each.get("name"): each.get("value") or each.text_content().strip()
        for each in page.xpath("//main//input|//main//textarea")
    }
    given = {**TYPED, "full_name": "Мороз Никита Ильич", "email": "moroz@example.org"}
    assert {name: shown[name] for name in given} == given
    assert page.xpath("//input[@name='processing' and @checked]")
    client.submit(f"{own}check/", {}, to=f"{own}send")
    for path in (f"{own}check/", link_of(letter("confirm")), own):
        asked = html.document_fromstring(client.get(path).text).xpath(
            "//main//input[not(@type='hidden')]|//main//textarea|//main//select"
        )
        assert asked == [], path


@pytest.mark.parametrize("typed", ({"inn": "9699000021"}, {"email": ""}, {"email": "moroz"}))
def test_a_draft_for_later_needs_an_address_and_nothing_unreadable(apply, typed):
    assert apply(act="later", **typed).status_code == 422
    assert rows() == []


def test_without_consent_nothing_is_kept(apply):
    answer = apply(processing=None)
    assert answer.status_code == 409
    assert "Без вашего согласия" in answer.text
    assert rows() == []


def test_a_text_of_consent_that_changed_has_to_be_read_anew(apply):
    answer = apply(consent_text="mission-0/ru")
    assert answer.status_code == 409
    assert "Прочтите его и поставьте отметку ещё раз" in answer.text


def test_a_program_that_sends_at_once_is_asked_again(client, path, opened):
    fields = opened()
    clock.stopped_at = NOW + timedelta(seconds=1)
    answer = client.post(path, data={**fields, **TYPED})
    assert answer.status_code == 422
    assert "Слишком быстро" in answer.text
    assert rows() == []


def test_a_double_click_makes_one_draft(client, path, opened):
    fields = opened()
    first, second = (client.post(path, data={**fields, **TYPED}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(rows()) == 1


def test_files_are_told_by_their_content(apply):
    assert apply(files=(BytesIO(b"MZ\x90"), "a.pdf")).status_code == 409
    assert rows() == []
    assert apply(files=(BytesIO(PDF), "каталог.pdf")).status_code == 303
    assert db.session.query(ApplicationFile).one().name == "каталог.pdf"


def test_a_closed_call_says_so_and_shows_no_form(client, path):
    clock.stopped_at = NOW + timedelta(days=11)
    text = client.get(path).text
    assert "Заявки больше не принимаются" in text
    assert "<form" not in text.split("<main")[1]


def test_the_call_of_a_hidden_event_is_not_found(client, missions):
    call_id = missions.described(missions.event(is_public=False))
    assert client.get(f"{get_call_row(call_id).path}apply/").status_code == 404


def test_another_name_in_the_address_leads_to_the_right_one(client, path):
    answer = client.get(re.sub(r"-[^/]+/apply", "-other/apply", path))
    assert (answer.status_code, answer.headers["Location"]) == (301, path)


def test_a_foreign_secret_opens_nothing(client, own):
    assert client.get("/events/application/" + "x" * 43 + "/").status_code == 404
    assert client.get(f"{own}confirm/{'x' * 43}/").status_code == 303
    token = client.token(f"{own}check/")
    client.post(f"{own}send", data={"csrf_token": token})
    answer = client.post(f"{own}confirm/{'x' * 43}/", data={"csrf_token": token})
    assert answer.status_code == 404
    assert rows()[0].state is S.UNCONFIRMED


def test_withdrawing_asks_once_more_and_deletes_what_is_personal(client, confirmed):
    assert "Отозвать заявку?" in client.get(f"{confirmed}leave/").text
    client.submit(f"{confirmed}leave/", {}, to=f"{confirmed}withdraw")
    text = client.get(confirmed).text
    assert "Вы отозвали заявку" in text
    assert "Мороз" not in text
    assert client.get(f"{confirmed}leave/").status_code == 303


def test_one_use_of_the_data_is_withdrawn_on_the_own_page(client, confirmed):
    """152-ФЗ, art. 9: each consent ends by itself; without a button for the whole application."""
    agreed = ApplicationConsent(
        application_id=rows()[0].id, purpose=Purpose.HANDING_ON, version="v", given_at=NOW
    )
    db.session.add(agreed)
    db.session.commit()
    to = f"{confirmed}consents/handing_on/withdraw"
    shown = client.get(confirmed).text
    assert to in shown
    assert "consents/processing/withdraw" not in shown
    for _ in range(2):
        assert client.submit(f"{confirmed}leave/", {}, to=to).status_code == 303
    assert to not in client.get(confirmed).text
    assert rows()[0].full_name == "Мороз Никита Ильич"
    foreign = f"{confirmed}consents/x/withdraw"
    assert client.submit(f"{confirmed}leave/", {}, to=foreign).status_code == 404


def test_what_was_confirmed_is_not_changed(client, confirmed, opened):
    assert client.get(f"{confirmed}edit/").status_code == 303
    token = client.token("/sign-in")
    changed = {**TYPED, "company": "Другая", "consent_text": "mission-1/ru", "csrf_token": token}
    assert client.post(f"{confirmed}edit/", data=changed).status_code == 409
    assert rows()[0].company == TYPED["company"]


def test_a_second_application_of_the_company_is_refused_with_words(client, confirmed, apply):
    own = apply(email="other@example.org").headers["Location"].removesuffix("check/")
    client.submit(f"{own}check/", {}, to=f"{own}send")
    link = link_of(
        db.session.query(OutgoingLetter)
        .filter_by(kind="application.confirm", email="other@example.org")
        .one()
    )
    answer = client.submit(link, {})
    assert answer.status_code == 409
    assert "уже принята" in answer.text
    assert [row.state for row in rows() if row.inn == inn_of(1)].count(S.SUBMITTED) == 1


def test_an_incomplete_draft_is_not_sent(client, apply):
    own = apply(act="later", phone="").headers["Location"]
    assert "Даны не все ответы" in client.get(f"{own}check/").text
    answer = client.post(f"{own}send", data={"csrf_token": client.token("/sign-in")})
    assert answer.status_code == 409
    assert "Даны не все ответы" in answer.text


def test_a_file_of_a_draft_can_be_removed_and_another_put_in_its_place(client, apply, opened):
    own = apply(files=(BytesIO(PDF), "каталог.pdf")).headers["Location"].removesuffix("check/")
    assert "каталог.pdf" in client.get(f"{own}edit/").text
    file_id = db.session.query(ApplicationFile).one().id
    sent = {**opened(f"{own}edit/"), **TYPED, "removed": str(file_id)}
    sent["files"] = (BytesIO(PDF + b"2"), "презентация.pdf")
    assert client.post(f"{own}edit/", data=sent, content_type="multipart/form-data").location
    assert [each.name for each in db.session.query(ApplicationFile)] == ["презентация.pdf"]


def test_nobody_removes_a_file_of_another_application(client, apply, opened):
    apply(files=(BytesIO(PDF), "чужой.pdf"))
    other = db.session.query(ApplicationFile).one().id
    own = apply(email="other@example.org").headers["Location"].removesuffix("check/")
    sent = {**opened(f"{own}edit/"), **TYPED, "removed": str(other)}
    answer = client.post(f"{own}edit/", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert db.session.query(ApplicationFile).one().name == "чужой.pdf"


def test_five_files_are_the_most_also_after_some_were_removed(client, apply, opened):
    files = [(BytesIO(PDF + bytes([n])), f"{n}.pdf") for n in range(5)]
    own = apply(files=files).headers["Location"].removesuffix("check/")
    first = db.session.query(ApplicationFile).order_by(ApplicationFile.position).first().id

    def change(count):
        sent = {**opened(f"{own}edit/"), **TYPED, "removed": str(first)}
        sent["files"] = [(BytesIO(PDF + b"x" * n), f"new{n}.pdf") for n in range(count)]
        return client.post(f"{own}edit/", data=sent, content_type="multipart/form-data")

    assert change(2).status_code == 409
    assert db.session.query(ApplicationFile).count() == 5
    assert change(1).status_code == 303
    assert db.session.query(ApplicationFile).count() == 5


@pytest.mark.parametrize(
    ("action", "days", "seen", "gone"),
    (
        (EventAction.MOVE, {"starts_on": date(2027, 3, 1)}, "Прежние даты: 8–10 февраля", "x" * 9),
        (EventAction.MOVE, {}, "Мероприятие перенесено.", "Мероприятие отменено."),
        (EventAction.CANCEL, {}, "не состоится", "Заявка принята"),
    ),
)
def test_the_own_page_says_that_the_event_is_moved_or_cancelled_and_why(  # noqa: PLR0913, PLR0917 - a row
    client, confirmed, missions, call_id, action, days, seen, gone
):
    event = db.session.get(Event, db.session.get(Call, call_id).event_id)
    assert "Мероприятие" not in client.get(confirmed).text.partition("<main")[2]
    draft = StepDraft(action, event.revision, "просьба хозяев", **days)
    take_step(event.id, draft, **missions.by)
    text = as_read(client.get(confirmed).text)
    assert seen in text
    assert gone not in text
    assert "просьба хозяев" in text
