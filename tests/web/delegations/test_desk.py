"""The delegation on the working pages: who may do what, and each refusal."""

import pytest

from core.adapters.database import db
from events.missions.delegations.models import DelegationMember, SealedPassport
from events.missions.delegations.queries import find_delegation, list_readers
from tests.statements import selects_of

TYPED = {
    "surname": "Гордеев",
    "given": "Олег",
    "role": "head",
    "arrives_on": "07.02.2027",
    "leaves_on": "11.02.2027",
    "revision": "0",
}


def desk(event):
    return f"/desk/events/{event.number}/delegation/"


def test_the_people_of_the_chosen_companies_are_taken_in(coordinator, built):
    event, _ = built.chosen(2)
    assert "Включить отобранные компании (2)" in coordinator.get(desk(event)).text
    assert coordinator.submit(desk(event), {}, to=f"{desk(event)}draw").status_code == 303
    text = coordinator.get(desk(event)).text
    assert text.count("Мороз Никита Ильич") == 2
    assert "Включить отобранные" not in text
    assert "Включить отобранные" not in coordinator.get(f"/desk/events/{event.number}/").text
    assert desk(event) in coordinator.get(f"/desk/events/{event.number}/").text


def test_a_person_is_added_changed_and_taken_out(coordinator, built):
    event = built.event()
    assert coordinator.submit(f"{desk(event)}members/new/", TYPED).status_code == 303
    (row,) = built.members(event)
    page = f"{desk(event)}members/{row.id}/"
    text = coordinator.get(page).text
    assert 'value="07.02.2027"' in text
    assert "/events/delegates/" in text
    answer = coordinator.submit(page, {**TYPED, "role": "staff", "revision": "1"})
    assert answer.status_code == 303
    assert "сопровождающее лицо" in coordinator.get(desk(event)).text
    assert f'{desk(event)}history"' in coordinator.get(desk(event)).text
    history = coordinator.get(f"{desk(event)}history")
    assert history.status_code == 200
    assert "Делегация" in history.text
    gone = coordinator.submit(f"{page}remove/", {})
    assert gone.status_code == 303
    assert "пока никого нет" in coordinator.get(desk(event)).text


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"surname": " "}, "Заполните это поле"),
        ({"role": ""}, "Выберите ответ"),
        ({"role": "king"}, "Ошибка"),
        ({"email": "nobody"}, "Ошибка"),
        ({"arrives_on": "31.02.2027"}, "Ошибка"),
        ({"arrives_on": "12.02.2027"}, "раньше дня прибытия"),
        ({"arrives_on": "20.02.2027", "leaves_on": ""}, "не попадёт на мероприятие"),
        ({"arrives_on": "01.01.2027"}, "больше 30 дней"),
    ),
)
def test_a_bad_person_says_what_to_do(coordinator, built, typed, words):
    event = built.event()
    answer = coordinator.submit(f"{desk(event)}members/new/", {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(DelegationMember).count() == 0


def test_a_second_head_and_an_old_page_are_refused(coordinator, built):
    event = built.event()
    built.add(event, role="head")
    other = built.add(event, surname="Ярцев")
    page = f"{desk(event)}members/{other}/"
    refused = coordinator.submit(page, {**TYPED, "revision": "1"})
    assert refused.status_code == 422
    assert "уже есть руководитель" in refused.text
    assert coordinator.submit(page, {**TYPED, "revision": "7"}).status_code == 409


def test_a_person_of_another_event_is_not_found(coordinator, built):
    event, other = built.event(), built.event()
    key = built.add(event)
    assert coordinator.get(f"{desk(other)}members/{key}/").status_code == 404
    assert coordinator.get("/desk/events/999999/delegation/").status_code == 404


@pytest.mark.parametrize("form", ("html", "pdf", "docx"))
def test_the_list_is_a_paper_without_contacts(coordinator, built, form):
    event, _ = built.drawn(1)
    answer = coordinator.get(f"{desk(event)}list.{form}", buffered=True)
    assert answer.status_code in {200, 202}
    if form == "html":
        assert "Мороз Никита Ильич" in answer.text
        assert "moroz1@example.org" not in answer.text


def test_the_coordinator_says_who_reads_and_until_when(coordinator, built, council):
    event = built.event()
    reader = str(council.secretary.account_id)
    typed = {"asks_passports": "y", "delete_on": "20.02.2027", "readers": [reader]}
    page = f"{desk(event)}passports/"
    assert coordinator.submit(page, typed).status_code == 303
    delegation = find_delegation(event.id)
    assert [str(each.account_id) for each in list_readers(delegation.id)] == [reader]
    text = coordinator.get(desk(event)).text
    assert "20\u00a0февраля 2027\u00a0г." in text
    assert f'value="{reader}"' in coordinator.get(page).text


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"delete_on": "10.02.2027"}, "Выберите день позже"),
        ({"delete_on": "20.12.2027"}, "не дольше 90 дней"),
        ({"delete_on": "когда-нибудь"}, "Ошибка"),
        ({"readers": ["nobody"]}, "Ошибка"),
    ),
)
def test_what_cannot_be_asked_says_why(coordinator, built, typed, words):
    event = built.event()
    typed = {"asks_passports": "y", **typed}
    answer = coordinator.submit(f"{desk(event)}passports/", typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert find_delegation(event.id) is None


def test_an_old_page_of_what_is_asked_meets_a_conflict(coordinator, built):
    event, _ = built.asked()
    answer = coordinator.submit(f"{desk(event)}passports/", {"revision": "1"})
    assert answer.status_code == 409


def test_without_a_key_the_page_says_so(coordinator, built, no_key):
    event = built.event()
    assert "не задан ключ" in coordinator.get(desk(event)).text
    answer = coordinator.submit(f"{desk(event)}passports/", {"asks_passports": "y"})
    assert answer.status_code == 422
    assert "не задан ключ шифрования (PASSPORT_KEY)" in answer.text


def test_travellers_are_asked_by_letter(coordinator, built):
    event, _ = built.asked()
    text = coordinator.get(desk(event)).text
    assert "Запросить письмом у 2 человек" in text
    assert coordinator.submit(desk(event), {}, to=f"{desk(event)}ask").status_code == 303
    assert "Отправлено 2 письма" in coordinator.get(desk(event)).text


def test_letters_that_nobody_may_send_are_refused(coordinator, built):
    event, _ = built.drawn()
    answer = coordinator.submit(f"{desk(event)}members/new/", {}, to=f"{desk(event)}ask")
    assert answer.status_code == 409
    assert "не запрашиваются" in answer.text


@pytest.fixture
def given(built, council):
    """An event that asks, and its first traveller, whose passport the secretary may read."""
    event, members = built.asked(council.secretary)
    built.give(members[0].id)
    return event, members[0].id


def test_a_named_reader_says_why_and_reads(sign_in, council, given):
    event, member_id = given
    secretary = sign_in(council.secretary)
    page = f"{desk(event)}members/{member_id}/passport/"
    assert page in secretary.get(desk(event)).text
    before = secretary.get(page)
    assert "751234567" not in before.text
    answer = secretary.submit(page, {"purpose": "visa"})
    assert answer.status_code == 200
    for words in ("751234567", "MOROZ NIKITA", "17.03.1980", "06.05.2031", "Согласия на передачу"):
        assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ({}, {"purpose": ""}, {"purpose": "curiosity"}))
