"""A form pressed twice shows the first result; going back and writing anew loses nothing."""

import re

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from council.membership.models import Absence, Appointment, Body, Organisation, Person, Seat
from tests.web.membership.conftest import DESK

COUNCIL = f"{DESK}bodies/council/"
PERSON = {"surname": "Соловей", "given_name": "Иван", "gender": "male"}
BODY = {
    "kind": "working_group", "name": "Группа", "name_genitive": "Группы", "slug": "group",
    "zone": "Asia/Yekaterinburg", "founded_on": "12.01.2026",
}  # fmt: skip
SENT = "Эта форма уже была отправлена"


def hidden(text, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', text)[1]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def forms(council):
    person = str(council.rival.id)
    days = {"from_day": "21.11.2026", "until_day": "30.11.2026"}
    office = {"office": "coordinator", "held_from": "21.11.2026", "basis": "акт № 1"}
    return {
        "person": (Person, f"{DESK}people/new", PERSON),
        "organisation": (Organisation, f"{DESK}organisations/new", {"name": "ООО «Заря»"}),
        "body": (Body, f"{DESK}bodies/new", BODY),
        "office": (Appointment, f"{COUNCIL}offices/new", {**office, "person_id": person}),
        "absence": (Absence, f"{COUNCIL}absences/new", {**days, "person_id": person}),
    }


@pytest.mark.parametrize("name", ("person", "organisation", "body", "office", "absence"))
def test_a_form_pressed_twice_makes_one_record(secretary, council, name):
    model, place, values = forms(council)[name]
    page = secretary.get(place).text
    values = {**values, "key": hidden(page, "key"), "csrf_token": hidden(page, "csrf_token")}
    before = count(model)

    answers = [secretary.post(place, data=values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert count(model) == before + 1


def test_a_seat_pressed_twice_is_given_once(secretary, build, typed):
    person = build.person(("Новиков", "Пётр", "Ильич"))
    page = secretary.get(f"{COUNCIL}seats/new").text
    values = {**typed, "person_id": str(person.id), "key": hidden(page, "key")}
    values["csrf_token"] = hidden(page, "csrf_token")
    before = count(Seat)

    answers = [secretary.post(f"{COUNCIL}seats/new", data=values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert count(Seat) == before + 1


def test_going_back_and_writing_another_person_is_told_and_sent_once_more(secretary):
    place = f"{DESK}people/new"
    page = secretary.get(place).text
    values = {**PERSON, "key": hidden(page, "key"), "csrf_token": hidden(page, "csrf_token")}
    secretary.post(place, data=values)
    before = count(Person)

    told = secretary.post(place, data={**values, "surname": "Соловьёв"})
    assert told.status_code == 422
    assert SENT in told.text
    assert count(Person) == before

    fresh = hidden(told.text, "key")
    assert fresh != values["key"]
    again = secretary.post(place, data={**values, "surname": "Соловьёв", "key": fresh})
    assert again.status_code == 303
    assert count(Person) == before + 1


@pytest.mark.parametrize("key", ("", "не ключ", "9" * 5000))
def test_a_form_without_its_key_is_a_form_like_any_other(secretary, key):
    before = count(Person)

    assert secretary.submit(f"{DESK}people/new", {**PERSON, "key": key}).status_code == 303
    assert count(Person) == before + 1


def test_an_invitation_pressed_twice_shows_a_link_both_times(secretary, build):
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    place = f"{DESK}people/{person.id}/invitation"
    page = secretary.get(place).text
    values = {"email": "n@example.org", "key": hidden(page, "key")}
    values["csrf_token"] = hidden(page, "csrf_token")

    answers = [secretary.post(place, data=values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("/link/" in answer.text for answer in answers)


def test_an_end_from_an_old_page_keeps_what_was_typed(secretary, council, session):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()
    place = f"{DESK}seats/{seat.id}/end"
    values = {"last_day": "30.11.2026", "basis": "заявление", "revision": "7"}

    told = secretary.submit(place, values)

    assert told.status_code == 409
    assert "заявление" in told.text
    assert hidden(told.text, "revision") == "1"
    assert secretary.submit(place, {**values, "revision": "1"}).status_code == 303
