"""Exchanges on the working and the public pages: entered by hand as the sample has it, refusals."""

import re
from io import BytesIO
from uuid import uuid4

import pytest

from events.exchanges.services import agreements
from tests.builders_events import EventsBuilder
from tests.builders_exchanges import ExchangesBuilder, exchanges_in_each_state
from tests.builders_reports import PDF
from tests.statements import selects_of

DESK = "/desk/exchanges"
TYPED = {
    "title": "Соглашение о сотрудничестве",
    "partner": "Яринский край",
    "signed_on": "12.04.2022",
}


@pytest.fixture
def keeper(build, council, sign_in):
    build.region()
    return sign_in(council.coordinator)


@pytest.fixture
def by(build, council):
    build.region()
    return {"actor": build.viewer(council.coordinator), "now": build.now}


def send(client, page, **typed):
    return client.submit(page, {"key": str(uuid4()), "revision": "0", **typed})


def link(client, page, pattern):
    return re.search(rf'href="({pattern})"', client.get(page).text)[1]


def test_the_exchange_of_the_sample_is_entered_by_hand(keeper, client):
    page = send(keeper, f"{DESK}/new", **TYPED).headers["Location"]
    assert page == f"{DESK}/1/"
    plan = {"title": "План на 2025–2027 годы", "first_year": "2025", "last_year": "2027"}
    assert send(keeper, f"{page}plans/new", **plan).status_code == 303
    adding = link(keeper, page, rf"{page}plans/[^/]+/measures/new")
    measure = {"number": "1.3", "text": "Обмен опытом", "due_on": "30.06.2026"}
    assert send(keeper, adding, **measure).status_code == 303
    assert "просрочено" in keeper.get(page).text
    done = link(keeper, page, rf"{page}plans/[^/]+/measures/[^/]+/do")
    assert keeper.submit(done, {"revision": "1", "day": "15.04.2026"}).status_code == 303
    assert "Выполнено: 1 из 1" in keeper.get(page).text
    visit = {"direction": "in", "starts_on": "14.04.2026", "ends_on": "15.04.2026", "people": "8"}
    assert send(keeper, f"{page}visits/new", **visit).status_code == 303
    one = link(keeper, page, rf"{page}visits/[^/]+/")
    point = {"day": "14.04.2026", "starts_at": "10:00", "title": "Встреча в министерстве"}
    assert send(keeper, f"{one}points/new", **point).status_code == 303
    agreed = {"text": "Передать типовую форму", "responsible": "Центр", "due_on": "01.05.2026"}
    assert send(keeper, f"{one}follow-ups/new", **agreed).status_code == 303
    assert client.get("/events/exchanges/1/").status_code == 404
    opening = {"public": "yes", "revision": "1"}
    assert keeper.submit(page, opening, to=f"{page}visibility").status_code == 303
    text = client.get("/events/exchanges/1/").text
    assert "Встреча в министерстве" in text
    assert "Передать типовую форму – до" in text
    assert "Центр" not in text


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    (
        ("new", {**TYPED, "title": " "}, "title"),
        ("new", {**TYPED, "signed_on": "22.11.2026"}, "signed_on"),
        ("new", {**TYPED, "ends_on": "11.04.2022"}, "ends_on"),
        ("1/plans/new", {"title": "П", "first_year": "2027", "last_year": "2025"}, "last_year"),
        (
            "1/visits/new",
            {"direction": "in", "starts_on": "15.04.2026", "ends_on": "14.04.2026"},
            "ends_on",
        ),
        ("1/visits/new", {"direction": "aside", "starts_on": "15.04.2026"}, "direction"),
        ("1/end", {"day": "22.11.2026", "reason": "срок"}, "day"),
        ("count", {"published": "23", "reason": ""}, "reason"),
    ),
)
def test_a_faulty_form_is_shown_again_with_the_reason_beside_its_field(
    keeper, by, page, typed, field
):
    ExchangesBuilder(by).agreement()
    revision = {"revision": "1" if page == "1/end" else "0"}
    answer = send(keeper, f"{DESK}/{page}", **typed, **revision)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_an_old_page_is_told_so(keeper, by):
    ExchangesBuilder(by).agreement()
    assert send(keeper, f"{DESK}/1/edit", **TYPED, revision="7").status_code == 409
    assert send(keeper, f"{DESK}/count", published="3", reason="х", revision="9").status_code == 409


def test_a_text_is_a_known_kind_of_file_and_public_with_its_agreement(keeper, client, by):
    ExchangesBuilder(by).agreement()
    page = f"{DESK}/1/text"
    for content, code in ((b"MZ...", 422), (PDF, 303)):
        file = (BytesIO(content), "соглашение.pdf")
        assert keeper.submit(page, {"file": file}).status_code == code
    assert client.get("/events/exchanges/1/agreement").status_code == 404
    opening = {"public": "yes", "revision": "2"}
    keeper.submit(f"{DESK}/1/", opening, to=f"{DESK}/1/visibility")
    with client.get("/events/exchanges/1/agreement") as answer:
        assert answer.data == PDF
    assert keeper.submit(f"{DESK}/1/", {}, to=f"{DESK}/1/text/remove").status_code == 303
    assert client.get("/events/exchanges/1/agreement").status_code == 404


def test_members_read_and_do_not_change(council, sign_in, by):
    address = exchanges_in_each_state(by)[0]
    member = sign_in(council.member)
    assert "Добавить визит" not in member.get(address).text
    assert member.get(f"{address}visits/new").status_code == 403


def test_english_pages_have_addresses_of_their_own(client, by, build):
    event = EventsBuilder(build).event(is_public=True, name_english="Partners' days")
    exchanges_in_each_state(by, event.number)
    for address in ("/en/events/exchanges/", "/en/events/exchanges/1/"):
        assert "Exchanges with regions" in client.get(address).text
    assert "Partners&#39; days" in client.get("/en/events/exchanges/1/").text


@pytest.mark.parametrize("address", (f"{DESK}/", "/events/exchanges/"))
def test_the_register_asks_no_more_for_more_agreements(keeper, by, session, address):
    counts = []
    for _more in range(2):
        exchanges_in_each_state(by)
        counts.append(len(selects_of(session, keeper, address)))
    assert counts[0] == counts[1]


def test_a_visitor_who_has_the_page_gets_an_empty_answer_until_something_changes(client, by):
    made = ExchangesBuilder(by)
    key, number = made.agreement()
    agreements.show_agreement(key, 1, is_public=True, **by)
    for address in ("/events/exchanges/", f"/events/exchanges/{number}/"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        made.plan(key)
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
