"""What the council has to hear in a period (DOMAIN § 1.9, invariants 10 and 11)."""

from datetime import date, timedelta

import pytest

from council.membership.rules.procedure import ProgrammeReport
from council.reports.rules import (
    CheckLevel,
    Hearings,
    ReportKind,
    half_year_check,
    interim_check,
    plan_check,
    programme_check,
    programme_periods,
)

OK, WARNING, RED = CheckLevel.OK, CheckLevel.WARNING, CheckLevel.RED
MEETINGS = (date(2026, 9, 18), date(2026, 12, 17))


def check(today, *, heard_on=(), meetings=MEETINGS, half=2, warned_before=30):
    return half_year_check(2026, half, Hearings(heard_on, meetings, today, warned_before))


@pytest.mark.parametrize(
    ("today", "level"),
    (
        (date(2026, 7, 1), OK),
        (date(2026, 11, 16), OK),
        (date(2026, 11, 17), WARNING),  # 30 days before the last meeting
        (date(2026, 12, 17), WARNING),
        (date(2026, 12, 18), RED),
        (date(2027, 3, 1), RED),
    ),
)
def test_invariant_11_a_half_year_without_a_heard_report_warns_and_then_turns_red(today, level):
    assert check(today).level is level


@pytest.mark.parametrize("today", (date(2026, 7, 1), date(2026, 12, 17), date(2027, 3, 1)))
@pytest.mark.parametrize("heard_on", (date(2026, 7, 1), date(2026, 9, 18), date(2026, 12, 31)))
def test_a_report_heard_within_the_half_year_meets_the_duty(today, heard_on):
    found = check(today, heard_on=[heard_on])

    assert (found.level, found.heard_on, found.problem) == (OK, heard_on, None)


@pytest.mark.parametrize("heard_on", (date(2026, 6, 30), date(2027, 1, 1), date(2025, 9, 18)))
def test_a_report_heard_outside_the_half_year_does_not_count(heard_on):
    assert check(date(2026, 12, 18), heard_on=[heard_on]).level is RED


def test_the_first_hearing_is_told():
    heard = [date(2026, 12, 17), date(2026, 9, 18)]

    assert check(date(2027, 1, 1), heard_on=heard).heard_on == date(2026, 9, 18)


def test_a_half_year_without_any_meeting_asks_to_plan_one():
    found = check(date(2026, 7, 1), meetings=[date(2026, 6, 30), date(2027, 1, 1)])

    assert (found.level, found.problem.code) == (WARNING, "no_meeting")
    assert found.problem.values == {"day": date(2026, 12, 31)}


def test_a_half_year_that_ended_without_any_meeting_is_red():
    assert check(date(2026, 12, 31), meetings=[]).level is WARNING
    assert check(date(2027, 1, 1), meetings=[]).level is RED


def test_the_first_half_year_ends_in_june():
    june = [date(2026, 6, 24)]

    assert check(date(2026, 6, 24), meetings=june, half=1).problem.code == "last_meeting"
    assert check(date(2026, 6, 25), meetings=june, half=1).problem.code == "nothing_heard"


@pytest.mark.parametrize(
    ("days", "first_warning"), ((30, date(2026, 11, 17)), (10, date(2026, 12, 7)), (0, MEETINGS[1]))
)
def test_how_long_before_the_last_meeting_it_warns_is_a_setting(days, first_warning):
    before = first_warning - timedelta(days=1)

    assert check(before, warned_before=days).level is OK
    assert check(first_warning, warned_before=days).level is WARNING


@pytest.mark.parametrize(
    ("rate", "today", "ends"),
    (
        (ProgrammeReport.YEARLY, date(2026, 2, 1), [date(2026, 12, 31)]),
        (ProgrammeReport.HALF_YEARLY, date(2026, 6, 30), [date(2026, 6, 30)]),
        (ProgrammeReport.HALF_YEARLY, date(2026, 7, 1), [date(2026, 6, 30), date(2026, 12, 31)]),
        (ProgrammeReport.NEVER, date(2026, 7, 1), []),
    ),
)
def test_how_often_the_programme_report_is_asked_for_is_a_setting(rate, today, ends):
    assert [period.last_day for period in programme_periods(rate, today)] == ends


def test_the_programme_report_is_asked_for_once_a_year():
    def of(today, heard_on=()):
        (year,) = programme_periods(ProgrammeReport.YEARLY, date(2026, 1, 1))
        return programme_check(year, Hearings(heard_on, MEETINGS, today, 30)).level

    assert of(date(2026, 11, 16)) is OK
    assert of(date(2026, 11, 17)) is WARNING
    assert of(date(2026, 12, 18)) is RED
    assert of(date(2027, 5, 1), [date(2026, 3, 25)]) is OK
    assert of(date(2027, 5, 1), [date(2027, 3, 25)]) is RED


@pytest.mark.parametrize(
    ("today", "considered", "level"),
    (
        (date(2026, 11, 16), (), OK),
        (date(2026, 11, 17), (), WARNING),
        (date(2026, 12, 18), (), RED),
        (date(2026, 12, 18), (date(2026, 3, 25),), OK),
        (date(2026, 12, 18), (date(2025, 12, 18),), RED),
    ),
)
def test_the_plan_of_measures_is_considered_every_year(today, considered, level):
    found = plan_check(2026, Hearings(considered, MEETINGS, today, 30))

    assert found.level is level
    assert found.problem is None or "plan of measures" in found.problem.message


@pytest.mark.parametrize(
    ("kinds", "level"),
    (
        ((), WARNING),
        (tuple(kind for kind in ReportKind if kind is not ReportKind.INTERIM), WARNING),
        ((ReportKind.COORDINATOR, ReportKind.INTERIM), OK),
    ),
)
def test_invariant_10_every_held_meeting_has_an_interim_report(kinds, level):
    assert interim_check(kinds).level is level
