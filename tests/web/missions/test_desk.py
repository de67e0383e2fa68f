"""Calls and selection on the working pages: what the coordinator does, what others may not."""

import pytest

from core.adapters.database import db
from events.missions.models import Call
from events.missions.queries.applications import get_application
from events.missions.rules.applications import MissionApplicationAction, MissionApplicationState
from events.programme.models import Event
from events.programme.rules import EventState
from tests.statements import selects_of

S, A = MissionApplicationState, MissionApplicationAction
TYPED = {
    "revision": "0",
    "offer": "Стенд 3 м²",
    "payment": "Регион оплачивает стенд",
    "places": "2",
    "last_day": "01.12.2026",
    "questions": "Какие образцы вы везёте?",
    "criteria": "Готовность к экспорту\nСоответствие целям",
}
GOOD = {"points-0": "4", "points-1": "5", "reason": "Готовы к экспорту"}


def test_a_call_is_written_opened_and_closed(coordinator, missions):
    event = missions.event()
    form = f"/desk/missions/events/{event.id}/"
    assert event.name in coordinator.get("/desk/missions/").text
    call = coordinator.submit(form, TYPED).headers["Location"]
    assert "Открыть приём заявок" in coordinator.get(call).text
    assert coordinator.submit(call, {}, to=f"{call}open").status_code == 303
    assert db.session.get(Event, event.id).state is EventState.CALL_OPEN
    assert coordinator.submit(call, {}, to=f"{call}close").status_code == 303
    assert db.session.get(Event, event.id).state is EventState.CALL_CLOSED


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"places": "0"}, "1"),
        ({"places": "много"}, "число"),
        ({"last_day": "08.02.2027"}, "до начала мероприятия"),
        ({"last_day": "31.02.2026"}, "Ошибка"),
        ({"offer": " "}, "Заполните это поле"),
        ({"criteria": "\n".join(map(str, range(11)))}, "Не больше 10 строк"),
    ),
)
def test_a_bad_call_says_what_to_do(coordinator, missions, typed, words):
    event = missions.event()
    answer = coordinator.submit(f"/desk/missions/events/{event.id}/", {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(Call).count() == 0


def test_a_hidden_event_cannot_call(coordinator, missions):
    call_id = missions.described(missions.event(is_public=False))
    page = f"/desk/missions/{call_id}/"
    answer = coordinator.submit(page, {}, to=f"{page}open")
    assert answer.status_code == 409
    assert "утвердить совет" in answer.text


def test_a_call_from_an_old_page_meets_a_conflict(coordinator, missions):
    call_id = missions.described()
    event_id = db.session.get(Call, call_id).event_id
    answer = coordinator.submit(f"/desk/missions/events/{event_id}/", {**TYPED, "revision": "7"})
    assert answer.status_code == 409


def test_a_company_is_chosen_beside_its_support(coordinator, missions):
    company = missions.company(1)
    missions.support(company, rubles=150_000, metres=6, attendance="absent")
    call_id, (application_id,) = missions.closed(companies=1)
    page = f"/desk/missions/applications/{application_id}/"
    text = coordinator.get(page).text
    assert "Иннопром" in text
    assert "150\u00a0000" in text
    assert "не явилась" in text
    answer = coordinator.submit(page, {**GOOD, "act": "choose"})
    assert answer.headers["Location"] == f"/desk/missions/{call_id}/"
    assert get_application(application_id).state is S.CHOSEN
    assert "отобрана" in coordinator.get(answer.headers["Location"]).text


def test_the_history_of_an_application_is_its_own_and_that_of_the_call_holds_all(
    coordinator, missions
):
    call_id, (first, second) = missions.closed(companies=2)
    page = "/desk/missions/applications"
    assert f"{page}/{first}/history" in coordinator.get(f"{page}/{first}/").text
    coordinator.submit(f"{page}/{first}/", {**GOOD, "act": "choose"})
    chosen = "выбор сделан"
    assert chosen in coordinator.get(f"{page}/{first}/history").text
    assert chosen not in coordinator.get(f"{page}/{second}/history").text
    whole = coordinator.get(f"/desk/missions/{call_id}/history").text
    assert chosen in whole
    assert f"/desk/missions/{call_id}/history" in coordinator.get(f"/desk/missions/{call_id}/").text


def test_points_are_kept_without_a_decision(coordinator, missions):
    _, (application_id,) = missions.closed(companies=1)
    page = f"/desk/missions/applications/{application_id}/"
    coordinator.submit(page, {"points-0": "3", "points-1": "", "act": "score"})
    row = get_application(application_id)
    assert (row.state, row.scores) == (S.SUBMITTED, {"Готовность к экспорту": 3})


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    (
        ({**GOOD, "reason": "", "act": "decline"}, 409, "Напишите основание"),
        ({"reason": "Да", "act": "choose"}, 409, "баллы по каждому критерию"),
        ({**GOOD, "points-0": "6", "act": "choose"}, 422, "0"),
        ({**GOOD, "act": "wait"}, 409, "Свободные места есть"),
    ),
)
def test_a_decision_that_cannot_be_is_refused(coordinator, missions, typed, status, words):
    _, (application_id,) = missions.closed(companies=1)
    answer = coordinator.submit(f"/desk/missions/applications/{application_id}/", typed)
    assert answer.status_code == status
    assert words in answer.text
    assert get_application(application_id).state is S.SUBMITTED


def test_the_list_of_participants_is_a_paper(coordinator, missions):
    call_id, found = missions.closed(companies=3, places=1)
    missions.decide(found[1])
    missions.decide(found[0], A.WAIT)
    text = coordinator.get(f"/desk/missions/{call_id}/participants.html").text
    assert "СПИСОК" in text
    assert text.index("Завод 2") < text.index("Лист ожидания") < text.index("Завод 1")
    assert "Завод 3" not in text


def test_an_unconfirmed_application_is_on_no_desk(coordinator, missions):
    application_id = missions.sent(missions.opened())
    assert coordinator.get(f"/desk/missions/applications/{application_id}/").status_code == 404


@pytest.mark.parametrize("who", ("secretary", "member", "deputy"))
def test_others_read_no_applications(council, sign_in, missions, who):
    call_id, (application_id,) = missions.closed(companies=1)
    client = sign_in(getattr(council, who))
    for path in ("", f"{call_id}/", f"applications/{application_id}/"):
        assert client.get(f"/desk/missions/{path}").status_code == 403


def test_the_page_of_a_call_asks_as_much_for_three_applications_as_for_one(
    missions, coordinator, session
):
    counts = []
    for companies in (1, 3):
        call_id, _ = missions.closed(companies=companies)
        counts.append(len(selects_of(session, coordinator, f"/desk/missions/{call_id}/")))
    assert counts[0] == counts[1]
