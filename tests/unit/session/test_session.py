"""When a session may begin, when an item is settled, until when a dissent is taken."""

from datetime import date, timedelta
from itertools import combinations
from uuid import uuid4

import pytest

from core.kernel.errors import Refused
from council.meetings.rules.kinds import DecisionKind, DueKind, ItemKind, MeetingState
from council.meetings.rules.resolutions import Terms, resolution_refusals
from council.meetings.rules.session import (
    IN_SESSION,
    ON_RECORD,
    TOOK_PLACE,
    Dissenting,
    ItemRecord,
    Opening,
    closing_refusals,
    demand_state,
    dissent_refusals,
    dissent_until,
    item_is_settled,
    officer_refusals,
    opening_refusals,
    reason_is_given,
    unsettled,
)
from council.meetings.rules.states import BEFORE

DAY = date(2026, 11, 21)
CHAIR, SECRETARY, STRANGER = uuid4(), uuid4(), uuid4()
ONE, TWO = uuid4(), uuid4()


def opening(**values):
    defaults = {"day": DAY, "today": DAY, "presiding_id": CHAIR, "secretary_id": SECRETARY}
    return Opening(**{**defaults, "members": frozenset({CHAIR, SECRETARY}), **values})


@pytest.mark.parametrize(
    ("values", "codes"),
    (
        ({}, ()),
        ({"today": DAY + timedelta(days=1)}, ()),
        ({"today": DAY - timedelta(days=1)}, ("too_early",)),
        ({"presiding_id": STRANGER}, ("presiding_no_member",)),
        ({"secretary_id": None}, ("no_secretary",)),
        ({"secretary_id": CHAIR}, ("one_person_twice",)),
        ({"presiding_id": None}, ()),  # the life cycle of the meeting says it
        ({"presiding_id": None, "secretary_id": None}, ("no_secretary",)),
        ({"secretary_id": STRANGER}, ()),
    ),
)
def test_a_session_begins_on_its_day_with_two_people_who_hold_it(values, codes):
    assert tuple(refusal.code for refusal in opening_refusals(opening(**values))) == codes


def test_officers_can_be_named_on_any_day():
    assert officer_refusals(opening(today=DAY - timedelta(days=9))) == ()


@pytest.mark.parametrize("state", MeetingState)
def test_what_is_recorded_in_which_state(state):
    allowed = {
        IN_SESSION: {"in_session"},
        ON_RECORD: {"in_session", "held"},
        TOOK_PLACE: {"in_session", "held", "minutes_to_sign", "minutes_signed", "published"},
    }
    for states, names in allowed.items():
        if state.value in names:
            demand_state(state, states)
        else:
            with pytest.raises(Refused) as caught:
                demand_state(state, states)
            before = state in BEFORE or state is MeetingState.POSTPONED
            assert caught.value.codes == ("not_in_session" if before else "session_over",)


def subsets(*values):
    return [frozenset(c) for n in range(len(values) + 1) for c in combinations(values, n)]


def test_an_item_is_settled_by_a_vote_on_the_whole_or_on_each_decision():
    for resolutions in subsets(ONE, TWO):
        for voted in subsets(None, *resolutions):
            record = ItemRecord(3, ItemKind.OTHER, resolutions, voted)
            expected = bool(resolutions) and (None in voted or set(resolutions) <= set(voted))
            assert record.is_settled is expected, (resolutions, voted)
            assert record.is_voted is bool(voted)


@pytest.mark.parametrize("is_polled", (True, False))
def test_an_election_is_settled_by_its_count_alone(is_polled):
    record = ItemRecord(2, ItemKind.ELECTION, frozenset({ONE}), frozenset(), is_polled)
    assert (record.is_settled, record.is_voted) == (is_polled, is_polled)


def test_what_an_unsettled_item_needs_is_said():
    other, election = ItemRecord(1, ItemKind.OTHER), ItemRecord(2, ItemKind.ELECTION)
    unvoted = ItemRecord(3, ItemKind.PLAN, frozenset({ONE}))
    settled = ItemRecord(4, ItemKind.PLAN, frozenset({ONE}), frozenset({None}))

    said = [item_is_settled(record) for record in (other, election, unvoted, settled)]
    assert [refusal and refusal.code for refusal in said] == [
        *("no_resolution", "not_polled", "not_voted", None)
    ]
    assert unsettled((other, election, unvoted, settled)) == (1, 2, 3)


def test_a_meeting_closes_with_its_presiding_and_with_something_considered():
    assert closing_refusals(presiding_came=True, items=1) == ()
    refusals = closing_refusals(presiding_came=False, items=0)
    assert [refusal.code for refusal in refusals] == ["presiding_absent", "nothing_considered"]


def test_a_reason_of_spaces_is_none():
    assert reason_is_given(" \n ").code == "no_reason"
    assert reason_is_given("нет докладчика") is None


@pytest.mark.parametrize(("days", "late"), ((0, False), (3, False), (4, True)))
def test_a_dissent_is_taken_for_three_days_after_the_meeting(days, late):
    last_day = dissent_until(DAY, 3)
    facts = Dissenting(
        "Против", took_part=True, today=DAY + timedelta(days=days), last_day=last_day
    )

    assert [refusal.code for refusal in dissent_refusals(facts)] == (
        ["dissent_late"] if late else []
    )


def test_a_dissent_is_written_by_somebody_who_voted():
    facts = Dissenting(" ", took_part=False, today=DAY)
    assert [r.code for r in dissent_refusals(facts)] == ["dissent_empty", "took_no_part"]


@pytest.mark.parametrize(
    ("terms", "codes"),
    (
        (Terms("Принять.", DecisionKind.DECISION, DueKind.NONE, None, 0), ()),
        (Terms(" ", DecisionKind.DECISION, DueKind.NONE, None, 0), ("resolution_empty",)),
        (Terms("Сделать.", DecisionKind.ASSIGNMENT, DueKind.DATE, DAY, 1), ()),
        (Terms("Сделать.", DecisionKind.ASSIGNMENT, DueKind.DATE, None, 1), ("no_due_day",)),
        (Terms("Сделать.", DecisionKind.ASSIGNMENT, DueKind.ALWAYS, None, 0), ("no_executor",)),
        (Terms("Учесть.", DecisionKind.RECOMMENDATION, DueKind.NONE, None, 0), ()),
    ),
)
def test_what_a_decision_must_have(terms, codes):
    assert tuple(refusal.code for refusal in resolution_refusals(terms)) == codes
