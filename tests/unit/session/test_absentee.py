"""A vote by ballots: its term, a whole ballot, when it may be counted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from council.meetings.rules.absentee import (
    BallotFacts,
    BallotTerm,
    ballot_refusals,
    closing_refusal,
    term_refusal,
    wording_refusals,
)
from council.meetings.rules.kinds import Choice, ItemKind

FIRST = date(2026, 8, 12)
TERM = BallotTerm(FIRST, FIRST + timedelta(days=6))
ONE, TWO, OTHER = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("days", "code"),
    ((-1, "term_ahead"), (0, None), (3, None), (6, None), (7, "term_over"), (60, "term_over")),
)
def test_ballots_are_taken_from_the_first_to_the_last_day(days, code):
    today = FIRST + timedelta(days=days)
    refusal = term_refusal(TERM, today)

    assert (refusal and refusal.code) == code
    assert TERM.is_open(today) is (code is None)
    assert TERM.is_over(today) is (code == "term_over")


def facts(choices, *, has_vote=True, today=FIRST):
    return BallotFacts(TERM, today, has_vote=has_vote, items=(ONE, TWO), choices=choices)


WHOLE = {ONE: Choice.FOR, TWO: Choice.ABSTAINED}


@pytest.mark.parametrize(
    ("ballot", "codes"),
    (
        (facts(WHOLE), ()),
        (facts({ONE: Choice.FOR}), ("unanswered",)),
        (facts({}), ("unanswered",)),
        (facts({**WHOLE, OTHER: Choice.FOR}), ("foreign_item",)),
        (facts(WHOLE, has_vote=False), ("no_vote",)),
        (facts(WHOLE, today=TERM.last + timedelta(days=1)), ("term_over",)),
    ),
)
def test_a_ballot_answers_every_item_in_time(ballot, codes):
    assert tuple(refusal.code for refusal in ballot_refusals(ballot)) == codes


def test_the_unanswered_items_are_numbered():
    [refusal] = ballot_refusals(facts({ONE: Choice.FOR}))
    assert refusal.values["numbers"] == "2"


@pytest.mark.parametrize(
    ("days", "returned", "voters", "may"),
    (
        (6, 24, 25, False),
        (6, 25, 25, True),
        (7, 0, 25, True),
        (0, 0, 0, False),
        (0, 1, 1, True),
    ),
)
def test_the_count_waits_for_the_end_of_the_term_or_for_every_ballot(days, returned, voters, may):
    today = FIRST + timedelta(days=days)
    refusal = closing_refusal(TERM, today, returned=returned, voters=voters)
    assert (refusal is None) is may


def test_what_is_put_to_ballots_has_a_wording_and_is_no_election():
    items = [
        (1, ItemKind.OTHER, "Утвердить."),
        (2, ItemKind.ELECTION, "Избрать."),
        (3, ItemKind.PLAN, " "),
    ]

    found = {refusal.code: refusal.values["numbers"] for refusal in wording_refusals(items)}
    assert found == {"election_by_ballot": "2", "no_wording": "3"}
    assert wording_refusals(items[:1]) == ()
