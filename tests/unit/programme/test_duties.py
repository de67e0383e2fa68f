"""Reports and checklists of events as duties: by which day, and what is left out."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from council.reminders.rules import DutyKind
from events.programme.rules import EventState
from events.programme.rules.duties import (
    LONGEST_LIST,
    TOLD_FOR,
    OpenPromise,
    OpenTask,
    PendingEvent,
    PromisingEvent,
    event_duties,
    promise_duties,
)
from tests.unit.reminders.days import circumstances

TODAY = date(2026, 11, 18)
EVENT = PendingEvent(
    UUID(int=5), 12, "Миссия", EventState.PREPARING, date(2026, 12, 7), date(2026, 12, 9)
)
HELD = replace(EVENT, state=EventState.HELD, starts_on=TODAY, ends_on=TODAY)


def duties(*events, today=TODAY):
    return list(event_duties(events, circumstances(today)))


def test_a_held_event_owes_its_report_after_ten_working_days():
    (found,) = duties(HELD)
    assert (found.matter, found.subject_id) == (DutyKind.EVENT_REPORT, HELD.id)
    assert found.due == date(2026, 12, 2)
    assert found.details == {"number": "12", "title": "Миссия"}


def test_an_event_that_is_not_held_owes_no_report():
    others = set(EventState) - {EventState.HELD}
    assert not any(duties(replace(HELD, state=state)) for state in others)


def test_a_report_that_is_owed_for_half_a_year_is_no_longer_told_of():
    due = date(2026, 12, 2)
    assert duties(HELD, today=due + TOLD_FOR)
    assert not duties(HELD, today=due + TOLD_FOR + timedelta(days=1))


def test_lines_of_one_day_are_told_together_those_of_another_day_apart():
    tasks = (
        OpenTask("Программа", 14, None),
        OpenTask("Билеты", 14, None),
        OpenTask("Анкеты", -5, None),
        OpenTask("Список", None, date(2026, 11, 18)),
    )
    found = duties(replace(EVENT, tasks=tasks))
    assert [(each.due, each.details["tasks"]) for each in found] == [
        (date(2026, 11, 18), "Список"),
        (date(2026, 11, 23), "Программа; Билеты"),
        (date(2026, 12, 14), "Анкеты"),
    ]
    assert {each.matter for each in found} == {DutyKind.EVENT_TASKS}


def test_lines_without_a_day_and_days_that_have_passed_are_left_out():
    tasks = (OpenTask("Когда-нибудь", None, None), OpenTask("Вчера", None, date(2026, 11, 17)))
    assert not duties(replace(EVENT, tasks=tasks))


def test_a_long_list_is_told_in_short():
    (found,) = duties(replace(EVENT, tasks=(OpenTask("я" * 300, None, TODAY),)))
    assert len(found.details["tasks"]) == LONGEST_LIST
    assert found.details["tasks"].endswith("…")


WRITTEN = OpenPromise("Завод", "Zarafshon", has_address=True)
UNREACHED = OpenPromise("Артель", "", has_address=False)
ENDED = date(2026, 11, 30)


def promised(today, *promises):
    event = PromisingEvent(UUID(int=6), 13, "Выставка", ENDED, promises)
    return list(promise_duties([event], today))


def test_an_open_outcome_is_told_of_from_the_day_after_the_last_answer_on():
    """A year, then two weeks to answer the letter and two more after its reminder."""
    last = date(2027, 12, 28)
    assert not promised(last, WRITTEN)
    (found,) = promised(last + timedelta(days=1), WRITTEN)
    assert (found.matter, found.subject_id) == (DutyKind.EVENT_PROMISES, UUID(int=6))
    assert (found.due, found.details["tasks"]) == (last, "Завод – Zarafshon")
    assert (found.details["number"], found.details["title"]) == ("13", "Выставка")


def test_whom_no_letter_reaches_the_coordinator_asks_after_three_months():
    last = date(2027, 2, 28)
    assert not promised(last, UNREACHED)
    (found,) = promised(last + timedelta(days=1), WRITTEN, UNREACHED)
    assert (found.due, found.details["tasks"]) == (last, "Артель")


def test_outcomes_of_one_event_are_told_of_together_by_the_longest_overdue():
    (found,) = promised(date(2030, 1, 1), WRITTEN, UNREACHED)
    assert (found.due, found.details["tasks"]) == (date(2027, 2, 28), "Завод – Zarafshon; Артель")


def test_an_event_without_open_outcomes_owes_none():
    assert not promised(date(2030, 1, 1))
