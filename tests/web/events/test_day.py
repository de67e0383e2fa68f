"""My day with events: how the plan stands for those who answer for it, the coordinator's tasks."""

from datetime import date

import pytest

from council.meetings.rules.kinds import MeetingState
from events.programme.models import EventPromise, EventTask
from events.programme.rules import EventState
from tests.builders_exchanges import ExchangesBuilder

DESK = "/desk/"
TITLE = "План международных мероприятий"


@pytest.fixture
def desk(sign_in):
    return lambda person: sign_in(person).get(DESK).text.replace("\xa0", " ")


@pytest.fixture
def year(build, council, events):
    """`year(held, ahead, lost)`: a decided plan of so many events in each state."""

    def decided(held, ahead, lost):
        meeting = build.meeting(council.body, state=MeetingState.HELD)
        states = (EventState.REPORTED,) * held + (EventState.CANCELLED,) * lost
        made = [events.event(state) for state in states]
        made += [events.event(starts_on=date(2026, 12, 7 + n)) for n in range(ahead)]
        events.approved(meeting, made)

    return decided


@pytest.mark.parametrize("office", ("secretary", "coordinator", "deputy", "chair"))
def test_those_who_answer_for_the_plan_see_how_it_stands(desk, council, year, office):
    year(17, 4, 3)
    page = desk(getattr(council, office))
    assert TITLE in page
    assert "Проведено 17 из 24, нужно 20, ещё возможно: 4, можно потерять 1" in page
    assert "порог достижим с запасом" in page


@pytest.mark.parametrize(
    "states_and_words",
    (
        ((4, 0, 1), "порог достигнут", "Проведено 4 из 5, нужно 4"),
        ((3, 1, 1), "порог достижим без запаса", "ни одно нельзя отменить"),
        ((3, 0, 2), "порог недостижим", "сообщите Совету: изменить план может только он"),
    ),
)
def test_the_verdict_stands_beside_the_figures(desk, council, year, states_and_words):
    states, tag, context = states_and_words
    year(*states)
    page = desk(council.deputy)
    assert tag in page
    assert context in page


def test_a_member_is_not_told(desk, council, year):
    year(3, 0, 2)
    assert TITLE not in desk(council.member)


def test_without_a_decided_plan_nothing_is_said(desk, council, events):
    events.event(EventState.CANCELLED)
    assert TITLE not in desk(council.coordinator)


def test_the_coordinator_sees_what_is_to_be_done_about_events(desk, council, events):
    passed = events.event(name="Выставка без отметки", starts_on=date(2026, 11, 10))
    held = events.event(EventState.HELD, name="Миссия без отчёта", starts_on=date(2026, 11, 16))
    ahead = events.event(name="Миссия в Алматы", starts_on=date(2026, 12, 7))
    for position, days in enumerate((14, 3), 1):
        name = f"Дело за {days}"
        events.add(EventTask(event_id=ahead.id, position=position, name=name, days_before=days))
    page = desk(council.coordinator)
    assert "Отметить, состоялось ли: Выставка без отметки" in page
    assert f"/desk/events/{passed.number}/" in page
    assert "Отчёт о мероприятии «Миссия без отчёта»" in page
    assert f"/desk/events/{held.number}/results" in page
    assert "Дело за 14" in page
    assert "Дело за 3" not in page  # a fortnight ahead it presses nobody
    assert "Отметить мероприятие" in page  # the button of the page


def test_nobody_else_is_asked_about_events(desk, council, events):
    events.event(name="Выставка без отметки", starts_on=date(2026, 11, 10))
    for person in (council.secretary, council.deputy, council.member):
        assert "Выставка без отметки" not in desk(person)


def test_the_coordinator_sees_what_was_promised_to_other_regions(desk, build, council):
    build.region()
    by = {"actor": build.viewer(council.coordinator), "now": build.now}
    exchanges = ExchangesBuilder(by)
    key, number = exchanges.agreement()
    plan = exchanges.plan(key, 2025, 2026)
    exchanges.measure(key, plan, date(2026, 11, 16))
    exchanges.follow_up(key, exchanges.visit(key), date(2026, 12, 20))
    page = desk(council.coordinator)
    assert "Обмен опытом" in page
    assert "срок был 16 ноября" in page
    assert "Согласовать следующий план мероприятий" in page
    assert f"/desk/exchanges/{number}/" in page
    assert "Передать форму" not in page  # a month ahead it presses nobody
    assert "Обмен опытом" not in desk(council.secretary)


def test_the_coordinator_sees_outcomes_that_nobody_answered_for(desk, events, session, council):
    held = events.event(EventState.REPORTED, starts_on=date(2025, 5, 20), ends_on=date(2025, 5, 20))
    for company, email in (("ООО «Немые»", ""), ("ООО «Ещё спросят»", "a@example.org")):
        session.add(
            EventPromise(event_id=held.id, company=company, email=email, added_at=events.build.now)
        )
    session.commit()
    page = desk(council.coordinator)
    assert f"/desk/events/{held.number}/outcomes" in page
    assert "ООО «Немые»" in page
    assert "ООО «Ещё спросят»" in page  # a year and 28 days are over
    assert "ООО «Немые»" not in desk(council.secretary)
