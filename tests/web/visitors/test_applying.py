"""A visitor applies in the browser, keeps the own page, and cancels there."""

import re

import pytest

from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.meetings.rules.visitors import MOST_PER_HOUR
from tests.builders_public import NEXT, clock_at, list_of
from tests.conftest import NOW
from tests.web.visitors.conftest import TYPED, hidden, link_in

S = ApplicationState


def test_the_form_shows_an_unticked_consent_with_operator_and_version(meeting, client, council):
    response = client.get(f"/meetings/2026/{meeting.number}/apply/")
    text = response.text
    box = re.search(r'<input[^>]*name="consent"[^>]*>', text)[0]
    assert 'type="checkbox"' in box
    assert "checked" not in box
    assert "Министерство экономического развития" in text
    assert "Версия текста: visitor-1" in text
    assert hidden(text, "consent_version") == "visitor-1/ru"
    assert response.headers["Cache-Control"] == "no-store"


def test_applying_gives_a_page_of_ones_own_that_tells_of_the_seat(meeting, apply):
    response, browser = apply()
    assert (response.status_code, response.location) == (
        303,
        f"/meetings/2026/{meeting.number}/apply/done",
    )
    done = browser.get(response.location)
    own = browser.get(link_in(done.text))
    assert "место закреплено" in own.text
    assert "Мороз Никита Ильич" in own.text
    assert own.headers["Cache-Control"] == "no-store"
    assert own.headers["Referrer-Policy"] == "same-origin"  # else the form sends Origin: null
    (row,) = list_of(meeting.id)
    assert (row.email, row.consent_version) == ("moroz@example.org", "visitor-1/ru")


def test_the_address_is_shown_once(meeting, apply):
    response, browser = apply()
    browser.get(response.location)
    again = browser.get(response.location)
    assert (again.status_code, again.location) == (303, f"/meetings/2026/{meeting.number}/")


def test_without_a_seat_the_page_tells_the_place_on_the_list(apply):
    for number in range(2):
        apply(email=f"guest{number}@example.org")
    response, browser = apply(email="third@example.org")
    own = browser.get(link_in(browser.get(response.location).text)).text
    assert "в листе ожидания" in own
    assert "листе ожидания: 2" in own


def test_a_second_application_answers_word_for_word_like_the_first(meeting, apply):
    """Nobody learns from the answer whether somebody else has applied."""
    pages = []
    for name in ("Мороз Никита Ильич", "Чужой Пётр Ильич"):
        response, browser = apply(full_name=name)
        done = browser.get(response.location)
        assert (response.status_code, done.status_code) == (303, 200)
        pages.append(done.text)
    first, second = (link_in(page) for page in pages)
    assert first != second
    number = "Номер запроса"
    assert number not in pages[0]
    assert pages[0].replace(first, second) == pages[1]
    assert [row.full_name for row in list_of(meeting.id)] == ["Мороз Никита Ильич"]


def test_the_address_shown_to_the_second_opens_nothing_of_the_first(apply, client):
    first, browser = apply()
    own = link_in(browser.get(first.location).text)
    second, other = apply()
    shown = link_in(other.get(second.location).text)
    assert other.get(shown).status_code == 404
    assert browser.get(own).status_code == 200


def test_a_double_click_makes_one_row_and_one_address(meeting, app):
    browser = app.test_client()
    path = f"/meetings/2026/{meeting.number}/apply/"
    text = browser.get(path).text
    names = ("csrf_token", "token", "consent_version")
    typed = {**{name: hidden(text, name) for name in names}, **TYPED}
    assert [browser.post(path, data=typed).status_code for _ in range(2)] == [303, 303]
    own = link_in(browser.get(f"{path}done").text)
    assert browser.get(own).status_code == 200
    assert len(list_of(meeting.id)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"full_name": ""}, "Введите фамилию, имя и отчество."),
        ({"full_name": "Н. Мороз"}, "только буквами"),
        ({"full_name": "x\r\nBcc: a@b Имя"}, "только буквами"),
        ({"full_name": "Срочно http://evil.example Имя"}, "только буквами"),
        ({"email": ""}, "Введите адрес электронной почты."),
        ({"email": "moroz"}, "например name@example.org"),
        ({"email": "a@b.ru,c@d.ru"}, "например name@example.org"),
        ({"email": "a@b.ru\r\nBcc: x@y.ru"}, "например name@example.org"),
        ({"inn": "9699000021"}, "В ИНН ошибка"),
        ({"inn": "123"}, "ИНН состоит из 10 цифр"),
        ({"consent": None}, "Без вашего согласия"),
        ({"organisation": "я" * 401}, "400"),
        ({"organisation": "ООО\x00"}, "NUL"),
    ),
)
def test_a_wrong_application_says_what_to_do_keeps_the_text_and_leaves_no_trace(
    meeting, apply, typed, words
):
    response, _ = apply(**typed)
    assert response.status_code == 422
    assert words in response.text
    assert "<title>Ошибка: " in response.text
    assert "Северный путь" in response.text or "organisation" in typed
    assert list_of(meeting.id) == []


def test_a_text_of_consent_that_changed_has_to_be_read_anew(meeting, apply):
    response, _ = apply(consent_version="visitor-0/ru")
    assert response.status_code == 409
    assert "Прочтите его и поставьте отметку ещё раз" in response.text
    assert hidden(response.text, "consent_version") == "visitor-1/ru"
    assert "checked" not in response.text
    assert list_of(meeting.id) == []


