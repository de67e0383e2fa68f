"""Warnings of the threshold, reports and checklists of events: told to whom, once for each fact."""

from datetime import date
from uuid import uuid4

import pytest

from council.meetings.rules.kinds import MeetingState
from events.plan.models import PlanEdition
from events.programme import services as programme
from events.programme.models import EventPromise, EventTask
from events.programme.rules import EventState, OutcomeStage
from events.programme.services import PromiseDraft
from tests.builders_exchanges import ExchangesBuilder
from tests.integration.reminders.conftest import Schedule

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)


@pytest.fixture
def schedule(session):
    return Schedule(session)


@pytest.fixture
def year(build, council, events):
    """Five planned, so four are needed: three were held, two lie ahead."""
    meeting = build.meeting(council.body, state=MeetingState.HELD)
    held = [events.event(EventState.REPORTED) for _ in range(3)]
    ahead = [events.event(starts_on=date(2026, 12, day)) for day in (7, 14)]
    events.approved(meeting, [*held, *ahead])
    return ahead


@pytest.fixture
def lose(session):
    def lost(event, state=EventState.CANCELLED):
        event.state, event.state_reason = state, "отказ организатора"
        session.commit()

    return lost


def told(schedule, kind):
    return {person for _, person, *_ in schedule.letters(kind)}


def test_a_year_with_an_event_to_spare_warns_nobody(schedule, year):
    schedule.through(MONDAY, date(2026, 11, 27))
    assert schedule.rows("plan_tight") == schedule.rows("plan_lost") == []


def test_the_three_who_answer_for_the_plan_are_told_once_that_nothing_may_be_lost(
    schedule, year, lose, council
):
    lose(year[0])
    schedule.at(SATURDAY)
    assert schedule.letters("plan_tight") == []  # nobody works on a Saturday
    schedule.through(MONDAY, date(2026, 11, 27))

    letters = schedule.letters("plan_tight")
    assert len(letters) == 3
    people = (council.coordinator, council.secretary, council.deputy)
    assert told(schedule, "plan_tight") == {person.id for person in people}
    _, _, subject, _, body = letters[0]
    assert subject == "План мероприятий на 2026 год: нужно провести все оставшиеся"
    assert (
        body[0]["paragraph"]
        .replace("\xa0", " ")
        .startswith("Проведено: 3 из 5, нужно: 4, ещё возможно: 1.")
    )
    assert body[-1]["actions"][0]["url"] == "/desk/plan/?year=2026"


def test_a_loss_that_makes_the_threshold_unreachable_is_told_as_such(schedule, year, lose):
    lose(year[0])
    schedule.at(MONDAY)
    year[1].starts_on = year[1].ends_on = None
    lose(year[1], EventState.MOVED)
    schedule.at(MONDAY, 10)

    assert len(schedule.letters("plan_tight")) == len(schedule.letters("plan_lost")) == 3
    assert all(row.over_at for row in schedule.rows("plan_tight"))
    assert not any(row.over_at for row in schedule.rows("plan_lost"))


def test_an_event_held_as_expected_is_no_news_and_a_reached_threshold_ends_the_warning(
    schedule, year, lose, session
):
    lose(year[0])
    schedule.at(MONDAY)
    year[1].state, year[1].starts_on = EventState.HELD, date(2026, 11, 23)
    year[1].ends_on = date(2026, 11, 23)
    session.commit()
    schedule.at(date(2026, 11, 24))

    assert len(schedule.letters("plan_tight")) == 3
    assert all(row.over_at for row in schedule.rows("plan_tight"))


def test_the_warning_is_said_again_when_the_council_changes_the_figures(
    schedule, build, council, events, lose
):
    meeting = build.meeting(council.body, state=MeetingState.HELD)
    held = [events.event(EventState.REPORTED) for _ in range(3)]
    ahead, added = (events.event(starts_on=date(2026, 12, day)) for day in (7, 14))
    dropped = events.event(EventState.CANCELLED)
    first = events.approved(meeting, [*held, ahead, dropped])
    schedule.at(MONDAY)
    dropped_too = events.event(EventState.CANCELLED)
    events.approved(
        meeting,
        [*held, ahead, dropped, added, dropped_too],
        plan=first.plan,
        number=2,
        approved_on=MONDAY,
    )
    schedule.at(date(2026, 11, 24))
    assert len(schedule.letters("plan_tight")) == 3
    assert len(schedule.letters("plan_lost")) == 3


def test_a_draft_that_nobody_decided_endangers_nothing(schedule, build, council, events):
    meeting = build.meeting(council.body)
    plan = events.plan(meeting)
    edition = events.add(PlanEdition(plan_id=plan.id, number=1, created_at=build.now))
    events.line(edition, events.event(EventState.CANCELLED))
    schedule.at(MONDAY)
    assert schedule.rows("plan_lost") == []


def test_the_coordinator_is_reminded_of_a_report_and_weekly_once_it_is_overdue(
    schedule, events, council
):
    # Ended on Friday, 6 November: ten working days later is Friday the 20th.
    events.event(EventState.HELD, starts_on=date(2026, 11, 6), ends_on=date(2026, 11, 6))
    found = schedule.through(date(2026, 11, 16), date(2026, 12, 4))

    own = [(day.day, kind) for day, kind, person in found if kind.startswith("event_")]
    assert {each[2] for each in found if each[1].startswith("event_")} == {council.coordinator.id}
    assert own == [
        (18, "event_report_due"),
        (23, "event_report_overdue"),
        (30, "event_report_overdue"),
    ]
    undone = [(day.day, person) for day, kind, person in found if kind == "undone"]
    assert undone == [(23, council.secretary.id)]


