"""Results and outcomes of events: what is entered, refused, counted, asked and answered."""

import re
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from core.letters.models import OutgoingLetter
from events.programme.models import (
    EventContract,
    EventPhoto,
    EventPromise,
    EventResult,
    OutcomeAsk,
)
from events.programme.rules import EventState, OutcomeStage
from events.programme.services import ask_outcomes
from tests.builders_events import picture
from tests.statements import selects_of
from tests.traces import count

S = EventState
CONTRACT = {
    "company": "ООО «Насосы»",
    "partner": "Zarafshon",
    "number": "15/2",
    "signed_on": "10.11.2026",
    "amount": "506 000,50",
    "currency": "usd",
    "rate": "81,25",
}


@pytest.fixture
def held(events):
    return events.event(S.HELD, name="Миссия в Астану", starts_on=date(2026, 11, 9))


def at(event, path=""):
    return f"/desk/events/{event.number}/{path}"


def add(client, event, kind, **typed):
    return client.submit(at(event, f"results/{kind}/new"), {"key": str(uuid4()), **typed})


def test_results_are_written_then_published(coordinator, session, held):
    publish = at(held, "steps/publish_report")
    form = {"revision": "1"}
    assert coordinator.submit("/desk/events/new", form, to=publish).status_code == 409
    typed = {"revision": "0", "summary": "Шесть предприятий.", "companies": "6", "currency": "USD"}
    address = at(held, "results/edit")
    assert coordinator.submit(address, typed).status_code == 303
    assert coordinator.submit(address, typed).status_code == 409
    assert coordinator.submit("/desk/events/new", form, to=publish).status_code == 303
    session.refresh(held)
    result = session.get(EventResult, held.id)
    assert (held.state, result.companies, result.own_figures) == (S.REPORTED, 6, ["companies"])
    assert result.published_at is not None
    assert "опубликовано" in coordinator.get(at(held, "results")).text


@pytest.mark.parametrize(
    "changes", ({"amount": "5"}, {"companies": "-1"}, {"currency": "рубль"}, {"currency": "US"})
)
def test_faulty_figures_are_refused(coordinator, session, held, changes):
    typed = {"revision": "0", "summary": "Текст.", "currency": "USD", **changes}
    assert coordinator.submit(at(held, "results/edit"), typed).status_code == 422
    assert count(session, EventResult) == 0


def test_results_of_an_event_that_is_ahead_are_refused(coordinator, session, events):
    event = events.event(S.PREPARING)
    typed = {"revision": "0", "summary": "Рано", "currency": "USD"}
    assert coordinator.submit(at(event, "results/edit"), typed).status_code == 422
    assert add(coordinator, event, "contract", **CONTRACT).status_code == 422
    assert count(session, EventContract) == 0


def test_contracts_are_counted_and_a_typed_figure_is_kept(coordinator, session, held):
    typed = {"revision": "0", "summary": "Итоги", "meetings": "48", "currency": "USD"}
    coordinator.submit(at(held, "results/edit"), typed)
    assert add(coordinator, held, "contract", **CONTRACT).status_code == 303
    result = session.get(EventResult, held.id)
    assert (result.contracts, result.amount, result.meetings) == (1, 506000, 48)
    own = {**typed, "revision": "2", "contracts": "9"}
    assert coordinator.submit(at(held, "results/edit"), own).status_code == 303
    line = session.scalars(select(EventContract)).one()
    gone = at(held, f"results/contract/{line.id}/remove")
    assert coordinator.submit(at(held, "results"), {}, to=gone).status_code == 303
    session.refresh(result)
    assert (result.contracts, result.amount) == (9, 0)
    assert coordinator.submit(at(held, "results"), {}, to=gone).status_code == 404


def test_one_contract_counts_in_one_event_however_it_is_typed(coordinator, session, events, held):
    other = events.event(S.HELD, name="Выставка", starts_on=date(2026, 11, 2))
    assert add(coordinator, held, "contract", **CONTRACT).status_code == 303
    again = {**CONTRACT, "company": "ооо НАСОСЫ", "number": "15-2", "amount": "1"}
    response = add(coordinator, other, "contract", **again)
    assert response.status_code == 422
    assert "Миссия в Астану" in response.text
    assert count(session, EventContract) == 1


