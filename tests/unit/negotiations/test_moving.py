"""A timetable on other days: hours stay, what has no hour looks for another, the rest is kept."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from events.negotiations.rules.materials import Room, Row, Voice
from events.negotiations.rules.moving import EventRange, move_refusals, moved_to, shifted
from events.negotiations.rules.slots import Day, Rhythm, slots_of_days
from tests.unit.negotiations.conftest import DAY, SLOTS

RHYTHM = Rhythm(30)
WEEK = timedelta(days=7)
EVENT = EventRange(date(2027, 2, 15), date(2027, 2, 17))


def slots_on(*days):
    return slots_of_days(days, RHYTHM)


def moved(materials, *days, is_published=True):
    return moved_to(materials, slots_on(*days), is_published=is_published)


def rows_of(found):
    return {row.pair: row for row in found.adjustment.rows}


def test_a_shift_keeps_every_meeting_where_it_is_in_the_day(materials):
    found = moved(materials, replace(DAY, day=DAY.day + WEEK))
    assert {pair: row for pair, row in rows_of(found).items() if row.slot is not None} == {
        row.pair: row for row in materials.rows
    }
    assert [slot.key for slot in found.materials.slots] == [
        f"2027-02-15T{slot.key[11:]}" for slot in SLOTS
    ]
    assert (found.kept, found.other, found.lost) == (2, 0, ())


def test_absences_and_closed_hours_move_along(materials):
    away = frozenset({SLOTS[3].key})
    materials = replace(
        materials,
        people=tuple(replace(one, absences=away) for one in materials.people),
        rooms=(Room(1, "Зал", 2, away),),
        voices=(Voice(1, "Английский", frozenset({"английский"}), away),),
    )
    fresh = moved(materials, replace(DAY, day=DAY.day + WEEK)).materials
    there = frozenset({"2027-02-15T11:30"})
    assert {one.absences for one in (*fresh.people, *fresh.voices)} == {there}
    assert fresh.rooms[0].closed == there
    assert moved(materials, replace(DAY, day=DAY.day + WEEK)).dropped == 0
    shorter = moved(materials, replace(DAY, ends_at=time(11)))
    assert {one.absences for one in shorter.materials.people} == {frozenset()}
    assert shorter.dropped == len((*materials.people, *materials.voices, *materials.rooms))


def test_who_has_no_hour_any_more_finds_another_and_the_others_stay(materials):
    """The day begins an hour later: both meetings of ten o'clock are without their hour."""
    rows = (Row(1, 11, 0, 1, 1), Row(2, 12, 2, 1, 1))
    found = moved(replace(materials, rows=rows), replace(DAY, starts_at=time(11)))
    placed = rows_of(found)
    assert placed[2, 12].slot == 0  # 11:00, as it was
    assert placed[1, 11].slot is not None
    assert (found.kept, found.other, found.lost) == (1, 1, ())
    assert sum(row.slot is not None for row in placed.values()) > found.kept + found.other  # new


def test_what_finds_no_time_is_named(materials):
    materials = replace(materials, rooms=(Room(1, "Зал", 1),))
    materials = replace(materials, rows=(Row(1, 11, 0, 1, 1), Row(2, 12, 1, 1, 1)))
    half_an_hour = replace(DAY, ends_at=time(10, 30))
    found = moved(materials, half_an_hour)
    assert (found.kept, found.lost) == (1, ((2, 12),))
    assert rows_of(found)[2, 12].slot is None


def test_a_pair_without_a_time_waits_on_before_publication(materials):
    """Nothing is searched behind the back of the staff: only what stood stands."""
    later = replace(DAY, starts_at=time(11))
    placed = rows_of(moved(materials, later, is_published=False))
    assert {pair for pair, row in placed.items() if row.slot is not None} == {(1, 11), (2, 12)}


def test_days_follow_each_other_in_their_order(materials):
    two = (DAY, replace(DAY, day=DAY.day + timedelta(days=1)))
    materials = replace(materials, slots=slots_on(*two))
    materials = replace(materials, rows=(Row(1, 11, 0, 1, 1), Row(2, 12, 4, 1, 2)))
    apart = (replace(DAY, day=date(2027, 2, 15)), replace(DAY, day=date(2027, 2, 17)))
    found = moved(materials, *apart)
    places = {pair: row.slot for pair, row in rows_of(found).items()}
    slots = found.materials.slots
    assert [slots[places[pair]].day.day for pair in ((1, 11), (2, 12))] == [15, 17]


def test_where_nothing_has_a_time_nothing_is_searched(materials):
    materials = replace(materials, rows=())
    found = moved(materials, replace(DAY, day=DAY.day + WEEK), is_published=False)
    assert found.adjustment.rows == ()


def test_a_lock_is_kept_with_its_hour(materials):
    rows = (replace(materials.rows[0], is_locked=True), materials.rows[1])
    found = moved(replace(materials, rows=rows), replace(DAY, day=DAY.day + WEEK))
    assert rows_of(found)[1, 11].is_locked


@pytest.mark.parametrize(
    ("days", "event", "codes"),
    (
        ((DAY,), EventRange(None, None), ("no_event_days",)),
        ((), EVENT, ("no_days",)),
        ((replace(DAY, day=date(2027, 2, 14)),), EVENT, ("not_of_event",)),
        ((replace(DAY, day=date(2027, 2, 18)),), EVENT, ("not_of_event",)),
        ((replace(DAY, day=date(2027, 2, 15)),), EVENT, ()),
        ((replace(DAY, day=date(2027, 2, 17)),), EVENT, ()),
        ((replace(DAY, day=date(2027, 2, 15)),), EventRange(date(2027, 2, 15), None), ()),
    ),
)
def test_negotiations_are_held_on_days_of_the_event(days, event, codes):
    assert tuple(each.code for each in move_refusals(days, event)) == codes


def test_the_days_proposed_are_later_by_as_much_as_the_event():
    days = tuple(Day(DAY.day + timedelta(days=n), time(10), time(12)) for n in range(4))
    proposed = shifted(days, WEEK, EVENT)
    assert [one.day.day for one in proposed] == [15, 16, 17]
    assert proposed[0] == replace(DAY, day=date(2027, 2, 15))
