"""Changes by hand and of circumstances: what they do, what they leave alone, what is refused."""

from dataclasses import replace

import pytest

from core.kernel.errors import Refused
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.rules.changes import (
    Absence,
    Closing,
    Move,
    Swap,
    TakeOut,
    VoiceAway,
    Withdrawal,
    applied,
    choices_of,
)
from events.negotiations.rules.materials import Row, Voice
from tests.unit.negotiations.conftest import SLOTS, mutual


def done(materials, change, *, is_published=False):
    adjustment = applied(materials, change, is_published=is_published)
    return {row.pair: row for row in adjustment.rows}, adjustment


def refusal(materials, change):
    with pytest.raises(Refused) as caught:
        applied(materials, change, is_published=False)
    return caught.value.codes


def with_sitters(materials, **by_number):
    people = tuple(replace(one, **by_number.get(f"n{one.number}", {})) for one in materials.people)
    return replace(materials, people=people)


def test_a_move_to_a_free_slot_moves_nothing_else_and_locks(materials):
    rows, adjustment = done(materials, Move((1, 11), 2))
    assert (rows[1, 11].slot, rows[1, 11].is_locked) == (2, True)
    assert rows[2, 12] == materials.rows[1]
    assert adjustment.told == {1, 11}


def test_a_pair_without_a_time_is_placed_by_hand(materials):
    rows, _ = done(materials, Move((1, 12), 1))
    assert (rows[1, 12].slot, rows[1, 12].is_by_hand) == (1, False)


def test_a_pair_that_nobody_asked_for_is_remembered_as_added_by_hand(materials):
    materials = replace(materials, wishes=mutual((1, 11), (2, 12)))
    rows, _ = done(materials, Move((1, 12), 1))
    assert rows[1, 12].is_by_hand


def test_who_is_in_the_way_is_named(materials):
    with pytest.raises(Refused) as caught:
        applied(materials, Move((1, 12), 0), is_published=False)
    assert caught.value.codes == ("in_the_way",)
    assert "Завод 1 – Buyer 11" in str(caught.value)


def test_who_is_in_the_way_goes_elsewhere_when_it_is_allowed(materials):
    rows, _ = done(materials, Move((1, 12), 0, displaces=True))
    assert rows[1, 12].slot == 0
    assert rows[1, 11].slot not in {0, None}
    assert rows[2, 12].slot not in {0, None}


def test_a_locked_meeting_in_the_way_loses_its_lock_only_when_it_is_allowed(materials):
    locked = replace(materials.rows[0], is_locked=True)
    materials = replace(materials, rows=(locked, materials.rows[1]))
    rows, _ = done(materials, Move((1, 12), 0, displaces=True))
    assert (rows[1, 12].slot, rows[1, 11].is_locked) == (0, False)


def test_two_meetings_exchange_their_times(materials):
    later = replace(materials.rows[1], slot=3)
    materials = replace(materials, rows=(materials.rows[0], later))
    rows, adjustment = done(materials, Swap((1, 11), (2, 12)))
    assert (rows[1, 11].slot, rows[2, 12].slot) == (3, 0)
    assert adjustment.told == {1, 2, 11, 12}


def test_meetings_of_one_time_cannot_be_exchanged(materials):
    assert refusal(materials, Swap((1, 11), (2, 12))) == ("same_time",)


def test_a_meeting_taken_out_stays_out_of_everything_that_follows(materials):
    rows, adjustment = done(materials, TakeOut((1, 11)))
    assert (rows[1, 11].slot, rows[1, 11].is_taken_out) == (None, True)
    after = replace(materials, rows=adjustment.rows)
    rows, _ = done(after, Absence(2, frozenset({SLOTS[0].key})), is_published=True)
    assert rows[1, 11].slot is None


@pytest.mark.parametrize("change", (TakeOut((1, 12)), Swap((1, 11), (2, 11))))
def test_what_has_no_time_cannot_be_taken_out_or_exchanged(materials, change):
    assert refusal(materials, change) == ("no_meeting",)


@pytest.mark.parametrize("pair", ((1, 2), (11, 1), (1, 99)))
def test_a_meeting_is_between_an_exporter_and_a_buyer(materials, pair):
    assert refusal(materials, Move(pair, 1)) == ("no_such_pair",)


