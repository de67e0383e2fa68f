"""Bodies, their regulation and rules of procedure through the pages."""

import re

import pytest
from sqlalchemy import select

from council.membership.models import Body, Regulation, RegulationSetting
from council.membership.pages.matters import MATTERS
from council.membership.rules import Office
from council.membership.rules.conduct import CONDUCT_SPECS
from council.membership.rules.procedure import SPECS, SettingKind
from tests.web.membership.conftest import DESK

GROUP = {
    "kind": "working_group",
    "name": "Рабочая группа по логистике",
    "name_genitive": "Рабочей группы по логистике",
    "slug": "logistics",
    "parent_id": "",
    "zone": "Asia/Yekaterinburg",
    "founded_on": "12.01.2026",
    "revision": "1",
}
ACT = {
    "act_kind": "указ Губернатора",
    "act_on": "20.11.2026",
    "act_number": "90",
    "title": "Об Экспортном совете",
    "in_force_from": "01.01.2027",
    "text": "**1.** Совет работает.\n\n<script>alert(1)</script>",
    "revision": "1",
}


def test_a_working_group_is_recorded_corrected_and_abolished(secretary, council, session):
    values = {**GROUP, "parent_id": str(council.body.id)}
    assert secretary.submit(f"{DESK}bodies/new", values).status_code == 303
    assert "Рабочая группа по логистике" in secretary.get(f"{DESK}bodies/").text
    assert "Рабочая группа по логистике" in secretary.get("/council/").text

    place = f"{DESK}bodies/logistics/"
    renamed = {**values, "name": "Группа по перевозкам"}
    assert secretary.submit(f"{place}edit", renamed).status_code == 303
    conflict = secretary.submit(f"{place}edit", {**values, "name": "Третье имя"})
    assert conflict.status_code == 409
    assert ">Группа по перевозкам</td>" in conflict.text

    end = {"last_day": "20.11.2026", "basis": "указ № 91", "revision": "2"}
    assert secretary.submit(f"{place}abolish", {**end, "basis": ""}).status_code == 422
    early = secretary.submit(f"{place}abolish", {**end, "last_day": "01.01.2020"})
    assert 'id="last_day-error"' in early.text
    assert secretary.submit(f"{place}abolish", end).status_code == 303
    assert "Орган упразднён с 21\u00a0ноября 2026" in secretary.get(place).text
    assert "Орган упразднён с 21\u00a0ноября 2026" in secretary.get("/council/logistics/").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    (
        ("slug", "council", "Этот адрес занят"),
        ("slug", "Логистика", "Используйте строчные латинские буквы"),
        ("slug", "", "Укажите адрес страницы."),
        ("kind", "council", "Совет в регионе уже есть"),
        ("zone", "Asia/Nowhere", ""),
        ("name", "", "Укажите наименование органа."),
        ("founded_on", "когда-то", ""),
    ),
)
def test_a_body_that_cannot_be_recorded_says_why_beside_the_field(
    secretary, session, field, value, words
):
    page = secretary.submit(f"{DESK}bodies/new", {**GROUP, field: value})

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert words in page.text
    assert "Рабочей группы по логистике" in page.text
    assert len(session.scalars(select(Body)).all()) == 1


def test_the_council_cannot_take_a_foreign_address_nor_be_abolished(secretary, build, session):
    build.body("group", kind="working_group")
    place = f"{DESK}bodies/council/"
    taken = {**GROUP, "kind": "council", "slug": "group"}

    assert secretary.submit(f"{place}edit", {**GROUP, "name": ""}).status_code == 422
    answer = secretary.submit(f"{place}edit", taken)
    end = {"last_day": "20.11.2026", "basis": "указ", "revision": "1"}
    abolished = secretary.submit(f"{place}abolish", end)

    assert answer.status_code == 422
    assert 'id="slug-error"' in answer.text
    assert abolished.status_code == 422
    assert "Сам совет здесь не упраздняется" in abolished.text


def test_an_act_is_recorded_and_shown_sanitised(secretary, session):
    page = f"{DESK}bodies/council/regulation/new"
    wrong = secretary.submit(page, {**ACT, "in_force_until": "31.12.2026"})
    assert wrong.status_code == 422
    assert 'id="in_force_until-error"' in wrong.text
    assert secretary.submit(page, {**ACT, "title": ""}).status_code == 422

    assert secretary.submit(page, ACT).status_code == 303

    text = secretary.get(f"{DESK}bodies/council/regulation/").text
    assert "<strong>1.</strong> Совет работает." in text
    assert "<script>alert" not in text
    assert "действует с 1\u00a0января 2027" in text
    act = session.scalars(select(Regulation).where(Regulation.act_number == "90")).one()
    edit = f"{DESK}regulations/{act.id}/edit"
    assert secretary.submit(edit, {**ACT, "act_number": "91"}).status_code == 303
    assert secretary.submit(edit, {**ACT, "title": ""}).status_code == 422
    back = {**ACT, "revision": "2", "in_force_until": "31.12.2026"}
    assert secretary.submit(edit, back).status_code == 422
    stale = secretary.submit(edit, ACT)
    assert stale.status_code == 409
    assert ">91</td>" in stale.text


