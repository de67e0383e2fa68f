"""Days become equal slots; lunch parts them into sessions."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.negotiations.rules.slots import (
    MOST_SLOTS,
    Day,
    Rhythm,
    presence,
    rhythm_refusals,
    slots_of_days,
)

MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)


def test_slots_fill_the_day_around_lunch():
    day = Day(MONDAY, time(10), time(16), time(13), time(14))
    slots = slots_of_days([day], Rhythm(50, 10))
    assert [f"{slot.starts_at:%H}" for slot in slots] == ["10", "11", "12", "14", "15"]
    assert [slot.session for slot in slots] == [0, 0, 0, 1, 1]
    assert slots[2].ends_at == time(12, 50)


def test_the_last_meeting_needs_no_pause():
    assert len(slots_of_days([Day(MONDAY, time(10), time(11))], Rhythm(25, 10))) == 2


def test_days_stand_in_their_order_and_each_is_a_session():
    days = [Day(TUESDAY, time(9), time(10)), Day(MONDAY, time(9), time(10))]
    slots = slots_of_days(days, Rhythm(60))
    assert [(slot.key, slot.session) for slot in slots] == [
        ("2027-02-08T09:00", 0),
        ("2027-02-09T09:00", 1),
    ]


@given(st.integers(5, 240), st.integers(0, 120), st.integers(1, 23))
def test_no_slot_ends_after_its_day_or_runs_into_the_next(minutes, pause, last):
    slots = slots_of_days([Day(MONDAY, time(0), time(last))], Rhythm(minutes, pause))
    assert all(slot.starts_at < slot.ends_at <= time(last) for slot in slots)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(slots))


def test_presence_leaves_out_the_slots_of_absence():
    slots = slots_of_days([Day(MONDAY, time(10), time(12))], Rhythm(30))
    assert presence(slots, ["2027-02-08T10:30", "unknown"]) == 0b1101


@pytest.mark.parametrize(
    ("day", "rhythm", "code"),
    (
        (Day(MONDAY, time(12), time(12)), Rhythm(30), "day_ends"),
        (Day(MONDAY, time(10), time(18), time(13)), Rhythm(30), "lunch"),
        (Day(MONDAY, time(10), time(18), time(9), time(10)), Rhythm(30), "lunch"),
        (Day(MONDAY, time(10), time(18), time(13), time(18)), Rhythm(30), "lunch"),
        (Day(MONDAY, time(10), time(18)), Rhythm(4), "minutes"),
        (Day(MONDAY, time(10), time(18)), Rhythm(241), "minutes"),
        (Day(MONDAY, time(10), time(18)), Rhythm(30, 121), "pause"),
        (Day(MONDAY, time(10), time(18)), Rhythm(30, -1), "pause"),
    ),
)
def test_what_makes_no_sense_is_refused(day, rhythm, code):
    assert [refusal.code for refusal in rhythm_refusals([day], rhythm)] == [code]


def test_a_day_may_stand_there_once():
    day = Day(MONDAY, time(10), time(18))
    assert [one.code for one in rhythm_refusals([day, day], Rhythm(30))] == ["day_twice"]


def test_a_schedule_has_at_most_so_many_slots():
    days = [Day(date(2027, 2, n), time(0), time(20)) for n in range(1, 11)]
    assert rhythm_refusals(days, Rhythm(60)) == ()  # exactly 200
    assert len(slots_of_days(days, Rhythm(60))) == MOST_SLOTS
    longer = [*days, Day(date(2027, 2, 11), time(0), time(1))]
    assert [one.code for one in rhythm_refusals(longer, Rhythm(60))] == ["too_many_slots"]
