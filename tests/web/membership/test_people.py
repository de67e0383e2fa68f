"""People on the desk: found, recorded, corrected, invited; contacts for few."""

import re

import pytest
from sqlalchemy import select

from core.accounts.models import Account
from council.membership.models import Organisation, Person
from tests.web.membership.conftest import DESK

NEW = {
    "surname": "Соловей",
    "given_name": "Иван",
    "patronymic": "Кузьмич",
    "gender": "male",
    "position": "директор ООО «Заря»",
}


def record_of(session, surname):
    return session.scalars(select(Person).where(Person.surname == surname)).one()


def test_a_person_is_recorded_found_and_shown_with_proposed_cases(secretary, session):
    answer = secretary.submit(f"{DESK}people/new", NEW)

    person = record_of(session, "Соловей")
    assert (answer.status_code, answer.location) == (303, f"{DESK}people/{person.id}/")
    page = secretary.get(answer.location).text
    assert "Соловья\u00a0И.К." in page
    assert "Внесены сведения о лице" in page
    assert "Соловей Иван Кузьмич" in secretary.get(f"{DESK}people/?q=СОЛОВЕЙ+заря").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    (
        ("surname", "", "Укажите фамилию."),
        ("surname", "  ", "Укажите фамилию."),
        ("surname", "Соловей2", "полностью, только буквами"),
        ("given_name", "И.", "полностью, только буквами"),
        ("gender", "", "Выберите пол"),
        ("gender", "other", "Выберите"),
        ("position", "а" * 401, "400"),
        ("position", "а\x00б", "невидимый знак"),
        ("organisation_id", "не-номер", ""),
        ("organisation_id", "00000000-0000-4000-8000-000000000000", ""),
    ),
)
def test_a_wrong_field_is_told_beside_it_and_what_was_typed_stays(
    secretary, session, field, value, words
):
    before = len(session.scalars(select(Person.id)).all())

    page = secretary.submit(f"{DESK}people/new", {**NEW, field: value})

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert f'href="#{field}' in page.text
    assert words in page.text
    if field != "position":
        assert "директор ООО «Заря»" in page.text
    assert len(session.scalars(select(Person.id)).all()) == before


def test_a_correction_shows_in_the_history_with_both_values(secretary, council):
    page = f"{DESK}people/{council.member.id}/edit"
    values = {**NEW, "surname": "Шевчук", "revision": "1"}

    assert secretary.submit(page, values).status_code == 303

    text = secretary.get(f"{DESK}people/{council.member.id}/").text
    assert "Сведения о лице исправлены" in text
    assert "<del>директор</del> → <ins>директор ООО «Заря»</ins>" in text


def test_whoever_saves_second_sees_both_records_and_may_save_again(secretary, council, session):
    page = f"{DESK}people/{council.member.id}/edit"
    first = {**NEW, "surname": "Шевчук", "position": "первый", "revision": "1"}
    second = {**first, "position": "<b>второй</b>"}
    secretary.submit(page, first)

    conflict = secretary.submit(page, second)

    assert conflict.status_code == 409
    assert "Пока вы писали, запись сохранил другой пользователь" in conflict.text
    assert "&lt;b&gt;второй&lt;/b&gt;" in conflict.text
    assert "<b>второй" not in conflict.text
    assert ">первый</td>" in conflict.text
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', conflict.text)[1]
    assert record_of(session, "Шевчук").position == "первый"
    assert secretary.submit(page, {**second, "revision": revision}).status_code == 303
    assert record_of(session, "Шевчук").position == "<b>второй</b>"


@pytest.mark.parametrize("revision", ("", "x", "9" * 30, "-1"))
def test_a_strange_revision_saves_nothing(secretary, council, session, revision):
    page = f"{DESK}people/{council.member.id}/edit"

    answer = secretary.submit(page, {**NEW, "revision": revision})

    assert answer.status_code in {409, 422}
    assert record_of(session, "Шевчук").given_name == "Роман"


def test_contacts_are_shown_to_keepers_and_to_the_person_only(secretary, sign_in, council, session):
    council.member.phone = "+7 343 000-00-00"
    session.commit()
    page = f"{DESK}people/{council.member.id}/"

    assert "+7 343" in secretary.get(page).text
    assert "+7 343" in sign_in(council.member).get(page).text
    assert "+7 343" not in sign_in(council.deputy).get(page).text


