"""Closing a year on the working pages, and what visitors read of it."""

from datetime import UTC, date, datetime

import pytest

from council.membership.models import RegulationSetting
from events.plan.models import PlanClosing
from events.programme.rules import EventState
from tests.builders_events import EventsBuilder
from tests.web.plan.test_public import changes_of

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
    assert changes_of(client.get("/plan/2026/").text)[-1].split()[-2:] == ["4", "5"]


@pytest.fixture
def other_rules(build, council):
    """From the year after the plan's on, everything is counted in another way."""
    for key, value in (("plan_needs_report", "yes"), ("plan_threshold", "100")):
        known = {"key": key, "value": value, "valid_from": date(2027, 1, 1)}
        build.add(RegulationSetting(body_id=council.body.id, **known))


@pytest.mark.usefixtures("year", "other_rules")
def test_a_setting_of_the_next_year_does_not_count_the_year_before(keeper, client, session):
    """Nor is it what the figure of a year is kept by."""
    for page in (keeper.get("/desk/plan/?year=2026"), client.get("/plan/2026/"), keeper.get(CLOSE)):
        assert "из 5 мероприятий нужно провести 4." in plain(page)
    keeper.submit(CLOSE, {})
    kept = session.query(PlanClosing).one()
    assert (kept.planned, kept.held, kept.threshold) == (5, 4, 80)


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
