"""The council for visitors; invariant 20 on the page."""

from datetime import date

import pytest
from sqlalchemy import select

from council.membership.models import Election, PublicationConsent, Regulation
from council.membership.rules import Category, ConsentScope
from tests.web.membership.conftest import DESK

MASK = "представитель субъекта предпринимательства, имя не публикуется: нет согласия"


def consent(build, person, scope=ConsentScope.NAME):
    return build.add(
        PublicationConsent(
            person_id=person.id, scope=scope, text_version="2026-1", given_at=build.now
        )
    )


def test_visitors_read_the_composition_offices_and_rules(client, council):
    page = client.get("/council/")

    assert page.status_code == 200
    for words in (
        "Экспортный совет при Губернаторе Заречинской области",
        "Состав на 21\u00a0ноября 2026",
        "10 членов, 9 с правом голоса",
        "Ветлугин Андрей Николаевич",
        "заместитель председателя от предпринимательского сообщества",
        "№ 17",
        "Кворум",
        "более половины членов с правом голоса",
    ):
        assert words in page.text, words


def test_invariant_20_business_members_are_named_only_with_consent(client, build, council):
    build.seat(council.body, build.person(("Союзова", "Анна", "Львовна")), Category.SECTOR_UNION)
    text = client.get("/council/").text
    assert "Шевчук" not in text
    assert "Союзова" not in text
    assert MASK in text
    assert "представитель объединения предпринимателей, имя не публикуется" in text
    assert "Долматова Ирина Сергеевна" in text

    consent(build, council.member)
    named = client.get("/council/").text
    assert "Шевчук Роман Олегович" in named


def test_invariant_20_withdrawal_removes_the_name_at_once(client, sign_in, build, council):
    given = consent(build, council.member)
    assert "Шевчук" in client.get("/council/").text
    own = sign_in(council.member)
    page = f"{DESK}people/{council.member.id}/consents/"

    answer = own.submit(page, {}, to=f"{page}{given.id}/withdraw")

    assert answer.status_code == 303
    assert "Шевчук" not in client.get("/council/").text
    assert "отозвано 21\u00a0ноября 2026" in own.get(page).text


def test_contacts_are_never_public(client, build, council, session):
    for person in (council.chair, council.deputy, council.member):
        person.phone, person.email = "+7 343 111-22-33", "secret@example.org"
        for scope in ConsentScope:
            consent(build, person, scope)
    session.commit()

    text = client.get("/council/").text

    assert "111-22-33" not in text
    assert "secret@example.org" not in text


def test_the_text_of_the_regulation_is_read_by_visitors_while_it_is_in_force(
    client, council, session
):
    act = session.scalars(select(Regulation).where(Regulation.body_id == council.body.id)).one()
    assert "Текст акта" not in client.get("/council/").text
    act.text = "# 4. Порядок работы\n\n4.12. Заседания Совета <b>открыты</b>."
    session.commit()
    text = client.get("/council/").text
    assert "Текст акта" in text
    assert "4.12. Заседания Совета" in text
    assert "<b>открыты</b>" not in text

    act.in_force_until = date(2026, 11, 1)
    session.commit()
    assert "4.12." not in client.get("/council/").text


def test_the_vacant_post_is_shown_as_vacant(client, council, session):
    election = session.scalars(select(Election)).one()
    election.ended_on = date(2026, 11, 1)
    session.commit()

    text = client.get("/council/").text

    assert "Заместитель председателя от предпринимательского сообщества не избран." in text
    assert "Долматова" not in text


def test_the_page_costs_eight_statements_however_many_members(
    client, build, council, statements_of
):
    few = statements_of(client, "/council/")
    for name in ("Бобров", "Волков", "Зайцев"):
        build.seat(council.body, build.person((name, "Пётр", "Ильич"), account=False))
    build.body("group", kind="working_group", parent_id=council.body.id)

    many = statements_of(client, "/council/")

    assert len(few) == len(many) <= 8


def test_a_group_has_its_page_and_the_council_one_address(client, build, council):
    group = build.body(
        "group", kind="working_group", name="Группа по логистике", parent_id=council.body.id
    )
    build.seat(group, council.coordinator, Category.EXECUTIVE_BODY)

    text = client.get("/council/group/").text

    assert "Группа по логистике" in text
    assert "Рябинина Елена Павловна" in text
    moved = client.get("/council/council/")
    assert (moved.status_code, moved.location) == (308, "/council/")
    assert client.get("/council/nowhere/").status_code == 404


def test_an_empty_site_says_so(client):
    page = client.get("/council/")

    assert page.status_code == 200
    assert "Сведения о совете ещё не внесены." in page.text


@pytest.mark.parametrize(
    ("values", "field"),
    (
        ({"scope": "", "given_on": "21.11.2026"}, "scope"),
        ({"scope": "name", "given_on": "22.11.2026"}, "given_on"),
        ({"scope": "name", "given_on": ""}, "given_on"),
        ({"scope": "name", "given_on": "21.11"}, "given_on"),
    ),
)
def test_a_consent_that_cannot_be_recorded_says_why(secretary, council, values, field):
    page = secretary.submit(f"{DESK}people/{council.member.id}/consents/", values)

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text


def test_a_recorded_consent_shows_its_version_and_text(secretary, council):
    page = f"{DESK}people/{council.member.id}/consents/"
    values = {"scope": "name", "given_on": "20.11.2026"}

    assert secretary.submit(page, values).status_code == 303

    text = secretary.get(page).text
    assert "Версия текста: 2026-1" in text
    assert "Шевчук Роман Олегович" in text
    assert "статьёй 10.1" in text
    again = secretary.submit(page, values)
    assert again.status_code == 422
    assert "Такое согласие уже есть" in again.text


def test_the_consents_of_others_are_nobodys_business(sign_in, council):
    stranger = sign_in(council.deputy)

    assert stranger.get(f"{DESK}people/{council.member.id}/consents/").status_code == 404
    own = stranger.get(f"{DESK}people/{council.deputy.id}/consents/")
    assert own.status_code == 200
    assert "Даю согласие" in own.text


def test_the_public_page_says_what_force_decisions_have_and_where_minutes_are_kept(
    client, build, council
):
    build.rule(council.body, "minutes_storage", "В архиве Министерства, постоянно.")

    text = client.get("/council/").text

    assert "Решения Совета носят рекомендательный характер." in text
    assert "В архиве Министерства, постоянно." in text
