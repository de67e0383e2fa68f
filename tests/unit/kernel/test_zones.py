"""Wall clocks and moments: Russia's zones from Moscow, and the hours that clocks skip or repeat."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.typography import MINUS
from core.kernel.unreadable import Unreadable
from core.kernel.zones import clocks_on, local, moscow_offset, noon, utc, utc_from

AUTUMN = datetime(2026, 11, 21, 6, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "mark"),
    (
        ("Europe/Kaliningrad", "МСК−1"),
        ("Europe/Moscow", ""),
        ("Europe/Simferopol", ""),
        ("Europe/Volgograd", ""),
        ("Europe/Samara", "МСК+1"),
        ("Asia/Yekaterinburg", "МСК+2"),
        ("Asia/Omsk", "МСК+3"),
        ("Asia/Krasnoyarsk", "МСК+4"),
        ("Asia/Irkutsk", "МСК+5"),
        ("Asia/Chita", "МСК+6"),
        ("Asia/Vladivostok", "МСК+7"),
        ("Asia/Srednekolymsk", "МСК+8"),
        ("Asia/Anadyr", "МСК+9"),
        ("Asia/Kolkata", "МСК+2:30"),
        ("America/St_Johns", "МСК−6:30"),
    ),
)
def test_a_zone_is_counted_from_moscow(zone, mark):
    assert moscow_offset(zone, AUTUMN) == mark


def test_the_difference_is_that_of_the_moment():
    assert moscow_offset("Europe/Berlin", AUTUMN, "MSK") == "MSK−2"
    assert moscow_offset("Europe/Berlin", SUMMER, "MSK") == "MSK−1"


def test_a_meeting_at_eleven_in_the_urals_is_at_six_in_utc():
    assert utc(date(2026, 11, 21), time(11), "Asia/Yekaterinburg") == AUTUMN
    assert local(AUTUMN, "Asia/Yekaterinburg").strftime("%d.%m %H:%M") == "21.11 11:00"


def test_a_moment_is_handed_out_in_utc():
    assert utc(date(2026, 11, 21), time(11), "Asia/Yekaterinburg").tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "code"),
    (
        pytest.param(date(2026, 3, 29), "imaginary_time", id="the hour of spring never comes"),
        pytest.param(date(2026, 10, 25), "ambiguous_time", id="the hour of autumn comes twice"),
    ),
)
def test_a_time_that_clocks_skip_or_repeat_is_refused(day, code):
    with pytest.raises(Unreadable) as refused:
        utc(day, time(2, 30), "Europe/Berlin")

    assert refused.value.code == code


@pytest.mark.parametrize("name", ("Asia/Zarechinsk", "", "Europe", "../../etc/passwd", "a\0b"))
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(Unreadable) as refused:
        local(AUTUMN, name)

    assert refused.value.code == "unknown_zone"
    assert f"“{name}”" in str(refused.value)


def test_a_naive_datetime_is_no_moment():
    with pytest.raises(ValueError, match="naive"):
        local(datetime(2026, 11, 21, 6), "Europe/Moscow")  # noqa: DTZ001 - that is the point


@given(st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001 - wall clocks
def test_in_russia_every_time_on_the_wall_is_one_moment(wall):
    moment = utc(wall.date(), wall.time(), "Asia/Yekaterinburg")

    assert local(moment, "Asia/Yekaterinburg").replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("day", "at", "zone", "moment"),
    (
        (date(2026, 11, 21), time(11), "Asia/Yekaterinburg", AUTUMN),
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (
            date(2026, 10, 25),
            time(2, 30),
            "Europe/Berlin",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),
        (date(2026, 3, 29), time(0), "Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC)),
    ),
    ids=("an ordinary hour", "one that never comes", "one that comes twice", "no midnight at all"),
)
def test_an_hour_of_our_own_begins_even_where_the_clocks_skip_or_repeat_it(day, at, zone, moment):
    assert utc_from(day, at, zone) == moment


@pytest.mark.parametrize(
    ("day", "zone", "said"),
    (
        (date(2026, 11, 21), "Asia/Yekaterinburg", "MSK+2"),
        (date(2026, 7, 1), "Europe/Berlin", f"MSK{MINUS}1"),
        (date(2026, 12, 1), "Europe/Berlin", f"MSK{MINUS}2"),
        (date(2026, 11, 21), "Europe/Moscow", "MSK"),
        (None, "Asia/Almaty", ""),
    ),
    ids=("ahead", "summer", "winter", "Moscow itself", "no day yet"),
)
def test_clocks_are_told_by_moscows_as_they_stand_on_the_day(day, zone, said):
    assert clocks_on(day, zone, "MSK") == said


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(0, 23),
    st.sampled_from(("Europe/Berlin", "Asia/Beirut", "America/Santiago", "Europe/Moscow")),
)
def test_an_hour_of_our_own_is_never_before_its_time_and_a_jump_later_at_most(day, hour, zone):
    there = local(utc_from(day, time(hour), zone), zone).replace(tzinfo=None)
    late = there - datetime.combine(day, time(hour))
    assert timedelta() <= late <= timedelta(hours=1)


def test_a_day_without_an_hour_stands_at_noon_of_its_zone():
    assert noon(date(2026, 12, 17), "Asia/Yekaterinburg") == datetime(2026, 12, 17, 7, tzinfo=UTC)
