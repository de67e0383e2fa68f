"""What has passed its last day: weekly reminders, and who is told of it after how long."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from council.reminders.rules import DutyKind, ReminderKind, fact_of, plan
from council.reminders.rules.duties import NOT_ESCALATED
from tests.unit.reminders.days import (
    OFFICE,
    PERSON,
    RULED,
    circumstances,
    day_and_hour,
    duty,
    planned,
)

K, M = ReminderKind, DutyKind
FRIDAY = date(2026, 11, 20)
OVERDUE = (K.ASSIGNMENT_OVERDUE, M.ASSIGNMENT)
WEEKLY = (
    OVERDUE,
    (K.EVENT_REPORT_OVERDUE, M.EVENT_REPORT),
    (K.PROMISES_OPEN, M.EVENT_PROMISES),
    (K.EXCHANGE_OVERDUE, M.EXCHANGE_PROMISE),
)
OF_THE_COORDINATOR = {M.EVENT_TASKS, M.EVENT_PROMISES, M.EXCHANGE_PROMISE, M.EXCHANGE_PLAN}


@pytest.mark.parametrize("today", (FRIDAY - timedelta(days=1), FRIDAY))
@pytest.mark.parametrize("kind", (K.ASSIGNMENT_OVERDUE, K.UNDONE, K.UNDONE_FOR_LONG))
def test_nothing_is_overdue_on_its_last_day(kind, today):
    assert planned(kind, M.ASSIGNMENT, FRIDAY, today=today) == []


@pytest.mark.parametrize("weekly", WEEKLY)
def test_the_first_weekly_one_comes_on_the_working_day_after_and_the_next_a_week_later(weekly):
    first, second = planned(*weekly, FRIDAY, today=date(2026, 11, 21))

    assert day_and_hour(first.due_at) == (date(2026, 11, 23), 9)
    assert day_and_hour(second.due_at) == (date(2026, 11, 30), 9)
    assert first.expires_at == second.due_at
    assert first.fact != second.fact


def test_a_week_of_holidays_is_reminded_of_once_when_work_begins():
    """31 December 2026 to 10 January 2027 are days off."""
    due = date(2026, 12, 30)
    found = {
        each.fact: day_and_hour(each.due_at)[0]
        for day in range(1, 20)
        for each in planned(*OVERDUE, due, today=due + timedelta(days=day))
    }
    assert sorted(found.values()) == [
        date(2027, 1, 11),
        date(2027, 1, 14),
        date(2027, 1, 21),
    ]


def test_the_weeks_follow_each_other_without_a_gap_and_each_has_its_own_name():
    due, seen = date(2028, 2, 28), {}
    for day in range(1, 60):
        for each in planned(*OVERDUE, due, today=due + timedelta(days=day)):
            assert seen.setdefault(each.fact, (each.due_at, each.expires_at)) == (
                each.due_at,
                each.expires_at,
            )
    spans = sorted(seen.values())
    assert day_and_hour(spans[0][0])[0] == date(2028, 2, 29)
    assert all(end == start for (_, end), (start, _) in pairwise(spans))


def test_an_assignment_given_after_its_own_day_is_first_reminded_of_in_the_next_week():
    today = date(2026, 11, 25)
    given = circumstances(today).now
    (found,) = planned(*OVERDUE, FRIDAY, today=today, since=given)
    assert day_and_hour(found.due_at)[0] == date(2026, 11, 30)


@pytest.mark.parametrize("matter", sorted(set(M) - NOT_ESCALATED))
def test_whatever_is_undone_is_told_to_the_secretary_the_next_working_day(matter):
    (found,) = planned(K.UNDONE, matter, FRIDAY, today=date(2026, 11, 21))
    assert day_and_hour(found.due_at) == (date(2026, 11, 23), 9)
    assert found.expires_at is None
    assert found.addressee == str(PERSON)


@pytest.mark.parametrize("matter", sorted(NOT_ESCALATED))
def test_a_warning_a_checklist_or_a_promise_is_told_to_nobody_else(matter):
    assert matter in {M.PLAN_TIGHT, M.PLAN_LOST} | OF_THE_COORDINATOR
    for kind in (K.UNDONE, K.UNDONE_FOR_LONG):
        assert planned(kind, matter, FRIDAY, today=date(2026, 12, 21)) == []


@pytest.mark.parametrize(
    ("days", "told"), ((0, date(2026, 11, 23)), (3, date(2026, 11, 26)), (5, date(2026, 11, 30)))
)
def test_the_chairs_office_is_told_after_the_working_days_of_the_regulation(days, told):
    procedure = replace(RULED, escalation_days=days)
    (found,) = planned(
        K.UNDONE_FOR_LONG, M.NOTICE, FRIDAY, today=date(2026, 11, 21), procedure=procedure
    )
    assert day_and_hour(found.due_at) == (told, 9)
    assert (found.addressee, found.person_id) == (OFFICE, None)


def test_without_an_address_of_the_office_only_the_secretary_is_told():
    procedure = replace(RULED, chair_office="")
    at = circumstances(date(2026, 11, 21), procedure=procedure)
    assert [each.kind for each in plan([duty(M.NOTICE, FRIDAY)], at)].count(K.UNDONE) == 1
    assert K.UNDONE_FOR_LONG not in {each.kind for each in plan([duty(M.NOTICE, FRIDAY)], at)}


def test_what_arose_only_after_its_last_day_is_told_all_the_same():
    today = date(2026, 11, 27)
    late = circumstances(today).now
    assert planned(K.UNDONE, M.ASSIGNMENT, FRIDAY, today=today, since=late)
    assert planned(K.UNDONE_FOR_LONG, M.ASSIGNMENT, FRIDAY, today=today, since=late)


def test_minutes_that_wait_for_words_and_then_for_signatures_are_one_thing_undone():
    assert fact_of(duty(M.DRAFT, FRIDAY)) == fact_of(duty(M.SIGNING, FRIDAY))


def test_another_day_version_or_subject_is_another_fact_the_same_day_again_the_same():
    one = duty(M.DECISION, FRIDAY, mark="1")
    others = (
        replace(one, due=FRIDAY + timedelta(days=1)),
        replace(one, mark="2"),
        replace(one, subject_id=UUID(int=7)),
        replace(one, matter=M.NOTICE),
    )
    assert len({fact_of(each) for each in (one, *others)}) == 5
    assert fact_of(replace(one, people=(), details={"title": "other"})) == fact_of(one)
    assert max(len(fact_of(each)) for each in (one, *others)) <= 100