def test_nobody_meets_who_is_away_or_was_declined(materials):
    away = with_sitters(materials, n11={"absences": frozenset({SLOTS[2].key})})
    assert refusal(away, Move((1, 11), 2)) == ("cannot_meet_then",)
    assert refusal(materials, Move((1, 11), 0)) == ("cannot_meet_then",)  # it is there
    declined = replace(materials, wishes={**materials.wishes, (12, 1): Wish.NO})
    assert refusal(declined, Move((1, 12), 1)) == ("declined",)


def test_that_two_met_before_is_no_bar_to_the_staff(materials):
    materials = replace(materials, met=frozenset({frozenset({1, 12})}))
    rows, _ = done(materials, Move((1, 12), 1))
    assert (rows[1, 12].slot, rows[1, 12].is_by_hand) == (1, True)


def test_caps_hold_for_new_meetings_and_not_for_moves(materials):
    capped = with_sitters(materials, n1={"most": 1})
    assert refusal(capped, Move((1, 12), 1)) == ("limit_reached",)
    assert done(capped, Move((1, 11), 1))[0][1, 11].slot == 1


def test_no_meeting_without_a_table(materials):
    rooms = (replace(materials.rooms[0], tables=1),)
    rows = (Row(1, 11, 0, 1, 1), Row(2, 12, 1, 1, 1))
    assert refusal(replace(materials, rooms=rooms, rows=rows), Move((1, 11), 1)) == ("no_room",)


def test_before_publication_an_absence_moves_only_what_it_hits(materials):
    rows, adjustment = done(materials, Absence(11, frozenset({SLOTS[0].key})))
    assert rows[1, 11].slot in {1, 2, 3}
    assert rows[2, 12].slot == 0
    assert rows[1, 12].slot is None  # nothing new is placed
    assert adjustment.told == {1, 11}


def test_what_finds_no_other_time_says_why(materials):
    rows, _ = done(materials, Absence(11, frozenset(slot.key for slot in SLOTS)))
    assert rows[1, 11].slot is None
    assert rows[1, 11].reason.code == "no_common_slot"


def test_who_leaves_meets_nobody(materials):
    rows, adjustment = done(materials, Withdrawal(11), is_published=True)
    assert all(row.slot is None for pair, row in rows.items() if 11 in pair)
    assert rows[1, 11].reason.code == "no_longer_asked"
    assert adjustment.told >= {1, 11}


def test_a_closed_hall_moves_its_meetings_to_other_times(materials):
    rows, _ = done(materials, Closing(1, frozenset({SLOTS[0].key})), is_published=True)
    assert {row.slot for row in rows.values()} <= {1, 2, 3}


def test_a_lock_does_not_hold_what_has_become_impossible(materials):
    locked = tuple(replace(row, is_locked=True) for row in materials.rows)
    materials = replace(materials, rows=locked)
    rows, _ = done(materials, Absence(11, frozenset({SLOTS[0].key})))
    assert (rows[1, 11].slot in {1, 2, 3}, rows[1, 11].is_locked) == (True, False)
    assert rows[2, 12].is_locked


def test_an_interpreter_who_is_away_helps_at_no_meeting(materials):
    materials = with_sitters(
        materials,
        n1={"languages": frozenset({"русский"})},
        n11={"languages": frozenset({"китайский"})},
    )
    voice = Voice(1, "Ли", frozenset({"китайский"}))
    first = replace(materials.rows[0], interpreter=1)
    materials = replace(materials, voices=(voice,), rows=(first, materials.rows[1]))
    rows, _ = done(materials, VoiceAway(1, frozenset({SLOTS[0].key})))
    assert rows[1, 11].slot in {1, 2, 3}
    assert rows[1, 11].interpreter == 1


def test_choices_leave_out_the_present_time_and_tell_who_is_in_the_way(materials):
    found = {one.slot: one for one in choices_of(materials, (1, 11))}
    assert found.keys() == {1, 2, 3}
    later = replace(materials, rows=(materials.rows[0], Row(1, 12, 2, 1, 2)))
    assert {one.slot: one.in_the_way for one in choices_of(later, (1, 11))}[2] == ((1, 12),)
