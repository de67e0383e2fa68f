"""How an assignment stands against its term: every state, at each side of each boundary."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.assignments.rules import (
    FOR_VISITORS,
    OPEN,
    AssignmentState,
    Due,
    Timeliness,
    days_late,
    timeliness,
)
from council.meetings.rules.kinds import DueKind

S, T = AssignmentState, Timeliness
DUE = Due(DueKind.DATE, date(2026, 12, 1))
DAY = timedelta(days=1)
WITHOUT_DAY = [Due(kind) for kind in DueKind if kind is not DueKind.DATE]


@pytest.mark.parametrize(
    ("today", "expected"),
    (
        (DUE.on - 6 * DAY, T.IN_WORK),
        (DUE.on - 5 * DAY, T.DUE_SOON),
        (DUE.on, T.DUE_SOON),
        (DUE.on + DAY, T.OVERDUE),
    ),
)
def test_on_control_it_is_late_only_after_its_very_day(today, expected):
    assert timeliness(S.ON_CONTROL, DUE, done_on=None, today=today) is expected


@pytest.mark.parametrize("due", WITHOUT_DAY)
def test_a_term_without_a_day_is_never_late(due):
    assert timeliness(S.ON_CONTROL, due, done_on=None, today=date(2040, 1, 1)) is T.IN_WORK
    done = date(2039, 1, 1)
    assert timeliness(S.CLOSED, due, done_on=done, today=date(2040, 1, 1)) is T.DONE_IN_TIME


def test_the_next_meeting_gives_a_day_once_it_is_set():
    due = Due(DueKind.NEXT_MEETING, date(2026, 12, 17))
    assert timeliness(S.ON_CONTROL, due, done_on=None, today=date(2026, 12, 17)) is T.DUE_SOON
    assert timeliness(S.ON_CONTROL, due, done_on=None, today=date(2026, 12, 18)) is T.OVERDUE


@pytest.mark.parametrize("done_on", (DUE.on - DAY, DUE.on, DUE.on + DAY))
def test_a_report_waits_for_the_secretary_and_is_not_late_by_the_waiting(done_on):
    today = DUE.on + 30 * DAY
    assert timeliness(S.REPORTED, DUE, done_on=done_on, today=today) is T.WAITS_FOR_RULING


@pytest.mark.parametrize(
    ("done_on", "expected"),
    (
        (DUE.on - DAY, T.DONE_IN_TIME),
        (DUE.on, T.DONE_IN_TIME),
        (DUE.on + DAY, T.DONE_LATE),
        (None, T.TAKEN_OFF),
    ),
)
def test_a_closed_one_is_judged_by_the_day_on_which_it_was_done(done_on, expected):
    today = DUE.on + 300 * DAY
    assert timeliness(S.CLOSED, DUE, done_on=done_on, today=today) is expected


@pytest.mark.parametrize(
    ("done_on", "today", "days"),
    (
        (None, DUE.on, 0),
        (None, DUE.on + 12 * DAY, 12),
        (DUE.on + 2 * DAY, DUE.on + 12 * DAY, 2),
        (DUE.on - DAY, DUE.on + 12 * DAY, 0),
    ),
)
def test_days_late_are_calendar_days_after_the_due_day(done_on, today, days):
    assert days_late(DUE, done_on=done_on, today=today) == days


@given(
    state=st.sampled_from(S),
    done_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_what_is_closed_is_never_open_and_the_other_way_round(state, done_on, today):
    stands = timeliness(state, DUE, done_on=done_on, today=today)
    assert (stands in OPEN) is (state is not S.CLOSED)


def test_visitors_read_of_one_kind_of_work():
    assert {FOR_VISITORS[each] for each in (T.IN_WORK, T.DUE_SOON, T.WAITS_FOR_RULING)} == {
        T.IN_WORK
    }
    assert all(FOR_VISITORS[each] is each for each in set(T) - {T.DUE_SOON, T.WAITS_FOR_RULING})
