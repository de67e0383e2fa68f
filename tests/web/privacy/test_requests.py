"""Requests about one's own data: written down with their last day, counted down, answered once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters.chain import JournalEntry
from core.privacy.models import DataRequest
from core.privacy.queries import requests
from core.privacy.services.retaining import apply_terms
from tests.conftest import NOW
from tests.statements import selects_of

PAGE = "/desk/personal-data/requests/"
CAME = {"name": "Соболь Лаврентий", "email": "sobol@example.org", "kind": "access"}


@pytest.fixture
def admin(build, council, sign_in):
    return sign_in(build.account("Админова Ольга", administrator=True))


@pytest.fixture
def enter(admin):
    def entered(**changed):
        return admin.submit(f"{PAGE}new", {**CAME, "received_on": "20.11.2026", **changed})

    return entered


@pytest.fixture
def one(enter, session):
    enter()
    return session.scalars(select(DataRequest)).one()


def plain(answer):
    return answer.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("came", "told"),
    (
        ("20.11.2026", "осталось 13 дней"),
        ("09.11.2026", "осталось 2 дня"),
        ("06.11.2026", "просрочено на 1 день"),
    ),
)
def test_a_request_is_counted_down(admin, enter, came, told):
    enter(received_on=came)
    shown = plain(admin.get(PAGE))
    assert "Соболь Лаврентий – ознакомить с данными" in shown
    assert told in shown
    assert "1 обращение ждёт ответа" in plain(admin.get("/desk/personal-data/"))


def test_an_answer_ends_it_once_and_says_whether_it_came_in_time(admin, one, session):
    page = f"{PAGE}{one.id}/answer"
    given = {"answered_on": "21.11.2026", "answer": "Отправлен файл"}
    token = admin.token(page)
    assert admin.submit(page, given).status_code == 303
    assert "в срок" in plain(admin.get(PAGE))
    again = admin.post(page, data={"csrf_token": token, **given, "answer": "Иначе"})
    assert (again.status_code, "уже ответили" in again.text) == (409, True)
    session.refresh(one)
    assert one.answer == "Отправлен файл"
    noted = session.scalars(select(JournalEntry.what).where(JournalEntry.subject_id == one.id))
    assert noted.all() == ["personal_data.requested", "personal_data.request_answered"]


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    (
        ({"name": " "}, 422, "Напишите, кто обратился"),
        ({"kind": "all"}, 422, "data-errors"),
        ({"received_on": ""}, 422, "data-errors"),
        ({"received_on": "22.11.2026"}, 409, "ещё не наступил"),
    ),
)
def test_what_cannot_be_is_not_written_down(enter, session, changed, status, told):
    answer = enter(**changed)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert session.scalars(select(DataRequest)).all() == []


def test_a_form_that_is_sent_twice_is_one_request(admin, session):
    key = str(uuid4())
    sent = {**CAME, "received_on": "20.11.2026", "key": key}
    for _ in range(2):
        assert admin.submit(f"{PAGE}new", sent).status_code == 303
    assert len(session.scalars(select(DataRequest)).all()) == 1


def test_three_years_after_the_answer_nobody_is_named(admin, one, session):
    one.answered_on, one.answer = NOW.date(), "Отправлен файл Соболю"
    session.commit()
    apply_terms(NOW + timedelta(days=3 * 365))
    session.refresh(one)
    assert one.name == CAME["name"]
    apply_terms(NOW + timedelta(days=3 * 365 + 1))
    session.refresh(one)
    assert (one.name, one.email, one.answer) == ("–", "", "")


def test_one_that_left_the_list_says_what_the_listed_say(admin, one, session, monkeypatch):
    page = f"{PAGE}{one.id}/answer"
    sent = {"csrf_token": admin.token(page), "answered_on": "21.11.2026", "answer": "Иначе"}
    one.answered_on, one.answer = NOW.date(), "Отправлен файл"
    session.commit()
    monkeypatch.setattr(requests, "MOST_ANSWERED", 0)
    assert "Соболь" not in admin.get(PAGE).text
    again = admin.post(page, data=sent)
    assert (again.status_code, "уже ответили" in again.text) == (409, True)
    assert admin.get(f"{PAGE}{uuid4()}/answer").status_code == 404


def test_many_requests_ask_as_much_as_one(admin, enter, session):
    enter()
    few = len(selects_of(session, admin, PAGE))
    for _ in range(4):
        enter()
    assert len(selects_of(session, admin, PAGE)) == few
