"""After publication few meetings move, and exactly those who are concerned are told."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.missions.rules.timetable.checking import violations
from events.missions.rules.timetable.choices import choices
from events.missions.rules.timetable.problem import Meeting, Request, Timetable
from events.missions.rules.timetable.repairing import repair
from tests.builders_timetables import changed, negotiations, problems, solved
from tools.timetables import SMALL, family

HALF_DAY = 0b11111111


def without_half_day(problem, key):
    free = next(one.free for one in problem.participants if one.key == key)
    return changed(problem, key, free=free & ~HALF_DAY)


def places(timetable):
    return {one.pair: (one.slot, one.hall, one.table) for one in timetable.meetings}


@pytest.fixture(scope="module")
def published():
    problem = family(SMALL, 0.8, 7)
    return problem, solved(problem, 30_000).timetable


@pytest.mark.parametrize("buyer", range(40, 65, 4))
def test_a_lost_half_day_moves_at_most_five_in_a_hundred(published, buyer):
    problem, timetable = published
    less = without_half_day(problem, buyer)
    found = repair(less, timetable)
    assert violations(less, found.timetable) == ()
    before, after = places(timetable), places(found.timetable)
    moved = [pair for pair in before.keys() & after.keys() if before[pair][0] != after[pair][0]]
    assert len(moved) <= found.limit == len(before) // 20
    told = {
        key
        for pair in before.keys() | after.keys()
        if before.get(pair) != after.get(pair)
        for key in pair
    }
    assert found.told == told
    room = next(p.free for p in less.participants if p.key == buyer).bit_count()
    asked = sum(buyer in one.pair for one in less.requests)
    assert len(found.timetable.unplaced) == max(0, asked - room)


def test_nothing_changes_when_nothing_was_lost(published):
    problem, timetable = published
    found = repair(problem, timetable)
    assert (found.changes, found.told, found.lost, found.moved) == ((), frozenset(), 0, 0)
    assert places(found.timetable) == places(timetable)


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_repair_keeps_the_rules_the_locks_and_the_limit(problem, data):
    timetable = solved(problem, 0).timetable
    locked = {key for one in problem.locked for key in one.pair}
    free = [one for one in problem.participants if one.key not in locked]
    if not free:
        return
    one = data.draw(st.sampled_from(free))
    less = changed(problem, one.key, free=one.free & data.draw(st.integers(0, 255)))
    share = data.draw(st.sampled_from((Fraction(1, 20), Fraction(1, 4), Fraction(1))))
    found = repair(less, timetable, share=share)
    assert violations(less, found.timetable) == ()
    assert found.moved <= max(0, found.limit - found.lost)
    assert {m.pair for m in problem.locked} <= {m.pair for m in found.timetable.meetings}
    gone = places(timetable).keys() - places(found.timetable).keys()
    assert all(one.key in pair for pair in gone)


def test_a_lost_meeting_moves_another_only_within_the_share():
    pairs = [(0, 10), (1, 10), (1, 11)]
    problem = negotiations(pairs, slots=3)
    timetable = Timetable(
        tuple(m for m in solved(problem, 0).timetable.meetings), halls=((10, 1), (11, 1))
    )
    slots = {one.pair: one.slot for one in timetable.meetings}
    taken = slots[1, 10]
    less = changed(problem, 0, free=1 << taken)
    assert repair(less, timetable).moved == 0
    whole = repair(less, timetable, share=Fraction(1))
    assert len(whole.timetable.meetings) == 3
    assert 0 < whole.moved <= 2


def test_a_withdrawn_pair_disappears_and_only_its_two_are_told(published):
    problem, timetable = published
    gone = timetable.meetings[0].pair
    fewer = replace(problem, requests=tuple(r for r in problem.requests if r.pair != gone))
    found = repair(fewer, timetable)
    assert found.told == frozenset(gone)
    assert [(change.before.pair, change.after) for change in found.changes] == [(gone, None)]


def test_a_new_pair_is_let_in_and_told(published):
    problem, timetable = published
    known = {one.pair for one in problem.requests}
    new = next((e, b) for e in range(40) for b in range(40, 65) if (e, b) not in known)
    more = replace(problem, requests=(*problem.requests, Request(*new)))
    found = repair(more, timetable)
    assert violations(more, found.timetable) == ()
    assert len(found.timetable.meetings) == len(timetable.meetings) + 1
    assert set(new) <= found.told


def test_a_meeting_moved_by_hand_is_a_lock_and_a_repair(published):
    problem, timetable = published
    pair, choice = next(
        (meeting.pair, choice)
        for meeting in timetable.meetings
        for choice in choices(problem, timetable, meeting.pair)
        if choice.is_free
    )
    lock = Meeting(*pair, choice.slot)
    found = repair(replace(problem, locked=(lock,)), timetable, share=Fraction(0))
    assert violations(replace(problem, locked=(lock,)), found.timetable) == ()
    assert [change.after.slot for change in found.changes] == [choice.slot]
    assert found.told == frozenset(pair)


def test_the_choices_by_hand_name_who_is_in_the_way_and_what_it_does_to_breaks():
    problem = changed(negotiations([(0, 10), (0, 11), (1, 11)], tables=1), 1, free=0b0111)
    meetings = (Meeting(0, 10, 0, 1, 1), Meeting(0, 11, 1, 1, 1), Meeting(1, 11, 2, 1, 1))
    timetable = Timetable(meetings, halls=((10, 1), (11, 1)))
    found = {one.slot: one for one in choices(problem, timetable, (0, 10))}
    assert list(found) == [1, 2, 3]
    assert [one.in_the_way for one in found.values()] == [((0, 11),), (), ()]
    assert [one.has_room for one in found.values()] == [False, False, True]
    assert [(one.is_free, one.more_breaks) for one in found.values()][1:] == [(False, 0), (True, 1)]
    waiting = Timetable(meetings[:2], halls=timetable.halls)
    assert [one.is_free for one in choices(problem, waiting, (1, 11))] == [False, False, True]
