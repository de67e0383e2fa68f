"""The count of an election: the sample's 14 : 7 : 1, ties, impossible figures."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from council.meetings.rules.elections import Poll, elected, poll_refusals
from council.meetings.rules.quorum import Quorum
from council.membership.rules.procedure import Majority, QuorumRule

A, B, C = uuid4(), uuid4(), uuid4()


def poll(votes, against=0, abstained=0, *, present=None, seats=25, **rules):
    total = sum(votes.values()) + against + abstained
    quorum = Quorum(total if present is None else present, seats, QuorumRule.MORE_THAN_HALF)
    return Poll(votes, against, abstained, quorum, **rules)


def test_the_founding_meeting_elects_by_14_of_22():
    assert elected(poll({A: 14, B: 7}, abstained=1)) == A


@pytest.mark.parametrize(
    "votes",
    (
        ({A: 11, B: 11}, 0, 0),
        ({A: 11, B: 10}, 0, 1),
        ({A: 9, B: 8, C: 5}, 0, 0),
        ({A: 10}, 12, 0),
        ({A: 0, B: 0}, 22, 0),
    ),
)
def test_nobody_is_elected_by_a_tie_or_by_half_of_those_present(votes):
    assert elected(poll(*votes)) is None


def test_a_single_candidate_needs_more_than_half_too():
    assert elected(poll({A: 12}, against=10)) == A
    assert elected(poll({A: 11}, against=11)) is None


@pytest.mark.parametrize(
    ("facts", "code"),
    (
        (poll({}, abstained=22), "no_candidates"),
        (poll({A: 23}, against=-1), "negative_count"),
        (poll({A: -1, B: 23}), "negative_count"),
        (poll({A: 14, B: 7}, present=22), "votes_do_not_add_up"),
        (poll({A: 12}, seats=25), "no_quorum_at_item"),
    ),
)
def test_impossible_figures_are_refused(facts, code):
    with pytest.raises(Refused) as caught:
        elected(facts)
    assert caught.value.codes == (code,)


def test_the_sum_is_told():
    [refusal] = poll_refusals(poll({A: 14, B: 9}, present=22))
    assert dict(refusal.values) == {"sum": 23, "present": 22}


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.integers(0, 9), st.integers(0, 9))
def test_who_is_elected_has_more_than_all_others_together(numbers, against, abstained):
    votes = {uuid4(): number for number in numbers}
    facts = poll(votes, against, abstained, seats=1 + sum(numbers) + against + abstained)
    if poll_refusals(facts):
        return
    winner = elected(facts)
    if winner is None:
        assert all(2 * number <= facts.total for number in numbers)
    else:
        assert votes[winner] > facts.total - votes[winner]


@pytest.mark.parametrize(("votes", "is_elected"), ((12, False), (13, True)))
def test_by_a_majority_of_all_the_elected_has_more_than_half_of_the_seats(votes, is_elected):
    found = elected(poll({A: votes}, against=1, majority=Majority.OF_ALL))

    assert (found == A) is is_elected
    assert elected(poll({A: votes}, against=1)) == A