def test_a_published_report_is_no_longer_asked_for(schedule, council, events, session):
    event = events.event(EventState.HELD, starts_on=date(2026, 11, 6), ends_on=date(2026, 11, 6))
    schedule.at(date(2026, 11, 17))
    event.state = EventState.REPORTED
    session.commit()
    schedule.at(date(2026, 11, 18))
    assert schedule.letters("event_report_due") == []
    assert schedule.skipped("event_report_due") == {"gone"}


def test_lines_of_a_checklist_are_told_three_days_ahead_in_one_letter(schedule, events, council):
    event = events.event(starts_on=date(2026, 12, 7), name="Миссия в Алматы")
    for position, name in enumerate(("Программа", "Билеты"), 1):
        events.add(EventTask(event_id=event.id, position=position, name=name, days_before=11))
    schedule.through(date(2026, 11, 20), date(2026, 11, 30))

    ((_, person, subject, _, body),) = schedule.letters("event_tasks_due")
    assert person == council.coordinator.id
    assert subject.startswith("Перечень дел мероприятия «Миссия в Алматы»: Программа; Билеты")
    assert body[-1]["actions"][0]["url"] == f"/desk/events/{event.number}/"


def test_what_is_read_does_not_grow_with_events(schedule, year, events):
    schedule.at(MONDAY)
    few = len(schedule.selects(MONDAY))
    for _ in range(4):
        events.event(EventState.HELD, starts_on=date(2026, 11, 20))
    schedule.at(MONDAY)
    assert len(schedule.selects(MONDAY)) == few


@pytest.fixture
def exchanges(build, council):
    return ExchangesBuilder({"actor": build.viewer(council.coordinator), "now": build.now})


def test_a_promise_to_a_region_is_told_a_week_ahead_then_weekly_to_the_coordinator_alone(
    schedule, exchanges, council
):
    key, number = exchanges.agreement()
    due = date(2026, 11, 20)
    exchanges.measure(key, exchanges.plan(key), due)
    exchanges.follow_up(key, exchanges.visit(key), due)
    found = schedule.through(date(2026, 11, 12), date(2026, 12, 2))

    own = [each for each in found if each[1].startswith("exchange_")]
    assert [(day.day, kind) for day, kind, _person in own] == [
        (13, "exchange_due"),
        (23, "exchange_overdue"),
        (30, "exchange_overdue"),
    ]
    assert {person for *_, person in own} == {council.coordinator.id}
    _, _, subject, _, body = schedule.letters("exchange_due")[0]
    assert subject.startswith("Обмен с регионами (Яринский край): Обмен опытом; Передать форму")
    assert body[-1]["actions"][0]["url"] == f"/desk/exchanges/{number}/"


@pytest.mark.parametrize("way", ("contract", "closed"))
def test_an_outcome_is_told_of_weekly_until_it_is_a_contract_or_closed(  # noqa: PLR0913, PLR0917 - fixtures
    schedule, events, build, council, session, way
):
    by = {"actor": build.viewer(council.coordinator), "now": build.now}
    held = events.event(
        EventState.REPORTED, starts_on=date(2025, 10, 20), ends_on=date(2025, 10, 21)
    )
    never = events.event(EventState.CANCELLED, starts_on=date(2025, 10, 20))
    promise, draft = uuid4(), PromiseDraft("ООО «Насосы»", email="nasosy@example.org")
    programme.add_promise(held.id, promise, draft, **by)
    session.add(EventPromise(event_id=never.id, company="ООО «Иные»", added_at=build.now))
    session.commit()
    found = schedule.through(date(2026, 11, 17), date(2026, 11, 27))
    own = [each for each in found if each[1] == "promises_open"]
    assert [day.day for day, *_ in own] == [19, 26]
    assert {person for *_, person in own} == {council.coordinator.id}
    _, _, subject, _, body = schedule.letters("promises_open")[0]
    assert "ООО «Насосы»" in subject
    assert body[-1]["actions"][0]["url"] == f"/desk/events/{held.number}/outcomes"
    if way == "closed":
        programme.close_promise(held.id, promise, "партнёр отказался", **by)
    else:
        signed = PromiseDraft("ООО «Насосы»", stage=OutcomeStage.CONTRACT)
        programme.change_promise(held.id, promise, signed, **by)
    later = schedule.through(date(2026, 11, 30), date(2026, 12, 4))
    assert "promises_open" not in {kind for _day, kind, _person in later}


def test_a_plan_of_measures_that_runs_out_is_told_ninety_days_ahead(schedule, exchanges):
    key, _number = exchanges.agreement()
    exchanges.plan(key, 2025, 2026)
    found = schedule.through(date(2026, 10, 1), date(2026, 10, 5))
    days = [day for day, kind, _person in found if kind == "exchange_plan_ends"]
    assert days == [date(2026, 10, 2)]
    ((_, _, subject, *_),) = schedule.letters("exchange_plan_ends")
    assert "план мероприятий до 2026 года" in subject