def test_an_invitation_shows_its_link_once(secretary, build, session):
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    page = f"{DESK}people/{person.id}/invitation"

    shown = secretary.submit(page, {"email": "novikov@example.org"})

    assert shown.status_code == 200
    assert re.search(r"http://localhost/link/[\w-]{20,}", shown.text)
    assert shown.headers["Cache-Control"] == "no-store"
    again = secretary.get(f"{DESK}people/{person.id}/").text
    assert "http://localhost/link/" not in again
    assert "ждёт первого входа" in again
    renewed = secretary.submit(
        f"{DESK}people/{person.id}/", {}, to=f"{DESK}people/{person.id}/link"
    )
    assert "http://localhost/link/" in renewed.text


def test_a_taken_e_mail_is_told_beside_the_field(secretary, build, council, session):
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    page = f"{DESK}people/{person.id}/invitation"

    for email in (council.deputy.email, "без собаки"):
        answer = secretary.submit(page, {"email": email})
        assert answer.status_code == 422
        assert 'id="email-error"' in answer.text
        assert email in answer.text
    assert person.account_id is None


def test_the_link_of_an_administrator_is_not_for_the_secretary(secretary, build, session):
    person = build.person(("Главная", "Анна", "Львовна"))
    session.get(Account, person.account_id).is_administrator = True
    session.commit()
    page = f"{DESK}people/{person.id}/"

    assert "/link" not in secretary.get(page).text.split("Вход на сайт")[1]
    answer = secretary.submit(page + "edit", {}, to=page + "link")
    assert answer.status_code == 409
    assert "http://localhost/link/" not in answer.text


def test_lists_cost_the_same_with_one_row_and_with_three(secretary, build, council, statements_of):
    for path in ("people/", "organisations/", "bodies/"):
        few = len(statements_of(secretary, DESK + path))
        for number in range(3):
            build.person((f"Новый{'абв'[number]}", "Пётр", "Ильич"), account=False)
            build.organisation(f"Общество {path}{number}")
            build.body(f"{path[:3]}-{number}", kind="working_group")
        assert len(statements_of(secretary, DESK + path)) == few


def test_long_lists_come_in_pages(secretary, build):
    for number in range(60):
        build.organisation(f"Общество {number:02}")

    first = secretary.get(f"{DESK}organisations/").text
    second = secretary.get(f"{DESK}organisations/?page=2").text

    assert "Общество 00" in first
    assert "Общество 59" not in first
    assert "Общество 59" in second
    assert secretary.get(f"{DESK}organisations/?page={'9' * 40}").status_code == 200
    assert secretary.get(f"{DESK}people/?page=-3&q={'щ' * 5000}").status_code == 200


def test_an_organisation_is_recorded_with_checked_numbers(secretary, session):
    page = f"{DESK}organisations/new"
    wrong = secretary.submit(page, {"name": "АО «Заря»", "inn": "9699000013", "ogrn": "1"})

    assert wrong.status_code == 422
    assert "В ИНН ошибка" in wrong.text
    assert 'id="ogrn-error"' in wrong.text
    assert 'value="9699000013"' in wrong.text
    assert session.scalars(select(Organisation).where(Organisation.name == "АО «Заря»")).all() == []
    right = {"name": "АО «Заря»", "inn": "9699 0000-12", "ogrn": ""}
    assert secretary.submit(page, right).status_code == 303
    saved = session.scalars(select(Organisation).where(Organisation.name == "АО «Заря»")).one()
    assert (saved.inn, saved.ogrn) == ("9699000012", None)


def test_two_who_correct_an_organisation_meet_the_conflict_page(secretary, council):
    page = f"{DESK}organisations/{council.ministry.id}/edit"
    secretary.submit(page, {"name": "Первое", "revision": "1"})

    second = secretary.submit(page, {"name": "Второе", "revision": "1"})

    assert second.status_code == 409
    assert ">Первое</td>" in second.text
    assert "Сведения об организации исправлены" in second.text