@pytest.mark.parametrize("token", ("", "x", "A" * 44, "../../desk", "<b>" * 15))
def test_a_token_that_is_not_ours_is_replaced(meeting, apply, token):
    response, browser = apply(token=token)
    assert browser.get(link_in(browser.get(response.location).text)).status_code == 200


def test_the_eleventh_application_of_an_hour_from_one_address_is_429(meeting, apply):
    for number in range(MOST_PER_HOUR):
        assert apply(email=f"guest{number}@example.org")[0].status_code == 303
    response, _ = apply(email="eleventh@example.org")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
    assert "слишком много заявок" in response.text
    assert len(list_of(meeting.id)) == MOST_PER_HOUR


def test_after_the_last_day_the_form_is_gone_and_a_late_one_is_refused(
    meeting, apply, client, stopped_clock
):
    page = f"/meetings/2026/{meeting.number}/apply/"
    browser = client
    text = browser.get(page).text
    names = ("csrf_token", "token", "consent_version")
    typed = {**{name: hidden(text, name) for name in names}, **TYPED}
    with clock_at(stopped_clock, NEXT):
        closed = browser.get(page)
        late = browser.post(page, data=typed)
    assert "Заявки принимались до 14\u00a0декабря 2026\u00a0г. включительно" in closed.text
    assert "<form" not in closed.text.split("<main")[1]
    assert late.status_code == 409
    assert list_of(meeting.id) == []


@pytest.mark.parametrize(
    ("values", "words"),
    (
        ({"is_open": False, "guest_seats": 0}, "без посетителей"),
        ({"state": MeetingState.HELD}, "уже началось или завершено"),
        ({"state": MeetingState.CANCELLED, "state_reason": "Нет"}, "отменено"),
        (
            {
                "form": MeetingForm.ABSENTEE,
                "is_open": False,
                "ballots_from": NEXT.date(),
                "ballots_until": NEXT.date(),
            },
            "заочное голосование",
        ),
    ),
)
def test_a_closed_page_explains_why(public, client, values, words):
    meeting = public.open_meeting(**{"number": 77, **values})
    response = client.get("/meetings/2026/77/apply/")
    assert meeting.number == 77
    assert response.status_code == 200
    assert words in response.text.split("<main")[1]
    assert "<form" not in response.text.split("<main")[1]


def test_cancelling_is_asked_once_more_and_hands_the_seat_on(meeting, apply, public):
    response, browser = apply()
    own = link_in(browser.get(response.location).text)
    public.applies(meeting, 5)
    asked = browser.get(f"{own}leave")
    assert "Ваше место сразу перейдёт" in asked.text
    assert [row.state for row in list_of(meeting.id)] == [S.CONFIRMED, S.WAITING]
    assert browser.submit(f"{own}leave", {}, to=f"{own}cancel").status_code == 303
    assert [row.state for row in list_of(meeting.id)] == [S.CANCELLED, S.CONFIRMED]
    text = browser.get(own).text
    assert "Вы отозвали заявку" in text
    assert "Я не приду" not in text


def test_cancelling_twice_does_it_once(meeting, apply):
    response, browser = apply()
    own = link_in(browser.get(response.location).text)
    token = browser.token(f"{own}leave")
    answers = [browser.post(f"{own}cancel", data={"csrf_token": token}) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert [row.state for row in list_of(meeting.id)] == [S.CANCELLED]
    assert browser.get(f"{own}leave").status_code == 303


def test_cancelling_needs_the_forgery_token(meeting, apply):
    response, browser = apply()
    own = link_in(browser.get(response.location).text)
    assert browser.post(f"{own}cancel").status_code == 400
    assert [row.state for row in list_of(meeting.id)] == [S.CONFIRMED]


@pytest.mark.parametrize("token", ("x", "A" * 43, "%00", "я" * 300))
def test_an_unknown_personal_page_is_not_found(council, client, token):
    assert client.get(f"/meetings/visit/{token}/").status_code in {400, 404}
    assert client.get(f"/meetings/visit/{token}/leave").status_code in {400, 404}


def test_a_personal_page_tells_of_a_meeting_that_was_called_off(meeting, apply, build):
    response, browser = apply()
    own = link_in(browser.get(response.location).text)
    meeting.state, meeting.state_reason = MeetingState.CANCELLED, "Карантин"
    build.session.commit()
    text = browser.get(own).text
    assert "Заседание не состоится.</b> Карантин" in text
    assert "Я не приду" not in text


def test_only_a_confirmed_visitor_sees_the_video_link(meeting, apply, build):
    meeting.form, meeting.video_link = MeetingForm.MIXED, "https://video.example.org/r"
    build.session.commit()
    pages = []
    for number in range(2):
        response, browser = apply(email=f"guest{number}@example.org")
        pages.append(browser.get(link_in(browser.get(response.location).text)).text)
    assert ["video.example.org" in page for page in pages] == [True, False]


def test_names_and_addresses_of_visitors_are_on_no_public_page(meeting, apply, client):
    apply()
    assert meeting.starts_at > NOW
    for path in ("/", "/meetings/", f"/meetings/2026/{meeting.number}/", "/sitemap.xml"):
        text = client.get(path).text
        assert "Мороз" not in text
        assert "moroz@example.org" not in text


def test_a_hostile_organisation_stands_literally(apply):
    response, browser = apply(organisation="<script>alert(1)</script>")
    own = browser.get(link_in(browser.get(response.location).text)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in own
    assert "<script>alert" not in own
