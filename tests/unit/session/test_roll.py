"""Who is counted at an item, and what may change after a vote."""

from itertools import product
from uuid import uuid4

import pytest

from council.meetings.rules.kinds import Answer, Choice, MeetingForm, Presence
from council.meetings.rules.roll import (
    Away,
    Filling,
    Hall,
    RollLine,
    Substitution,
    away_by_item,
    expected_presence,
    filled,
    from_item_on,
    roll_change_refusals,
    substitution_refusals,
    vote_is_not_taken,
)
from council.meetings.rules.votes import Counts, voting_refusals
from council.membership.rules.procedure import CastingVote, Majority, QuorumRule

CHAIR, VOTER, REMOTE, GONE, SECRETARY = (uuid4() for _ in range(5))
FIRST, SECOND, THIRD = (uuid4() for _ in range(3))
P = Presence


def hall(**values):
    roll = (
        RollLine(CHAIR, is_voting=True, presence=P.PRESENT),
        RollLine(VOTER, is_voting=True, presence=P.PRESENT),
        RollLine(REMOTE, is_voting=True, presence=P.REMOTE),
        RollLine(GONE, is_voting=True, presence=P.ABSENT),
        RollLine(SECRETARY, is_voting=False, presence=P.PRESENT),
    )
    defaults = {"seats": 4, "quorum_rule": QuorumRule.MORE_THAN_HALF, "presiding_id": CHAIR}
    return Hall(**{**defaults, "casting": CastingVote.PRESIDING, "roll": roll, **values})


def test_invariant_4_the_secretary_without_a_vote_is_never_counted():
    assert hall().voters == {CHAIR, VOTER, REMOTE}
    assert SECRETARY in hall().present
    assert (hall().quorum.present, hall().quorum.seats) == (3, 4)


def test_who_left_or_is_recused_counts_neither_for_the_quorum_nor_for_the_vote():
    away = away_by_item((Away(SECOND, VOTER), Away(SECOND, REMOTE, is_recusal=True)))
    here = hall(away=away)

    assert here.voters_at(FIRST) == {CHAIR, VOTER, REMOTE}
    assert here.voters_at(SECOND) == {CHAIR}
    assert (here.quorum_at(FIRST).holds, here.quorum_at(SECOND).holds) == (True, False)
    assert here.quorum.holds


def test_the_presiding_votes_only_where_they_take_part():
    away = away_by_item((Away(SECOND, CHAIR),))
    here = hall(away=away)

    assert here.voting_at(FIRST, Counts(3, 0, 0), None).presiding_votes
    assert not here.voting_at(SECOND, Counts(2, 0, 0), None).presiding_votes
    assert here.voting_at(SECOND, Counts(2, 0, 0), None).quorum.present == 2
    assert here.voting_at(None, Counts(3, 0, 0), None).quorum.present == 3


@pytest.mark.parametrize(("answer", "form"), tuple(product((None, *Answer), MeetingForm)))
def test_the_roll_begins_with_the_answers_to_the_notice(answer, form):
    expected = {Answer.COMING: P.PRESENT, Answer.REMOTE: P.REMOTE}.get(answer, P.ABSENT)
    if answer is Answer.COMING and form is MeetingForm.VIDEO:
        expected = P.REMOTE
    assert expected_presence(answer, form) is expected


@pytest.mark.parametrize("form", MeetingForm)
@pytest.mark.parametrize("way", Filling)
def test_the_roll_is_filled_at_once(way, form):
    answers = {VOTER: Answer.COMING, REMOTE: Answer.REMOTE, GONE: Answer.NOT_COMING}
    found = filled(way, (CHAIR, VOTER, REMOTE, GONE), answers, form)

    there = P.REMOTE if form is MeetingForm.VIDEO else P.PRESENT
    if way is Filling.ALL_PRESENT:
        assert found == dict.fromkeys((CHAIR, VOTER, REMOTE, GONE), there)
    else:
        assert found == {VOTER: there, REMOTE: P.REMOTE}
    assert filled(way, (), answers, form) == {}


def test_who_leaves_misses_this_item_and_all_that_are_not_finished():
    order = (FIRST, SECOND, THIRD)

    assert from_item_on(order, SECOND, frozenset()) == [SECOND, THIRD]
    assert from_item_on(order, FIRST, frozenset({SECOND})) == [FIRST, THIRD]
    assert from_item_on(order, SECOND, frozenset({SECOND, THIRD})) == [SECOND]


def test_a_recorded_vote_fixes_who_took_part():
    assert vote_is_not_taken(is_voted=False) is None
    assert vote_is_not_taken(is_voted=True).code == "vote_is_taken"


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    (
        (P.PRESENT, P.ABSENT, True),
        (P.REMOTE, P.ABSENT, True),
        (P.PRESENT, P.REMOTE, False),
        (P.ABSENT, P.PRESENT, False),
        (P.ABSENT, P.ABSENT, False),
    ),
)
def test_nobody_vanishes_from_the_roll_after_a_vote_that_counted_them(before, after, refused):
    refusals = roll_change_refusals({VOTER: before}, {VOTER: after}, {VOTER: [3, 1]})

    assert [refusal.values["numbers"] for refusal in refusals] == (["1, 3"] if refused else [])
    assert roll_change_refusals({VOTER: before}, {VOTER: after}, {}) == ()


@pytest.mark.parametrize(
    ("casting", "chair", "caster"),
    (
        (CastingVote.PRESIDING, None, CHAIR),
        (CastingVote.PRESIDING, VOTER, CHAIR),
        (CastingVote.CHAIR, CHAIR, CHAIR),
        (CastingVote.CHAIR, VOTER, None),
        (CastingVote.CHAIR, None, None),
        (CastingVote.NOBODY, CHAIR, None),
    ),
)
def test_a_tie_is_broken_by_the_presiding_or_only_by_a_presiding_chair(casting, chair, caster):
    found = hall(casting=casting, chair_id=chair)

    assert found.caster_id == caster
    assert found.casts_at(FIRST) is (caster is not None)
    voting = found.voting_at(FIRST, Counts(1, 1, 1), Choice.FOR)
    assert voting.needs_presiding is (caster is not None)
    assert not voting_refusals(voting)


def test_nobody_casts_where_the_majority_is_of_all_or_the_presiding_is_out():
    assert not hall(majority=Majority.OF_ALL).casts_at(FIRST)
    assert not hall(away={FIRST: frozenset({CHAIR})}).casts_at(FIRST)
    assert hall(majority=Majority.OF_ALL).voting_at(FIRST, Counts(3, 0, 0), None).base == 4


def test_the_electorate_are_all_with_a_vote_whoever_came():
    assert hall().electorate == 4


def test_only_a_member_of_the_roll_who_did_not_come_is_away():
    assert [hall().is_away(who) for who in (GONE, VOTER, REMOTE, FIRST)] == [
        True, False, False, False,
    ]  # fmt: skip


GOOD = {"is_allowed": True, "is_invited": True, "member_is_away": True, "is_substituted": False}


@pytest.mark.parametrize(
    ("fact", "code"),
    (
        ("is_allowed", "no_substitutes"),
        ("is_invited", "substitute_is_visitor"),
        ("member_is_away", "member_is_there"),
        ("is_substituted", "substituted_already"),
    ),
)
def test_one_substitute_comes_for_an_absent_member_where_the_regulation_allows_it(fact, code):
    assert substitution_refusals(Substitution(**GOOD)) == ()

    found = substitution_refusals(Substitution(**{**GOOD, fact: not GOOD[fact]}))

    assert [refusal.code for refusal in found] == [code]
