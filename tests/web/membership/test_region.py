"""An empty site, and the facts about the region that every page shows."""

import pytest
from sqlalchemy import select

from core.region.models import Region
from council.membership.models import Body
from tests.web.membership.conftest import DESK

FACTS = {
    "revision": "0",
    "name": "Заречинская область",
    "council_name": "Экспортный совет при Губернаторе",
    "capital": "г. Заречинск",
    "zone": "Asia/Yekaterinburg",
    "highest_official_title": "Губернатор",
    "standard_start_year": "2026",
    "contact": "секретарь Совета, sovet@example.org",
    "extra_days": "19.02.2027 выходной День области",
}
COUNCIL = {
    "kind": "council",
    "name": "Экспортный совет при Губернаторе",
    "name_genitive": "Экспортного совета при Губернаторе",
    "slug": "council",
    "parent_id": "",
    "zone": "Asia/Yekaterinburg",
    "founded_on": "12.01.2026",
}


@pytest.fixture
def administrator(build, sign_in):
    return sign_in(build.account("Администратор", administrator=True))


def test_an_empty_site_leads_its_administrator_to_a_council(administrator, session):
    assert "На сайте ещё ничего нет" in administrator.get("/desk/").text
    steps = administrator.get(DESK).text
    assert steps.index(f"{DESK}region") < steps.index(f"{DESK}bodies/new")

    assert administrator.submit(f"{DESK}region", FACTS).status_code == 303
    form = administrator.get(f"{DESK}bodies/new").text
    assert all(f'value="{FACTS[name]}"' in form for name in ("council_name", "zone", "capital"))
    assert administrator.submit(f"{DESK}bodies/new", COUNCIL).status_code == 303

    assert "Экспортный совет при Губернаторе" in administrator.get(DESK).text
    day = administrator.get("/desk/").text
    assert "В Совете нет секретаря" in day
    assert "Здесь пока никого" in administrator.get(f"{DESK}people/").text
    assert "sovet@example.org" in day
    assert session.scalars(select(Body.slug)).all() == ["council"]


def test_whoever_knows_nobody_to_ask_is_told_by_the_administrators_day(
    build, council, sign_in, session
):
    build.region().contact = ""
    session.commit()
    administrator = sign_in(build.account("Администратор", administrator=True))
    assert f'href="{DESK}region"' in administrator.get("/desk/").text
    build.region().contact = "sovet@example.org"
    session.commit()
    assert "Начало работы" not in administrator.get("/desk/").text


def test_the_region_is_corrected_and_its_history_says_what(council, sign_in, session):
    secretary = sign_in(council.secretary)
    changed = {**FACTS, "revision": "1", "contact": "приёмная, +7 (000) 000-00-00"}
    assert secretary.submit(f"{DESK}region", changed).status_code == 303
    assert "приёмная, +7 (000) 000-00-00" in secretary.get("/council/").text
    page = secretary.get(f"{DESK}region").text
    assert "<ins>приёмная, +7 (000) 000-00-00</ins>" in page
    assert "<ins>19.02.2027 выходной День области</ins>" in page

    late = secretary.submit(f"{DESK}region", {**changed, "contact": "другой"})
    assert late.status_code == 409
    assert "другой" in late.text
    assert secretary.submit(f"{DESK}region", changed).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "words"),
    (
        ("contact", "", "Укажите телефон, почту или адрес."),
        ("zone", "Asia/Nowhere", "Asia/Nowhere"),
        ("standard_start_year", "1999", ""),
        ("extra_days", "19.02.2027 праздник", "«19.02.2027 праздник» не разобрана"),
        ("name", "", "Укажите наименование региона."),
    ),
)
def test_what_is_wrong_is_said_beside_its_field_and_changes_nothing(
    administrator, session, field, value, words
):
    page = administrator.submit(f"{DESK}region", {**FACTS, field: value})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert words in page.text
    assert session.scalars(select(Region)).first() is None


def test_a_member_does_not_change_the_region(council, sign_in):
    assert sign_in(council.member).get(f"{DESK}region").status_code == 403