@pytest.mark.parametrize(
    "changes",
    (
        {"company": " "},
        {"partner": "—"},
        {"amount": "0"},
        {"amount": "5,123"},
        {"amount": "9" * 30},
        {"currency": "ДОЛ"},
        {"signed_on": "22.11.2026"},
        {"signed_on": ""},
        {"rate": "-1"},
        {"rate": "nan"},
    ),
)
def test_a_faulty_contract_is_shown_again(coordinator, session, held, changes):
    response = add(coordinator, held, "contract", **{**CONTRACT, **changes})
    assert response.status_code == 422
    assert "15/2" in response.text
    assert count(session, EventContract) == 0


def test_totals_say_what_a_ruble_brought(coordinator, held):
    add(coordinator, held, "contract", **CONTRACT)
    add(coordinator, held, "contract", **{**CONTRACT, "number": "16", "rate": ""})
    cost = {"item": "Аренда", "source": "областной бюджет", "kopecks": "100 000,00"}
    assert add(coordinator, held, "cost", **cost).status_code == 303
    assert add(coordinator, held, "cost", **{**cost, "kopecks": "-5"}).status_code == 422
    assert add(coordinator, held, "cost", **{**cost, "item": ""}).status_code == 422
    text = coordinator.get("/desk/events/totals").text
    assert "411,12" in text  # 506 000.50 x 81.25 / 100 000 = 411.1254…
    assert "1 контракт без курса" in text
    assert "411,12" in coordinator.get(at(held, "results")).text


def test_feedback_and_files_are_kept(coordinator, session, held):
    words = {"company": "ООО «Сыры»", "grade": "4", "text": "Полезно"}
    assert add(coordinator, held, "feedback", **words).status_code == 303
    assert add(coordinator, held, "feedback", **{**words, "grade": "6"}).status_code == 422
    assert add(coordinator, held, "feedback", **{**words, "company": ""}).status_code == 422
    for name, status in (("фото.png", 303), ("вирус.exe", 422)):
        content = picture() if status == 303 else b"MZ"
        sent = {"files": (BytesIO(content), name), "caption": "Открытие"}
        assert add(coordinator, held, "photo", **sent).status_code == status
    assert add(coordinator, held, "photo", caption="Ничего").status_code == 422
    photo = session.scalars(select(EventPhoto)).one()
    with coordinator.get(at(held, f"files/{photo.id}")) as response:
        assert Image.open(BytesIO(response.data)).size == (60, 40)
    assert coordinator.get(at(held, f"files/{uuid4()}")).status_code == 404
    text = coordinator.get(at(held, "results")).text
    assert "4,0 из 5" in text
    gone = at(held, f"results/photo/{photo.id}/remove")
    assert coordinator.submit(at(held, "results"), {}, to=gone).status_code == 303
    assert coordinator.get(at(held, "results/nonsense/new")).status_code == 404


def test_members_read_results_and_change_none(council, sign_in, held):
    member = sign_in(council.member)
    assert member.get(at(held, "results")).status_code == 200
    assert member.get(at(held, "outcomes")).status_code == 200
    for path in ("results/edit", "results/contract/new", "outcomes/new"):
        assert member.get(at(held, path)).status_code == 403


@pytest.fixture
def promise(coordinator, session, events):
    event = events.event(S.HELD, name="Миссия весной", starts_on=date(2026, 8, 18))
    typed = {"company": "ООО «Сыры»", "partner": "Farovon", "email": "a@example.org"}
    address = at(event, "outcomes/new")
    assert coordinator.submit(address, {**typed, "stage": "contact"}).status_code == 303
    assert coordinator.submit(address, {**typed, "email": "a@"}).status_code == 422
    assert coordinator.submit(address, {**typed, "company": ""}).status_code == 422
    return session.scalars(select(EventPromise)).one()


CHOSEN = r'<input[^>]*checked[^>]*value="(\w+)"'


def link_in(session, kind):
    letter = session.scalars(select(OutgoingLetter).where(OutgoingLetter.kind == kind)).one()
    found = re.search(r"/outcome/[\w-]+/", str(letter.__dict__))
    assert found, "no link in the letter"
    return found[0]


