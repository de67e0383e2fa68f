"""The production calendar against DOMAIN § 3.2 and § 3.3: totals and every test vector."""

from datetime import date

import pytest

from core.adapters.holidays import agrees, federal_calendar, work_calendar, working_days_of_year
from core.kernel.workdays import WorkCalendar

CALENDAR = work_calendar()


def day(text):
    dd, mm, yyyy = text.split(".")
    return date(int(yyyy), int(mm), int(dd))


@pytest.mark.parametrize(
    ("year", "total"), ((2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 247))
)
def test_a_year_has_as_many_working_days_as_the_official_calendar(year, total):
    assert working_days_of_year(CALENDAR, year) == total


@pytest.mark.parametrize(
    ("year", "month", "due"),
    (
        (2024, 1, "16.01.2024"),
        (2024, 4, "08.04.2024"),
        (2024, 7, "08.07.2024"),
        (2024, 10, "08.10.2024"),
        (2025, 1, "16.01.2025"),
        (2025, 4, "08.04.2025"),
        (2025, 7, "08.07.2025"),
        (2025, 10, "08.10.2025"),
        (2026, 1, "19.01.2026"),
        (2026, 4, "08.04.2026"),
        (2026, 7, "08.07.2026"),
        (2026, 10, "08.10.2026"),
        (2027, 1, "18.01.2027"),
        (2027, 4, "08.04.2027"),
        (2027, 7, "08.07.2027"),
        (2027, 10, "08.10.2027"),
        (2025, 5, "14.05.2025"),
        (2024, 5, "13.05.2024"),
        (2024, 11, "08.11.2024"),
    ),
)
def test_the_sixth_working_day_of_the_month(year, month, due):
    assert CALENDAR.nth_of_month(year, month, 6) == day(due)


@pytest.mark.parametrize(
    ("meeting", "three", "five", "ten", "signing"),
    (
        ("14.01.2027", "11.01.2027", "29.12.2026", "22.12.2026", "21.01.2027"),
        ("07.11.2025", "01.11.2025", "30.10.2025", "23.10.2025", "14.11.2025"),
        ("14.05.2026", "08.05.2026", "06.05.2026", "28.04.2026", "21.05.2026"),
        ("15.05.2024", "08.05.2024", "06.05.2024", "25.04.2024", "22.05.2024"),
        ("17.12.2026", "14.12.2026", "10.12.2026", "03.12.2026", "24.12.2026"),
        ("16.02.2023", "13.02.2023", "09.02.2023", "02.02.2023", "27.02.2023"),
    ),
)
def test_the_deadlines_around_a_meeting(meeting, three, five, ten, signing):
    held = day(meeting)

    assert [CALENDAR.before(held, days) for days in (3, 5, 10)] == [day(three), day(five), day(ten)]
    assert CALENDAR.after(held, 5) == day(signing)


@pytest.mark.parametrize(
    ("moved", "works"),
    (
        ("27.04.2024", True),
        ("02.11.2024", True),
        ("28.12.2024", True),
        ("01.11.2025", True),
        ("29.04.2024", False),
        ("10.05.2024", False),
        ("31.12.2024", False),
        ("02.05.2025", False),
        ("13.06.2025", False),
        ("09.01.2026", False),
        ("09.03.2026", False),
        ("31.12.2026", False),
    ),
)
def test_days_moved_by_decree(moved, works):
    assert CALENDAR.is_working_day(day(moved)) is works


def test_only_years_confirmed_by_a_second_source_are_verified():
    assert CALENDAR.verified_years == {2023, 2024, 2025, 2026}
    assert work_calendar(confirmed_years=(2027,)).verified_years == {2023, 2024, 2025, 2026, 2027}


def test_vouching_for_a_year_without_a_recorded_total_does_not_verify_it():
    assert not work_calendar(confirmed_years=(2030,)).is_verified(date(2030, 3, 1))


def test_a_year_whose_total_has_drifted_is_not_verified():
    assert agrees(CALENDAR, 2026)
    assert not agrees(WorkCalendar(), 2026)


def test_a_deadline_that_reaches_the_unconfirmed_year_is_provisional():
    assert CALENDAR.deadline_before(date(2027, 1, 14), 5).provisional
    assert not CALENDAR.deadline_before(date(2026, 12, 17), 5).provisional


def test_regional_days_change_the_count_but_not_what_is_verified():
    regional = work_calendar(
        extra_days_off=(day("15.06.2026"),), extra_working_days=(day("20.06.2026"),)
    )

    assert regional.after(day("11.06.2026"), 5) == day("20.06.2026")
    assert CALENDAR.after(day("11.06.2026"), 5) == day("19.06.2026")
    assert regional.verified_years == CALENDAR.verified_years


def test_the_federal_calendar_is_built_once_per_process():
    assert work_calendar().holidays is CALENDAR.holidays
    assert federal_calendar(2026, 2026, frozenset()) is federal_calendar(2026, 2026, frozenset())
