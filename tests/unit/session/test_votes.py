"""Every small vote: what is refused, what is decided, when the presiding decides."""

from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from council.meetings.rules.kinds import Choice, Outcome
from council.meetings.rules.quorum import Quorum
from council.meetings.rules.votes import (
    CARRIED,
    Counts,
    Voting,
    by_name_refusals,
    counted,
    deciding_choice,
    outcome_of,
    voting_refusals,
)
from council.membership.rules.procedure import CastingVote, Majority, QuorumRule

FOR, AGAINST, ABSTAINED = Choice
BY_PRESIDING, BY_NOBODY = CastingVote.PRESIDING, CastingVote.NOBODY


def voting(*counts, present=None, seats=None, **facts):
    found = Counts(*counts)
    present = found.total if present is None else present
    quorum = Quorum(present, seats or max(present, 1), QuorumRule.MORE_THAN_HALF)
    return Voting(found, quorum, **facts)


def codes(facts):
    return [refusal.code for refusal in voting_refusals(facts)]


def expected(triple, casting, *, votes, choice):
    """The rule written down a second time, in the slow words of the regulation."""
    in_favour, against, _ = triple
    if sum(triple) == 0:
        return {"no_quorum_at_item"}
    if in_favour == against > 0 and casting is not BY_NOBODY:
        return by_presiding(triple, votes=votes, choice=choice)
    if in_favour == sum(triple):
        return Outcome.CARRIED_UNANIMOUSLY
    return Outcome.CARRIED if 2 * in_favour > sum(triple) else Outcome.REJECTED


def by_presiding(triple, *, votes, choice):
    if choice is None:
        return {"no_presiding_choice"} if votes else Outcome.REJECTED
    if not votes:
        return {"presiding_did_not_vote"}
    if dict(zip(Choice, triple, strict=True))[choice] == 0:
        return {"choice_not_counted"}
    return Outcome.CARRIED_BY_CASTING_VOTE if choice is FOR else Outcome.REJECTED


TRIPLES = tuple(product(range(5), repeat=3))


@pytest.mark.parametrize("casting", CastingVote)
@pytest.mark.parametrize("choice", (None, *Choice))
@pytest.mark.parametrize("votes", (True, False))
def test_every_small_vote_by_every_presiding_and_setting(casting, choice, votes):
    for triple in TRIPLES:
        facts = voting(*triple, casting=casting, presiding_votes=votes, presiding_choice=choice)
        wanted = expected(triple, casting, votes=votes, choice=choice)
        if isinstance(wanted, set):
            assert set(codes(facts)) == wanted, triple
        else:
            assert outcome_of(facts) is wanted, triple


def test_invariant_5_in_favour_against_and_abstained_are_those_present_at_the_item():
    facts = voting(10, 8, 1, present=18, seats=25)

    with pytest.raises(Refused) as caught:
        outcome_of(facts)

    [refusal] = caught.value.refusals
    assert (refusal.code, dict(refusal.values)) == (
        "votes_do_not_add_up",
        {"sum": 19, "present": 18},
    )
    assert codes(voting(10, 7, 1, present=18, seats=25)) == []
    assert codes(voting(10, 6, 1, present=18, seats=25)) == ["votes_do_not_add_up"]


def test_invariant_4_nothing_is_decided_without_a_quorum_at_that_item():
    assert codes(voting(12, 0, 0, seats=25)) == ["no_quorum_at_item"]
    assert codes(voting(13, 0, 0, seats=25)) == []


def test_invariant_6_a_tie_is_broken_by_the_presiding_who_has_voted():
    """The sample's 25.06.2026: 9 : 9, the presiding is in favour."""
    tie = {"seats": 25, "presiding_choice": FOR}

    assert outcome_of(voting(9, 9, 0, **tie)) is Outcome.CARRIED_BY_CASTING_VOTE
    assert outcome_of(voting(9, 9, 0, seats=25, presiding_choice=AGAINST)) is Outcome.REJECTED
    assert codes(voting(9, 9, 0, seats=25)) == ["no_presiding_choice"]
    assert codes(voting(9, 9, 0, presiding_votes=False, **tie)) == ["presiding_did_not_vote"]
    assert outcome_of(voting(9, 9, 0, seats=25, presiding_votes=False)) is Outcome.REJECTED
    assert outcome_of(voting(9, 9, 0, casting=BY_NOBODY, **tie)) is Outcome.REJECTED


def test_a_presiding_who_abstained_leaves_the_tie_as_it_is():
    assert outcome_of(voting(4, 4, 1, presiding_choice=ABSTAINED)) is Outcome.REJECTED