def test_without_a_reason_nothing_is_read(sign_in, council, given, typed):
    event, member_id = given
    page = f"{desk(event)}members/{member_id}/passport/"
    answer = sign_in(council.secretary).submit(page, typed)
    assert answer.status_code == 422
    assert "751234567" not in answer.text


def test_the_coordinator_sees_who_read_and_cannot_read(coordinator, sign_in, council, given):
    event, member_id = given
    page = f"{desk(event)}members/{member_id}/passport/"
    sign_in(council.secretary).submit(page, {"purpose": "tickets"})
    text = coordinator.get(desk(event)).text
    assert "Мороз Н.И." in text.replace("\u00a0", " ")
    assert "билеты" in text
    assert page not in text
    assert coordinator.get(page).status_code == 403
    assert coordinator.submit(desk(event), {"purpose": "visa"}, to=page).status_code == 403


def test_who_is_named_sees_the_list_and_changes_nothing(sign_in, council, given):
    event, member_id = given
    secretary = sign_in(council.secretary)
    assert secretary.get(desk(event)).status_code == 200
    assert "Добавить человека" not in secretary.get(desk(event)).text
    for part in ("members/new/", f"members/{member_id}/", "passports/", "list.html"):
        assert secretary.get(f"{desk(event)}{part}").status_code == 403


def test_others_do_not_see_the_delegation(sign_in, council, client, given):
    event, member_id = given
    page = f"{desk(event)}members/{member_id}/passport/"
    assert sign_in(council.member).get(desk(event)).status_code == 403
    assert sign_in(council.member).get(page).status_code == 403
    assert client.get(desk(event)).status_code == 302
    assert client.get(page).status_code == 302


def test_a_passport_that_was_not_given_is_not_found(sign_in, council, built):
    event, members = built.asked(council.secretary)
    page = f"{desk(event)}members/{members[0].id}/passport/"
    assert sign_in(council.secretary).get(page).status_code == 404


def test_a_passport_without_its_key_says_so(sign_in, council, given, no_key):
    event, member_id = given
    page = f"{desk(event)}members/{member_id}/passport/"
    answer = sign_in(council.secretary).submit(page, {"purpose": "visa"})
    assert answer.status_code == 409
    assert "не открываются" in answer.text
    assert db.session.query(SealedPassport).count() == 1


def test_a_longer_list_asks_the_database_no_more(coordinator, built):
    few, _ = built.asked(companies=1)
    many, _ = built.asked(companies=4)
    counts = []
    for event in (few, many):
        for row in built.members(event):
            built.give(row.id)
        counts.append(len(selects_of(db.session, coordinator, desk(event))))
    assert counts[0] == counts[1]