def test_every_rule_shows_its_value_default_and_source(member):
    text = member.get(f"{DESK}bodies/council/regulation/").text

    assert text.count("действует значение по умолчанию") == len(SPECS)
    for words in (
        "более половины членов с правом голоса",
        "5 рабочих дней",
        "Стандарт 2.0, инструмент 5",
        "отчёт РОИВ-координатора, отчёт о реализации Региональной программы",
    ):
        assert words in text, words


def test_a_rule_is_changed_from_a_day_ahead(secretary, session):
    page = f"{DESK}bodies/council/settings/notice_days/"
    change = {"value": "7", "valid_from": "01.01.2027", "basis": "указ № 90"}

    assert secretary.submit(page, change).status_code == 303

    text = secretary.get(page).text
    assert "7 рабочих дней" in text
    assert "впереди" in text
    regulation = secretary.get(f"{DESK}bodies/council/regulation/").text
    assert "с 1\u00a0января 2027\u00a0г. – 7 рабочих дней" in regulation
    assert "Правило порядка работы изменено" in secretary.get(DESK).text


@pytest.mark.parametrize(
    ("key", "values", "field"),
    (
        ("notice_days", {"value": "много"}, "value"),
        ("notice_days", {"value": "367"}, "value"),
        ("notice_days", {"value": "9" * 50}, "value"),
        ("notice_days", {"value": ""}, "value"),
        ("quorum", {"value": "nobody"}, "value"),
        ("stand_in_allowed", {}, "value"),
        ("gated_reports", {"value": "gossip"}, "value"),
        ("notice_days", {"value": "7", "valid_from": "01.01.2020"}, "valid_from"),
        ("notice_days", {"value": "7", "valid_from": ""}, "valid_from"),
        ("notice_days", {"value": "7", "basis": ""}, "basis"),
    ),
)
def test_an_impossible_rule_is_refused_beside_the_field(secretary, session, key, values, field):
    page = f"{DESK}bodies/council/settings/{key}/"
    usual = {"valid_from": "01.01.2027", "basis": "указ № 90"}

    answer = secretary.submit(page, {**usual, **values})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert session.scalars(select(RegulationSetting)).all() == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    (
        ("quorum", "two_thirds", "не менее двух третей"),
        ("casting_vote", "nobody", "решающего голоса нет"),
        ("gated_reports", ["interim_report"], "промежуточный отчёт"),
        ("gated_reports", [], "нет"),
        ("substitution_allowed", "yes", "да"),
        ("guest_seats", "35", "35"),
    ),
)
def test_each_kind_of_rule_can_be_changed(secretary, key, value, words):
    page = f"{DESK}bodies/council/settings/{key}/"
    change = {"value": value, "valid_from": "21.11.2026", "basis": "указ № 90"}

    assert secretary.submit(page, change).status_code == 303

    row = secretary.get(page).text
    assert re.search(rf"Значение сегодня</dt>\s*<dd[^>]*>{words}", row)


def test_the_secretary_of_a_group_keeps_the_group_and_not_the_council(
    build, council, sign_in, typed
):
    group = build.body("group", kind="working_group", parent_id=council.body.id)
    build.appointment(group, council.member, Office.SECRETARY)
    keeper = sign_in(council.member)
    newcomer = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    seat = {**typed, "person_id": str(newcomer.id)}

    assert keeper.submit(f"{DESK}bodies/group/seats/new", seat).status_code == 303
    assert keeper.get(f"{DESK}bodies/council/seats/new").status_code == 403
    token = {"csrf_token": keeper.token(f"{DESK}bodies/group/seats/new")}
    for path in (
        "bodies/council/seats/new",
        "bodies/council/edit",
        "bodies/council/settings/notice_days/",
        "people/new",
        f"people/{newcomer.id}/invitation",
        f"people/{council.deputy.id}/link",
    ):
        assert keeper.post(DESK + path, data=token).status_code == 403, path


def test_the_secretary_of_the_council_keeps_its_groups(build, council, secretary):
    build.body("group", kind="working_group", parent_id=council.body.id)

    assert secretary.get(f"{DESK}bodies/group/seats/new").status_code == 200


def test_every_rule_stands_under_one_matter_only(member):
    keys = [key for _, named in MATTERS for key in named]
    assert len(keys) == len(set(keys))
    assert set(keys) <= {spec.key for spec in SPECS}
    assert {spec.key for spec in CONDUCT_SPECS} <= set(keys)

    text = member.get(f"{DESK}bodies/council/regulation/").text

    assert "Кворум и голосование" in text
    for spec in SPECS:
        assert text.count(f"settings/{spec.key}/") == 1, spec.key


@pytest.mark.parametrize("spec", CONDUCT_SPECS, ids=lambda spec: spec.key)
def test_each_rule_of_conduct_is_changed_on_its_page(secretary, session, spec):
    page = f"{DESK}bodies/council/settings/{spec.key}/"
    kinds = {"yes_no": "no", "number": "3", "days": "3", "text": "Обязательны для исполнения."}
    value = spec.choices[-1] if spec.choices else kinds[spec.kind]
    change = {"value": value, "valid_from": "21.11.2026", "basis": "указ № 90"}

    assert secretary.submit(page, change).status_code == 303

    row = session.scalars(select(RegulationSetting)).one()
    assert (row.key, row.value) == (spec.key, value)
    assert "указ №\u00a090" in secretary.get(page).text
    assert secretary.submit(page, {**change, "value": ""}).status_code == 422 or (
        spec.kind is SettingKind.CHOICES
    )
