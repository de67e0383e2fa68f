"""Dates and times as people type them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel import english, russian
from core.kernel.dates_input import parse_date, parse_time, stored_day
from core.kernel.unreadable import Unreadable

TWENTY_FIRST = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    (
        "21.11.2026",
        " 21.11.26 ",
        "21/11/26",
        "21/11/2026",
        "21-11-2026",
        "2026-11-21",
        "21.11.2026 г.",
        "21.11.2026г",
        "21 ноября 2026",
        "21\u00a0ноября 2026\u202fг.",
        "21 Ноября 2026 года",
        "21 ноябрь 2026 год",
        "21 нояб. 2026",
        "21ноя 2026",
        "21 November 2026",
        "21 Nov, 2026",
    ),
)
def test_the_same_day_is_read_from_every_usual_way_to_write_it(typed):
    assert parse_date(typed) == TWENTY_FIRST


@pytest.mark.parametrize(
    ("typed", "code"),
    (
        ("", "date_unreadable"),
        ("завтра", "date_unreadable"),
        ("21.11/2026", "date_unreadable"),
        ("21.11.2026.", "date_unreadable"),
        ("21.11.202", "date_unreadable"),
        ("11.2026", "date_unreadable"),
        ("2026.11.21", "date_unreadable"),
        ("2026-11-21T00:00", "date_unreadable"),
        ("٢١.١١.٢٠٢٦", "date_unreadable"),
        ("21 нет 2026", "date_unreadable"),
        ("21 но 2026", "date_unreadable"),
        ("21.11.2026\0", "date_unreadable"),
        ("31.11.2026", "date_impossible"),
        ("00.11.2026", "date_impossible"),
        ("11.21.2026", "date_impossible"),
        ("29.02.2026", "date_impossible"),
        ("29 февраля 2100", "date_impossible"),
        ("21.11.1899", "date_year"),
        ("21.11.2200", "date_year"),
        ("0001-01-01", "date_year"),
        ("21.11", "date_without_year"),
        ("21 ноября", "date_without_year"),
    ),
)
def test_what_is_no_date_is_refused(typed, code):
    with pytest.raises(Unreadable) as refused:
        parse_date(typed)

    assert refused.value.code == code
    assert "%" not in str(refused.value)


def test_the_first_and_the_last_year_are_allowed():
    assert parse_date("01.01.1900").year == 1900
    assert parse_date("01.01.2199").year == 2199


@pytest.mark.parametrize(
    ("typed", "near", "day"),
    (
        ("21 ноября", date(2026, 11, 1), date(2026, 11, 21)),
        ("15.01", date(2026, 11, 21), date(2027, 1, 15)),
        ("1 декабря", date(2026, 1, 10), date(2025, 12, 1)),
        ("21.11", date(2026, 11, 21), date(2026, 11, 21)),
        ("29 февраля", date(2026, 3, 1), date(2028, 2, 29)),
        ("29 февраля", date(2025, 3, 1), date(2024, 2, 29)),
        ("29 февраля", date(2100, 3, 2), date(2104, 2, 29)),
        ("29 февраля", date(2100, 2, 27), date(2096, 2, 29)),
        # Half a year to both sides is 183 days to the earlier and 183 to the later day.
        ("1 июля", date(2027, 12, 31), date(2028, 7, 1)),
    ),
)
def test_a_day_without_its_year_is_the_nearest_one(typed, near, day):
    assert parse_date(typed, near=near) == day


def test_a_day_that_no_year_has_is_refused_without_a_year_too():
    with pytest.raises(Unreadable) as refused:
        parse_date("31 ноября", near=TWENTY_FIRST)

    assert refused.value.code == "date_impossible"


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS)
def test_every_date_that_is_shown_can_be_typed(day):
    for language in (russian, english):
        for written in (language.date_long, language.date_short):
            assert parse_date(written(day)) == day
    assert parse_date(russian.month_short(day)) == day
    assert parse_date(day.isoformat()) == day


@given(DAYS, st.integers(-182, 182))
def test_a_day_within_half_a_year_needs_no_year(near, shift):
    day = near + timedelta(days=shift)

    assert parse_date(russian.date_brief(day), near=near) == day


@pytest.mark.parametrize(
    ("typed", "expected"),
    (
        ("11:00", time(11)),
        ("11.00", time(11)),
        ("11-30", time(11, 30)),
        (" 9:05 ", time(9, 5)),
        ("09:05", time(9, 5)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ),
)
def test_a_time_is_read(typed, expected):
    assert parse_time(typed) == expected


@pytest.mark.parametrize(
    "typed", ("", "9:5", "11", "24:00", "11:60", "11:00:00", "1100", "11,00", "٩:٠٥", "полдень")
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Unreadable) as refused:
        parse_time(typed)

    assert refused.value.code == "time_unreadable"


@pytest.mark.parametrize(
    "text",
    (
        *("", "2026", "2026-13-45", "0000-01-01", "2026-02-29", "20261121", "2026-W47-6"),
        *("2026-11-21 ", "2026-11-21\n", "2026-1-1", "٢٠٢٦-١١-٢١", "21.11.2026"),
    ),
)
def test_what_is_no_stored_day_stays_a_text(text):
    assert stored_day(text) is None


@given(st.dates())
def test_a_stored_day_is_that_day(day):
    assert stored_day(day.isoformat()) == day
