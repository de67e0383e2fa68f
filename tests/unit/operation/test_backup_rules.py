from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.operation.backup.rules import kept, moment_of, name_of

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def daily(days):
    return {NOW - timedelta(days=day) for day in range(days)}


def test_of_two_years_of_nights_seven_days_five_weeks_and_twelve_months_are_kept():
    days = sorted((NOW - moment).days for moment in kept(daily(800)))
    # 21 November 2026 is a Saturday: Sundays before it end the weeks, last days the months.
    weeks = [0, 6, 13, 20, 27]
    months = [0, 21, 52, 82, 113, 144, 174, 205, 235, 266, 294, 325]
    assert days == sorted({*range(7), *weeks, *months})


def test_few_backups_are_all_kept_however_old():
    old = {NOW - timedelta(days=400 * number) for number in range(5)}
    assert kept(old) == old


def test_of_one_day_the_last_is_kept():
    hours = {NOW - timedelta(minutes=10 * number) for number in range(6)}
    assert kept(hours) == {NOW}


@given(st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=60))  # noqa: DTZ001
def test_the_newest_is_always_kept_and_never_more_than_24(found):
    moments = {moment.replace(tzinfo=UTC) for moment in found}
    left = kept(moments)
    assert left <= moments
    assert len(left) <= 24
    assert not moments or max(moments) in left
    assert kept(left) == left


def test_a_name_tells_the_moment_and_nothing_else_is_a_name():
    assert name_of(NOW) == "20261121T030000Z"
    assert moment_of(name_of(NOW)) == NOW
    assert moment_of(".draft-20261121T030000Z") is None
    assert moment_of("lost+found") is None
