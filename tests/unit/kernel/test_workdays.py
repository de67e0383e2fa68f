"""Working days: the arithmetic alone, over small calendars made here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.workdays import Deadline, WorkCalendar

MONDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 6, day) for day in (1, 5, 6, 7))
PLAIN = WorkCalendar()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SETS = st.frozensets(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=40)
CALENDARS = st.builds(WorkCalendar, holidays=SETS, working_weekends=SETS)


@pytest.mark.parametrize(
    ("calendar", "day", "works"),
    (
        pytest.param(PLAIN, FRIDAY, True, id="a Friday works"),
        pytest.param(PLAIN, SATURDAY, False, id="a Saturday rests"),
        pytest.param(WorkCalendar(holidays={FRIDAY}), FRIDAY, False, id="a holiday rests"),
        pytest.param(WorkCalendar(working_weekends={SATURDAY}), SATURDAY, True, id="moved"),
        pytest.param(
            WorkCalendar(holidays={SATURDAY}, working_weekends={SATURDAY}),
            SATURDAY,
            False,
            id="a holiday goes before a moved working Saturday",
        ),
        pytest.param(
            WorkCalendar(working_weekends={SATURDAY}, extra_days_off={SATURDAY}),
            SATURDAY,
            False,
            id="a regional day off goes before a moved working Saturday",
        ),
        pytest.param(WorkCalendar(extra_days_off={FRIDAY}), FRIDAY, False, id="regional off"),
        pytest.param(
            WorkCalendar(holidays={FRIDAY}, extra_working_days={FRIDAY}),
            FRIDAY,
            True,
            id="a regional working day goes before a federal holiday",
        ),
    ),
)
def test_a_day_works_or_rests(calendar, day, works):
    assert calendar.is_working_day(day) is works


def test_a_region_cannot_declare_one_day_both_ways():
    with pytest.raises(ValueError, match="2026-06-05 cannot be a day off and a working day"):
        WorkCalendar(extra_days_off={FRIDAY}, extra_working_days={FRIDAY})


def test_the_start_of_a_period_never_counts():
    assert PLAIN.after(FRIDAY, 1) == date(2026, 6, 8)
    assert PLAIN.after(MONDAY, 4) == FRIDAY
    assert PLAIN.after(SUNDAY, 0) == SUNDAY


def test_the_day_of_the_event_is_not_counted_backwards():
    assert PLAIN.before(MONDAY, 1) == date(2026, 5, 29)
    assert PLAIN.before(SATURDAY, 1) == FRIDAY


@pytest.mark.parametrize("count", (PLAIN.after, PLAIN.before))
def test_a_negative_number_of_working_days_is_refused(count):
    with pytest.raises(ValueError, match="-1 is no number of working days"):
        count(MONDAY, -1)


def test_the_nth_working_day_starts_with_the_first_of_the_month():
    assert PLAIN.nth_of_month(2026, 6, 1) == MONDAY
    assert PLAIN.nth_of_month(2026, 6, 22) == date(2026, 6, 30)


@pytest.mark.parametrize(("n", "words"), ((0, "number 0"), (23, "2026-06 has fewer than 23")))
def test_a_working_day_that_the_month_does_not_have_is_refused(n, words):
    with pytest.raises(ValueError, match=words):
        PLAIN.nth_of_month(2026, 6, n)


def test_the_23rd_working_day_is_not_looked_for_a_year_later():
    rest_of_year = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1, 366))

    with pytest.raises(ValueError, match="fewer than 2"):
        WorkCalendar(holidays=rest_of_year).nth_of_month(2026, 1, 2)


def test_working_days_left_and_overdue_have_opposite_signs():
    assert PLAIN.working_days_between(FRIDAY, date(2026, 6, 9)) == 2
    assert PLAIN.working_days_between(date(2026, 6, 9), FRIDAY) == -2
    assert PLAIN.working_days_between(FRIDAY, FRIDAY) == 0


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_counting_back_undoes_counting_forward(calendar, start, days):
    end = calendar.after(start, days)

    assert calendar.working_days_between(start, end) == days
    if days:
        assert calendar.is_working_day(end)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_a_day_before_leaves_exactly_that_many_working_days(calendar, day, days):
    last = calendar.before(day, days)

    eve = day - timedelta(days=1)
    assert calendar.is_working_day(last)
    assert calendar.working_days_between(last - timedelta(days=1), eve) == days


@pytest.mark.parametrize(
    ("deadline", "expected"),
    (
        (
            WorkCalendar(verified_years={2026}).deadline_after(date(2026, 12, 30), 1),
            Deadline(date(2026, 12, 31), provisional=False),
        ),
        (
            WorkCalendar(verified_years={2026}).deadline_after(date(2026, 12, 31), 1),
            Deadline(date(2027, 1, 1), provisional=True),
        ),
        (
            WorkCalendar(verified_years={2026}).deadline_before(date(2027, 1, 1), 1),
            Deadline(date(2026, 12, 31), provisional=True),
        ),
        (
            WorkCalendar(verified_years={2026, 2027}).deadline_before(date(2027, 1, 1), 1),
            Deadline(date(2026, 12, 31), provisional=False),
        ),
        (
            WorkCalendar(verified_years={2026, 2028}).deadline_after(date(2026, 12, 31), 300),
            Deadline(date(2028, 2, 24), provisional=True),
        ),
        (PLAIN.deadline_of_month(2026, 6, 1), Deadline(MONDAY, provisional=True)),
        (
            WorkCalendar(verified_years={2026}).deadline_of_month(2026, 6, 1),
            Deadline(MONDAY, provisional=False),
        ),
    ),
)
def test_a_deadline_is_provisional_if_any_year_it_passes_is_unverified(deadline, expected):
    assert deadline == expected


def test_a_calendar_says_which_years_were_verified():
    calendar = WorkCalendar(verified_years={2026})

    assert calendar.is_verified(date(2026, 12, 31))
    assert not calendar.is_verified(date(2027, 1, 1))
