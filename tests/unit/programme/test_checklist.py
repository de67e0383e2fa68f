"""Checklists and alarms: templates, days, what presses."""

from datetime import date, timedelta

import pytest

from core.kernel.workdays import WorkCalendar
from events.programme.rules import EventState, EventType
from events.programme.rules.checklist import (
    PARTNER_LETTER,
    TEMPLATES,
    Alarm,
    EventStanding,
    TaskStanding,
    alarms_of,
    due_day,
    report_due,
    standing_of,
    task_faults,
    template_of,
)
from events.programme.rules.visibility import is_visible

S, A, T = EventState, Alarm, TaskStanding
DAY = date(2026, 9, 10)


@pytest.mark.parametrize("kind", EventType)
def test_each_type_writes_to_the_trade_mission_as_early_as_the_regulation_says(kind):
    letters = [line for line in TEMPLATES[kind] if line.days == PARTNER_LETTER]
    assert len(letters) == 1
    assert (letters[0].name, 75) in template_of(kind, 75)
    days = [days for _name, days in template_of(kind, 75)]
    assert days == sorted(days, reverse=True)


def test_a_line_is_due_so_many_days_before_the_first_or_after_the_last_day():
    last = DAY + timedelta(days=3)
    assert due_day(60, None, DAY, last) == date(2026, 7, 12)
    assert due_day(0, None, DAY, last) == DAY
    assert due_day(-5, None, DAY, last) == date(2026, 9, 18)
    assert due_day(60, date(2026, 8, 1), DAY, last) == date(2026, 8, 1)
    assert due_day(60, None, None, None) is None
    assert due_day(None, None, DAY, last) is None


@pytest.mark.parametrize(
    ("done", "due", "expected"),
    (
        (DAY, DAY - timedelta(days=9), T.DONE),
        (None, DAY - timedelta(days=1), T.OVERDUE),
        (None, DAY, T.SOON),
        (None, DAY + timedelta(days=14), T.SOON),
        (None, DAY + timedelta(days=15), T.LATER),
        (None, None, T.UNDATED),
    ),
)
def test_a_line_stands_by_its_day(done, due, expected):
    assert standing_of(done, due, DAY) is expected


def test_a_line_has_a_name_and_days_within_two_years():
    assert [each.code for each in task_faults(" ", 731)] == ["no_name", "far"]
    assert [each.code for each in task_faults("Письмо", -731)] == ["far"]
    assert task_faults("Письмо", -730) == []
    assert task_faults("Письмо", None) == []


def test_a_report_is_due_ten_working_days_after_the_event():
    assert report_due(date(2026, 9, 10), 10, WorkCalendar()) == date(2026, 9, 24)
    assert report_due(None, 10, WorkCalendar()) is None


BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("event", "expected"),
    (
        (EventStanding(S.HELD, BEFORE, AFTER), (A.REPORT_DUE,)),
        (EventStanding(S.HELD, BEFORE, DAY), (A.REPORT_DUE,)),
        (EventStanding(S.HELD, BEFORE, BEFORE), (A.NO_REPORT,)),
        (EventStanding(S.HELD, BEFORE, BEFORE, 3), (A.NO_REPORT,)),
        (EventStanding(S.REPORTED, BEFORE, BEFORE), ()),
        (EventStanding(S.CANCELLED, BEFORE, BEFORE, 2), ()),
        (EventStanding(S.PREPARING, BEFORE, AFTER), (A.NOT_MARKED,)),
        (EventStanding(S.PREPARING, DAY, AFTER), ()),
        (EventStanding(S.MOVED, None, None), (A.NO_DATES,)),
        (EventStanding(S.PLANNED, None, None), ()),
        (EventStanding(S.PLANNED, None, None, has_time=False), (A.NO_DATES,)),
        (EventStanding(S.PREPARING, BEFORE, AFTER, 1), (A.NOT_MARKED, A.TASKS_OVERDUE)),
    ),
)
def test_an_event_says_what_presses(event, expected):
    assert alarms_of(event, DAY) == expected


@pytest.mark.parametrize(
    ("is_public", "approved", "expected"),
    ((False, False, False), (True, False, True), (False, True, True), (True, True, True)),
)
def test_visitors_see_what_is_opened_or_approved(is_public, approved, expected):
    assert is_visible(is_public=is_public, was_approved=approved) is expected
