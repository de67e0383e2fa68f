"""A traveller's own page: the journey, the passport with its consent, and each refusal."""

import pytest

from core.adapters.database import db
from events.missions import services as missions
from events.missions.delegations.models import SealedPassport
from events.missions.delegations.rules.members import Travel
from events.missions.delegations.services import traveller_path
from tests.builders_delegations import typed_passport


@pytest.fixture
def path(built):
    _, members = built.asked()
    return traveller_path(members[0].id)


def given():
    return db.session.query(SealedPassport).count()


def test_the_page_of_the_application_leads_to_the_journey(client, built):
    _, members = built.asked(companies=1)
    own = client.get(missions.page_of(members[0].application_id)).text
    assert traveller_path(members[0].id) in own
    text = client.get(traveller_path(members[0].id)).text
    assert "Мороз Никита" in text
    assert "Ввести паспортные данные" in text


def test_an_application_that_is_not_in_a_delegation_leads_nowhere(client, built):
    _, found = built.chosen(1)
    assert "/events/delegates/" not in client.get(missions.page_of(found[0])).text


def test_days_of_travel_are_shown(client, built):
    event = built.event()
    key = built.add(event, travel=Travel(event.starts_on, event.ends_on))
    assert "8\u00a0февраля 2027\u00a0г." in client.get(traveller_path(key)).text


def test_a_traveller_gives_the_passport_and_does_not_see_it_again(client, path):
    page = client.get(f"{path}passport/")
    assert "checked" not in page.text
    assert "12 марта 2027 г." in page.text.replace("\u00a0", " ")
    answer = client.submit(f"{path}passport/", typed_passport())
    assert answer.headers["Location"] == path
    answer = client.get(path)
    assert "приняты и зашифрованы" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert given() == 1
    for part in ("", "passport/"):
        text = client.get(f"{path}{part}").text
        for secret in ("751234567", "MOROZ", "1980"):
            assert secret not in text.replace("21.11.1980", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"number": "12"}, "от 5 до 20 цифр"),
        ({"number": ""}, "Заполните это поле"),
        ({"citizenship": "777"}, "гражданство словами"),
        ({"latin_name": "Мороз Никита"}, "латинскими буквами"),
        ({"born_on": "17.03.2030"}, "Проверьте дату рождения"),
        ({"born_on": "вчера"}, "Ошибка"),
        ({"valid_until": "01.02.2027"}, "Срок паспорта истекает"),
        ({"processing": None}, "Без вашего согласия"),
        ({"processing": None, "handing_on": "y"}, "Без вашего согласия"),
        ({"consent_text": "passport-0/ru"}, "за это время изменился"),
    ),
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, path, typed, words):
    values = {k: v for k, v in typed_passport(**typed).items() if v is not None}
    answer = client.submit(f"{path}passport/", values)
    assert answer.status_code == 422
    assert words in answer.text
    assert given() == 0


def test_the_consent_is_withdrawn_and_the_data_are_gone(client, path):
    assert client.get(f"{path}passport/withdraw/").status_code == 303
    client.submit(f"{path}passport/", typed_passport(handing_on="y"))
    page = f"{path}passport/withdraw/"
    assert client.submit(page, {}).status_code == 303
    assert "паспортные данные удалены" in client.get(path).text
    assert given() == 0


def test_handing_on_is_withdrawn_and_the_passport_stays(client, path):
    client.submit(f"{path}passport/", typed_passport(handing_on="y"))
    to = f"{path}passport/handing-on/withdraw"
    assert to in client.get(path).text
    for _ in range(2):
        assert client.submit(f"{path}passport/", {}, to=to).status_code == 303
    assert to not in client.get(path).text
    assert given() == 1


def test_without_a_key_the_page_says_so_and_takes_nothing(client, path, no_key):
    text = client.get(path).text
    assert "не задан ключ шифрования" in text
    assert client.get(f"{path}passport/").status_code == 303
    token = client.token("/sign-in")
    values = {**typed_passport(), "csrf_token": token}
    answer = client.post(f"{path}passport/", data=values)
    assert answer.status_code == 409
    assert "не задан ключ шифрования" in answer.text
    assert given() == 0


def test_where_nobody_asks_there_is_no_form(client, built):
    key = built.add(built.event())
    text = client.get(traveller_path(key)).text
    assert "Паспортные данные" not in text
    assert client.get(f"{traveller_path(key)}passport/").status_code == 303


@pytest.mark.parametrize("part", ("", "passport/", "passport/withdraw/"))
def test_a_guessed_address_is_not_found(client, part):
    assert client.get(f"/events/delegates/{'x' * 43}/{part}").status_code == 404


def test_who_left_the_delegation_has_no_page_any_more(client, built):
    _, members = built.asked(companies=1)
    path = traveller_path(members[0].id)
    missions.withdraw_application(members[0].application_id, **built.who)
    assert client.get(path).status_code == 404
