"""The register on the working pages: entering, finding, changing, support and what came of it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from core.adapters.database import db
from council.membership.models import Organisation
from events.companies.models import Company, CompanyContact, CompanyProduct, CompanySupport
from events.companies.rules import Attendance, SmeCategory
from events.programme import services as programme
from events.programme.rules import EventState, OutcomeStage
from events.programme.rules.results import Contract
from tests.builders_missions import inn_of
from tests.statements import selects_of

HELD_ON = date(2026, 11, 9)
TYPED = {
    "name": "Общество «Северный путь»",
    "short_name": "ООО «Северный путь»",
    "inn": inn_of(1),
    "ogrn": "1129600001013",
    "city": "г. Заречинск",
    "sectors": "машиностроение, логистика",
    "products": "8413 – насосы",
    "markets": "Узбекистан",
    "sme": "small",
    "export_status": "действующий экспортёр",
    "contacts-0-full_name": "Мороз Никита Ильич",
    "contacts-0-email": "moroz@example.org",
    "revision": "1",
}
SUPPORT = {
    "title": "Стенд на выставке",
    "day": "07.07.2025",
    "attendance": "took_part",
    "rubles": "150000",
    "metres": "6",
    "report_due": "01.09.2025",
    "outcome": "Договор с дилером",
    "contracts": "1",
    "amount": "20000",
    "currency": "USD",
    "revision": "1",
}


@pytest.fixture
def page(coordinator):
    return coordinator.submit("/desk/companies/new/", TYPED).headers["Location"]


def test_a_company_is_entered_and_found_by_each_of_its_words(coordinator, page):
    company = db.session.query(Company).one()
    assert (company.sme, company.sectors) == (SmeCategory.SMALL, ["машиностроение", "логистика"])
    assert db.session.query(CompanyProduct).one().code == "8413"
    text = coordinator.get(page).text
    assert "moroz@example.org" in text
    for words in ("северный", inn_of(1), "НАСОСЫ", "логистика заречинск"):
        assert (
            "Северный путь" in coordinator.get("/desk/companies/", query_string={"q": words}).text
        )
    assert "Компании не найдены" in coordinator.get("/desk/companies/?q=%25").text


def test_a_form_sent_twice_makes_one_company(coordinator):
    token = coordinator.token("/desk/companies/new/")
    values = {**TYPED, "csrf_token": token, "key": "7b0e9f3c-3c1b-4c9c-9a53-5d5f4f0f2c11"}
    answers = [coordinator.post("/desk/companies/new/", data=values) for _ in range(2)]
    assert {each.headers["Location"] for each in answers} == {answers[0].headers["Location"]}
    assert db.session.query(Company).count() == 1


def test_an_organisation_with_the_same_inn_becomes_the_company(coordinator, build, council):
    known = build.add(Organisation(name="Старое название", inn=inn_of(1)))
    coordinator.submit("/desk/companies/new/", TYPED)
    company = db.session.query(Company).one()
    assert company.organisation_id == known.id
    assert db.session.get(Organisation, known.id).name == TYPED["name"]


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"inn": "9699000021"}, "В ИНН ошибка"),
        ({"ogrn": "1129600001014"}, "В ОГРН ошибка"),
        ({"name": ""}, "Заполните это поле"),
        ({"products": "123 – насосы"}, "не код ТН ВЭД"),
        ({"sme": "huge"}, "Ошибка"),
        ({"contacts-0-email": "moroz"}, "name@example.org"),
        ({"city": "x\x00"}, "NUL"),
    ),
)
def test_a_bad_company_says_what_to_do(coordinator, typed, words):
    answer = coordinator.submit("/desk/companies/new/", {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(Company).count() == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    (
        ({"name": "", "inn": ""}, ("Полное наименование: заполните", "ИНН компании: заполните")),
        ({"sme": "huge"}, ("Категория предприятия: выберите одно из",)),
        ({"inn": "9699000021"}, (">В ИНН ошибка",)),
    ),
    ids=("left empty", "not in the list", "says itself which field"),
)
def test_the_list_of_problems_tells_which_field_is_meant(coordinator, typed, told):
    answer = coordinator.submit("/desk/companies/new/", {**TYPED, **typed})
    summary = answer.text.partition("data-errors")[2].partition("</ul>")[0]
    assert all(words in summary for words in told)


def test_an_inn_stands_once_in_the_register(coordinator, page, missions):
    answer = coordinator.submit("/desk/companies/new/", TYPED)
    assert answer.status_code == 422
    assert "уже есть в реестре" in answer.text
    other = missions.company(2)
    edit = f"/desk/companies/{other.id}/edit/"
    assert coordinator.submit(edit, TYPED).status_code == 422


def test_changes_replace_products_and_contacts_and_an_old_page_is_refused(coordinator, page):
    values = {**TYPED, "products": "8414 – вентиляторы", "contacts-0-full_name": ""}
    assert coordinator.submit(f"{page}edit/", values).status_code == 303
    assert [each.code for each in db.session.query(CompanyProduct)] == ["8414"]
    assert db.session.query(CompanyContact).count() == 0
    assert coordinator.submit(f"{page}edit/", values).status_code == 409


def test_support_and_what_came_of_it_stand_on_the_page(coordinator, page):
    assert coordinator.submit(f"{page}supports/new/", SUPPORT).status_code == 303
    text = coordinator.get(page).text
    assert "150\u00a0000" in text
    assert "Договор с дилером" in text
    assert "Компания не сдала 1 отчёт." in text
    support = db.session.query(CompanySupport).one()
    edit = f"{page}supports/{support.id}/"
    coordinator.submit(edit, {**SUPPORT, "report_on": "05.09.2025"})
    assert "не сдала" not in coordinator.get(page).text
    assert coordinator.submit(edit, {**SUPPORT, "metres": "9"}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"contracts": "0"}, "Для суммы нужен контракт"),
        ({"attendance": "absent"}, "не может быть контрактов"),
        ({"rubles": "-1"}, "Ошибка"),
        ({"metres": "9" * 30}, "Ошибка"),
        ({"currency": "usd"}, "прописные"),
        ({"day": "31.02.2025"}, "Ошибка"),
        ({"title": " "}, "Заполните это поле"),
    ),
)
def test_bad_support_says_what_to_do(coordinator, page, typed, words):
    answer = coordinator.submit(f"{page}supports/new/", {**SUPPORT, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(CompanySupport).count() == 0


def test_a_support_is_found_at_its_company_alone(coordinator, page, missions):
    other = missions.company(2)
    support = missions.support(other, attendance=Attendance.ABSENT)
    assert coordinator.get(f"{page}supports/{support.id}/").status_code == 404


@pytest.mark.parametrize("who", ("secretary", "member", "deputy"))
def test_others_do_not_read_the_register(council, sign_in, missions, who):
    client = sign_in(getattr(council, who))
    company = missions.company(1)
    assert client.get("/desk/companies/").status_code == 403
    assert client.get(f"/desk/companies/{company.id}/").status_code == 403


def test_the_register_asks_as_much_for_three_companies_as_for_one(session, coordinator, missions):
    missions.company(1)
    one = len(selects_of(session, coordinator, "/desk/companies/"))
    for number in (2, 3):
        missions.support(missions.company(number))
    assert len(selects_of(session, coordinator, "/desk/companies/")) == one


@pytest.fixture
def came_of_it(build, missions, council):
    """A contract and two promises of held events, the company typed in other ways."""
    by = {"actor": build.viewer(council.coordinator), "now": build.now}
    held = missions.events.event(EventState.HELD, name="Выставка в Астане", starts_on=HELD_ON)
    contract = Contract(
        *("17-Э", "ооо «завод 1»", "Zarafshon Trade", date(2026, 11, 10), 5_000_050, "USD"),
        subject="насосы",
    )
    programme.add_contract(held.id, uuid4(), contract, **by)
    other = replace(contract, company="ООО «Завод 11»", partner="Foreign")
    programme.add_contract(held.id, uuid4(), other, **by)
    for company, partner in (('ООО "ЗАВОД 1"', "Ташкент-Агро"), ("ООО «Завод 1»", "Navoi")):
        promise = uuid4()
        draft = programme.PromiseDraft(company, partner, stage=OutcomeStage.SAMPLES)
        programme.add_promise(held.id, promise, draft, **by)
    programme.close_promise(held.id, promise, "сменился закупщик", **by)
    return held


def words_of(answer):
    return answer.text.partition("<main")[2].replace("\u00a0", " ")


def test_contracts_and_outcomes_of_events_stand_on_the_page_of_the_company(
    coordinator, missions, came_of_it
):
    text = words_of(coordinator.get(f"/desk/companies/{missions.company(1).id}/"))
    assert "Zarafshon Trade" in text
    assert "50 000,50" in text
    assert "№ 17-Э" in text
    assert "Выставка в Астане" in text
    assert f"/desk/events/{came_of_it.number}/results" in text
    assert "Ташкент-Агро" in text
    assert "образцы" in text
    assert "сменился закупщик" in text
    assert "Foreign" not in text  # another company's


def test_the_selection_sees_them_even_of_a_company_outside_the_register(
    coordinator, missions, came_of_it
):
    _, (application_id,) = missions.closed(companies=1)
    text = words_of(coordinator.get(f"/desk/missions/applications/{application_id}/"))
    assert "Zarafshon Trade" in text
    assert "Navoi" in text
    assert "Foreign" not in text


def test_a_company_without_outcomes_shows_none_and_many_cost_no_more_statements(
    coordinator, missions, came_of_it, session
):
    without, known = missions.company(2), missions.company(1)
    text = words_of(coordinator.get(f"/desk/companies/{without.id}/"))
    assert "Контракты по итогам" not in text
    assert "Отслеживаемые итоги" not in text
    address = f"/desk/companies/{known.id}/"
    one = len(selects_of(session, coordinator, address))
    by = missions.by
    for number in range(3):
        draft = programme.PromiseDraft("ООО «Завод 1»", f"Partner {number}")
        programme.add_promise(came_of_it.id, uuid4(), draft, **by)
    assert len(selects_of(session, coordinator, address)) == one


@pytest.mark.parametrize(
    ("state", "attendance", "told", "day"),
    (
        (EventState.PREPARING, Attendance.EXPECTED, "ожидается", "9 ноября 2026"),
        (EventState.CANCELLED, Attendance.EXPECTED, "отменено", "9 ноября 2026"),
        (EventState.HELD, Attendance.TOOK_PART, "участвовала", "1 октября 2026"),
    ),
)
def test_nobody_is_expected_at_an_event_that_is_off_nor_on_a_day_it_left(  # noqa: PLR0913, PLR0917
    coordinator, missions, state, attendance, told, day
):
    event = missions.events.event(state, starts_on=HELD_ON)
    company = missions.company(1)
    missions.support(company, event_id=event.id, attendance=attendance, day=date(2026, 10, 1))
    text = words_of(coordinator.get(f"/desk/companies/{company.id}/"))
    row = text.partition('id="supports"')[2] or text
    assert told in row
    assert day in row