def test_a_company_is_asked_once_reminded_once_and_answers_by_a_link(
    coordinator, client, session, build, promise
):
    now = build.now
    assert [ask_outcomes(now), ask_outcomes(now)] == [1, 0]
    link = link_in(session, "outcome.asked")
    assert ask_outcomes(now + timedelta(days=13)) == 0
    assert ask_outcomes(now + timedelta(days=14)) == 1
    assert link_in(session, "outcome.reminded") == link
    assert ask_outcomes(now + timedelta(days=20)) == 0
    page = client.get(f"{link}?stage=samples")
    assert page.headers["Cache-Control"] == "no-store"
    assert session.scalar(select(OutcomeAsk.answered_at)) is None
    assert client.submit(link, {"stage": "nonsense"}).status_code == 422
    typed = {"stage": "contract", "words": "Подписали"}
    assert client.submit(link, typed).status_code == 303
    assert "Ваш ответ записан: контракт" in client.get(link).text
    session.refresh(promise)
    assert promise.stage is OutcomeStage.CONTRACT
    assert ask_outcomes(now + timedelta(days=120)) == 0
    event = coordinator.get("/desk/events/1/outcomes").text
    assert "Подписали" in event
    assert link.split("/")[2] not in event


def test_each_stage_is_one_link_of_the_letter_which_opens_the_page_with_it_chosen(
    client, session, build, promise
):
    ask_outcomes(build.now)
    letter = session.scalars(select(OutgoingLetter)).one()
    links = re.findall(r"(/outcome/[\w-]+/\?stage=\w+)", str(letter.body))
    chosen = [re.findall(CHOSEN, client.get(link).text) for link in links]
    assert chosen == [[stage] for stage in OutcomeStage]
    assert session.scalar(select(OutcomeAsk.answered_at)) is None


def test_a_closed_outcome_is_neither_asked_nor_answered(
    coordinator, client, session, build, promise
):
    ask_outcomes(build.now)
    link = link_in(session, "outcome.asked")
    address = f"/desk/events/1/outcomes/{promise.id}"
    close = f"{address}/close"
    assert coordinator.submit(address, {"reason": " "}, to=close).status_code == 409
    assert coordinator.submit(address, {"reason": "отказ"}, to=close).status_code == 303
    assert coordinator.submit(address, {"reason": "отказ"}, to=close).status_code == 409
    assert "Наблюдение завершено" in client.get(link).text
    token = client.token("/sign-in")
    response = client.post(link, data={"csrf_token": token, "stage": "contract"})
    assert response.status_code == 422
    typed = {"company": "ООО «Сыры»", "stage": "contract"}
    assert coordinator.submit(address, typed).status_code == 422
    assert ask_outcomes(build.now + timedelta(days=100)) == 0
    assert client.get("/outcome/nonsense/").status_code == 404


def test_an_outcome_is_brought_up_to_date_by_hand(coordinator, session, promise):
    address = f"/desk/events/1/outcomes/{promise.id}"
    typed = {"company": "ООО «Сыры»", "partner": "Farovon", "stage": "shipped"}
    assert coordinator.submit(address, typed).status_code == 303
    session.refresh(promise)
    assert (promise.stage, promise.email) == (OutcomeStage.SHIPPED, "")
    assert coordinator.submit(address, {**typed, "company": ""}).status_code == 422
    assert coordinator.get(f"/desk/events/1/outcomes/{uuid4()}").status_code == 404


@pytest.mark.parametrize("path", ("", "totals", "1/", "1/results", "1/outcomes"))
def test_pages_take_no_more_statements_with_more_rows(coordinator, session, events, path):
    numbers = []
    first = events.event(S.HELD, starts_on=date(2026, 11, 2))
    for size in (1, 3):
        for _more in range(size):
            event = events.event(S.HELD, starts_on=date(2026, 11, 9))
            number = str(uuid4())
            add(coordinator, first, "contract", **{**CONTRACT, "number": number})
            add(coordinator, event, "cost", item="Зал", source="бюджет", kopecks="1")
            typed = {"company": number, "stage": "contact", "key": number}
            coordinator.submit(at(first, "outcomes/new"), typed)
        numbers.append(len(selects_of(session, coordinator, f"/desk/events/{path}")))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 20
