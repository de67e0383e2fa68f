"""Who may say what of a meeting, and how results are summed."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.timetables.rules import (
    MeetingGrade,
    NextStep,
    Outcome,
    ResultFacts,
    closed_refusals,
    result_refusals,
    tally_of,
)

DAY = date(2027, 2, 8)
G, N = MeetingGrade, NextStep


def codes(refusals):
    return [each.code for each in refusals]


@pytest.mark.parametrize(
    ("is_placed", "has_begun", "is_over", "is_staff"), tuple(product((True, False), repeat=4))
)
def test_results_are_taken_of_meetings_that_began_until_the_report(
    is_placed, has_begun, is_over, is_staff
):
    facts = ResultFacts(is_placed, has_begun, is_over, is_staff, DAY)
    expected = []
    if not is_placed:
        expected.append("not_placed")
    elif not has_begun:
        expected.append("not_begun")
    if is_over and not is_staff:
        expected.append("results_over")
    assert codes(closed_refusals(facts)) == expected
    assert codes(result_refusals(facts, Outcome(G.INFORMATIVE))) == expected


@pytest.mark.parametrize(("grade", "step"), tuple(product(G, N)))
def test_only_a_meeting_that_took_place_has_a_next_step(grade, step):
    refused = grade is G.NOT_HELD and step is not N.NOTHING
    found = codes(result_refusals(ResultFacts(meeting_day=DAY), Outcome(grade, step)))
    assert found == (["step_without_meeting"] if refused else [])


@pytest.mark.parametrize(
    ("step", "day", "expected"),
    (
        (N.OFFER, DAY, []),
        (N.OFFER, DAY + timedelta(days=30), []),
        (N.OFFER, DAY - timedelta(days=1), ["early_step"]),
        (N.NOTHING, DAY, ["day_without_step"]),
        (N.NOTHING, DAY - timedelta(days=1), ["day_without_step", "early_step"]),
    ),
)
def test_a_day_belongs_to_a_step_that_comes_after_the_meeting(step, day, expected):
    outcome = Outcome(G.COOPERATION, step, day)
    assert codes(result_refusals(ResultFacts(meeting_day=DAY), outcome)) == expected


def test_a_meeting_that_was_not_held_with_a_step_and_a_day_names_the_step_once():
    outcome = Outcome(G.NOT_HELD, N.OFFER, DAY)
    assert codes(result_refusals(ResultFacts(meeting_day=DAY), outcome)) == ["step_without_meeting"]


pairs = st.lists(
    st.one_of(
        st.just((None, None)),
        st.tuples(st.sampled_from(G), st.sampled_from(N)),
    )
)


@given(pairs)
def test_each_meeting_counts_once(found):
    tally = tally_of(found)
    assert tally.placed == len(found)
    assert tally.answered == sum(grade is not None for grade, _ in found)
    assert tally.held == tally.answered - tally.grades[G.NOT_HELD]
    assert tally.promising == tally.grades[G.COOPERATION] <= tally.held
    assert sum(tally.grades.values()) == tally.answered <= tally.placed
    assert sum(tally.steps.values()) == sum(s not in {None, N.NOTHING} for _, s in found)
