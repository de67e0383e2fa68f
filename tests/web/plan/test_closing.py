"""Closing a year on the working pages, and what visitors read of it."""

from datetime import UTC, datetime

import pytest

from events.plan.models import PlanClosing
from events.programme.rules import EventState
from tests.builders_events import EventsBuilder

CLOSE = "/desk/plan/2026/close"


@pytest.fixture
def year(build, council):
    build.region()
    events = EventsBuilder(build)
    events.country()
    made = [events.event(EventState.HELD) for _ in range(4)] + [events.event(EventState.CANCELLED)]
    return events.approved(build.meeting(council.body), made)


@pytest.fixture
def keeper(sign_in, build, council, stopped_clock):
    build.now = stopped_clock.stopped_at = datetime(2027, 1, 12, 5, tzinfo=UTC)
    return sign_in(council.coordinator)


def plain(response):
    return response.text.replace("\xa0", " ")


def test_the_coordinator_closes_the_year_and_everybody_reads_its_final_figure(keeper, client, year):
    assert CLOSE in keeper.get("/desk/plan/?year=2026").text
    answer = keeper.submit(CLOSE, {})
    assert answer.location == "/desk/plan/?year=2026"
    said = "Год закрыт 12 января 2027 г.: 4 из 5, 80,0 %. Порог достигнут."
    for page in (plain(keeper.get(answer.location)), plain(client.get("/plan/2026/"))):
        assert said in " ".join(page.replace("<strong>", "").replace("</strong>", "").split())
    desk = keeper.get("/desk/plan/?year=2026").text
    assert "Закрыть год" not in desk
    assert "Начать изменение" not in desk


def test_the_gauge_of_a_closed_year_shows_what_was_kept(keeper, client, year, session):
    keeper.submit(CLOSE, {})
    for event in year.events:
        event.state, event.state_reason = EventState.CANCELLED, "ошибка"
        event.revision += 1
    session.commit()
    for page in (keeper.get("/desk/plan/?year=2026"), client.get("/plan/2026/")):
        assert "<dd>4 из 5</dd>" in plain(page)
        assert "из 5 мероприятий нужно провести 4." in plain(page)


def test_what_stands_in_the_way_is_said_and_nothing_is_kept(keeper, year, session):
    year.events[0].state = EventState.PREPARING
    session.commit()
    page = keeper.get(CLOSE)
    assert "Завершившихся без отметки: 1." in plain(page)
    assert "Закрыть год</button>" not in page.text
    token = keeper.token("/desk/account/password")
    assert keeper.post(CLOSE, data={"csrf_token": token}).status_code == 409
    assert session.query(PlanClosing).count() == 0


def test_only_the_coordinator_closes(sign_in, council, year):
    assert sign_in(council.secretary).get(CLOSE).status_code == 403
    assert sign_in(council.member).get(CLOSE).status_code == 403


def test_a_year_without_a_plan_is_not_found(keeper, year):
    assert keeper.get("/desk/plan/2031/close").status_code == 404