def test_who_abstains_is_present_so_more_votes_for_than_against_may_not_suffice():
    assert outcome_of(voting(8, 7, 3, seats=25)) is Outcome.REJECTED
    assert outcome_of(voting(10, 5, 3, seats=25)) is Outcome.CARRIED
    assert outcome_of(voting(9, 5, 4, seats=25)) is Outcome.REJECTED


def test_a_member_who_left_early_is_not_counted_at_the_later_item():
    """The sample's 24.09.2026: 20 came, 19 were there at the last items."""
    assert outcome_of(voting(18, 0, 1, present=19, seats=25)) is Outcome.CARRIED
    assert codes(voting(19, 0, 1, present=19, seats=25)) == ["votes_do_not_add_up"]


def test_negative_numbers_are_refused_even_if_the_sum_agrees():
    assert codes(voting(10, -1, 0, present=9)) == ["negative_count"]


def test_only_a_choice_that_decided_is_put_on_record():
    assert deciding_choice(voting(9, 9, 0, presiding_choice=FOR)) is FOR
    assert deciding_choice(voting(9, 8, 1, presiding_choice=FOR)) is None
    assert deciding_choice(voting(9, 9, 0, presiding_choice=FOR, casting=BY_NOBODY)) is None


def test_choices_by_name_make_the_counts():
    assert counted([FOR, FOR, AGAINST, ABSTAINED, FOR]) == Counts(3, 1, 1)


def test_a_vote_by_name_is_of_those_present_and_nobody_else():
    one, other, stranger = uuid4(), uuid4(), uuid4()

    assert by_name_refusals({one, other}, {one: FOR, other: AGAINST}) == ()
    [missing] = by_name_refusals({one, other}, {one: FOR})
    assert (missing.code, missing.values["count"]) == ("choices_missing", 1)
    [foreign] = by_name_refusals({one}, {one: FOR, stranger: FOR})
    assert foreign.code == "foreign_choice"


small = st.integers(0, 40)
presiding = st.fixed_dictionaries(
    {
        "casting": st.sampled_from(CastingVote),
        "presiding_votes": st.booleans(),
        "presiding_choice": st.sampled_from([None, *Choice]),
    }
)


@given(st.tuples(small, small, small), presiding)
def test_nothing_is_carried_without_more_for_than_against_unless_the_presiding_decides(
    triple, presiding
):
    facts = voting(*triple, **presiding)
    if voting_refusals(facts):
        return
    outcome, (in_favour, against, abstained) = outcome_of(facts), triple
    if outcome is Outcome.CARRIED_BY_CASTING_VOTE:
        assert in_favour == against
        assert presiding["casting"] is not BY_NOBODY
        assert (presiding["presiding_votes"], presiding["presiding_choice"]) == (True, FOR)
    elif outcome in CARRIED:
        assert in_favour > against + abstained
    else:
        assert 2 * in_favour <= sum(triple)


@given(small, small, small)
def test_one_vote_more_in_favour_never_loses_what_was_carried(in_favour, against, abstained):
    facts = voting(in_favour, against, abstained, casting=BY_NOBODY)
    if not voting_refusals(facts) and outcome_of(facts) in CARRIED:
        more = voting(in_favour + 1, against, abstained, casting=BY_NOBODY)
        assert outcome_of(more) in CARRIED


def slowly_of_all(triple, seats):
    """More than half of all who have a vote, whoever came; no tie makes up for it."""
    if 2 * triple[0] <= seats:
        return Outcome.REJECTED
    return Outcome.CARRIED_UNANIMOUSLY if triple[0] == sum(triple) else Outcome.CARRIED


@pytest.mark.parametrize("casting", CastingVote)
@pytest.mark.parametrize("choice", (None, FOR))
def test_a_majority_of_all_voting_members_needs_more_than_half_of_the_seats(casting, choice):
    for triple in product(range(6), repeat=3):
        if sum(triple) not in {4, 5, 6}:
            continue
        found = voting(
            *triple, seats=7, majority=Majority.OF_ALL, casting=casting, presiding_choice=choice
        )
        assert outcome_of(found) is slowly_of_all(triple, 7), triple
        assert not found.needs_presiding


def test_four_of_six_present_of_nine_carry_only_by_the_majority_of_those_present():
    assert outcome_of(voting(4, 2, 0, seats=9)) is Outcome.CARRIED
    assert outcome_of(voting(4, 2, 0, seats=9, majority=Majority.OF_ALL)) is Outcome.REJECTED
