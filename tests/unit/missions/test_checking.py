"""The checker finds whatever is wrong; each damage done to a good timetable has its own words."""

from dataclasses import replace

import pytest

from core.kernel.errors import Refusal
from events.missions.rules.timetable.checking import violations
from events.missions.rules.timetable.problem import (
    Hall,
    Interpreter,
    Meeting,
    Request,
    Timetable,
    Unplaced,
)
from tests.builders_timetables import changed, negotiations

PROBLEM = replace(
    negotiations(
        [
            Request(0, 10, within=0b0011),
            Request(1, 10, language="zh"),
            Request(2, 11),
            Request(2, 10, apart=True),
        ],
        halls=2,
        interpreters=(
            Interpreter(1, frozenset({"zh"}), 0b0111),
            Interpreter(2, frozenset({"ar"}), 0b1111),
        ),
    ),
    halls=(Hall(1, 2, open=0b0111), Hall(2, 1)),
    locked=(Meeting(2, 11, 1, hall=2),),
)
PROBLEM = changed(changed(PROBLEM, 0, free=0b0101, name="Приречный"), 11, table=1)
GOOD = {
    (0, 10): Meeting(0, 10, 0, 1, 1),
    (1, 10): Meeting(1, 10, 2, 1, 1, 1),
    (2, 11): Meeting(2, 11, 1, 2, 1),
    (2, 10): Meeting(2, 10, 3),
}
REASON = Refusal("not_found", "…")


def found(problem=PROBLEM, unplaced=(), **more):
    meetings = (*GOOD.values(), *more.get("extra", ()))
    return violations(problem, Timetable(meetings, unplaced))


def after(pair, **values):
    meetings = {**GOOD, pair: replace(GOOD[pair], **values)}
    return {one.code for one in violations(PROBLEM, Timetable(tuple(meetings.values())))}


def test_a_good_timetable_has_no_violations():
    assert found() == ()


@pytest.mark.parametrize(
    ("pair", "values", "codes"),
    (
        ((0, 10), {"slot": 4}, {"no_such_slot", "lost"}),
        ((0, 10), {"slot": -1}, {"no_such_slot", "lost"}),
        ((0, 10), {"slot": 1}, {"absent"}),
        ((0, 10), {"slot": 3, "hall": 2}, {"absent", "outside_its_slots", "in_two_places"}
         | {"host_in_two_halls", "at_a_foreign_table"}),
        ((0, 10), {"second": 11}, {"not_asked", "lost"}),
        ((0, 10), {"table": None}, {"no_table"}),
        ((0, 10), {"hall": 9}, {"no_table", "host_in_two_halls"}),
        ((0, 10), {"table": 3}, {"no_such_table"}),
        ((0, 10), {"table": 0}, {"no_such_table"}),
        ((1, 10), {"slot": 3}, {"hall_closed", "interpreter_unfit", "in_two_places"}),
        ((1, 10), {"interpreter": None}, {"interpreter_lacking"}),
        ((1, 10), {"interpreter": 7}, {"interpreter_lacking"}),
        ((1, 10), {"interpreter": 2}, {"interpreter_unfit"}),
        ((2, 11), {"hall": 1, "table": 2}, {"not_at_own_table", "lock_broken"}),
        ((2, 11), {"slot": 2}, {"lock_broken"}),
        ((2, 10), {"hall": 1, "table": 2}, {"needless_table", "hall_closed"} - {"hall_closed"}),
    ),
)  # fmt: skip
def test_each_damage_is_named(pair, values, codes):
    assert after(pair, **values) == codes


def test_a_table_and_an_interpreter_serve_one_pair_at_a_time():
    both = negotiations(
        [Request(0, 10, language="zh"), Request(1, 11, language="zh")],
        interpreters=(Interpreter(1, frozenset({"zh"}), 0b1111),),
    )
    meetings = (Meeting(0, 10, 0, 1, 1, 1), Meeting(1, 11, 0, 1, 1, 1))
    codes = [one.code for one in violations(both, Timetable(meetings))]
    assert codes == ["table_taken", "interpreter_taken"]


def test_more_meetings_than_the_limit_are_too_many():
    assert [str(one) for one in found(changed(PROBLEM, 10, most=2, name="Delhi"))] == [
        "Delhi has 3 meetings but at most 2 are allowed."
    ]


def test_a_pair_is_neither_lost_nor_counted_twice():
    meetings = tuple(GOOD.values())
    assert [one.code for one in violations(PROBLEM, Timetable(meetings[1:]))] == ["lost"]
    told = (Unplaced(0, 10, REASON),)
    assert violations(PROBLEM, Timetable(meetings[1:], told)) == ()
    assert [one.code for one in found(unplaced=told)] == ["counted_twice"]


def test_a_locked_meeting_that_is_gone_is_missed():
    meetings = tuple(one for one in GOOD.values() if one.pair != (2, 11))
    told = (Unplaced(2, 11, REASON),)
    assert [one.code for one in violations(PROBLEM, Timetable(meetings, told))] == ["lock_broken"]


def test_violations_speak_of_names_and_count_slots_from_one():
    meetings = {**GOOD, (0, 10): replace(GOOD[0, 10], slot=1)}
    texts = [str(one) for one in violations(PROBLEM, Timetable(tuple(meetings.values())))]
    assert texts == ["Приречный is not present in slot 2."]
