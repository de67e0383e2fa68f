"""Quorum by each setting: the boundaries, and that one member more never loses it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.meetings.rules.quorum import Quorum, is_quorate, needed, quorum_at_item, quorum_seats
from council.membership.rules.procedure import DEFAULTS, QuorumBase, QuorumRule

R = QuorumRule


@pytest.mark.parametrize(
    ("rule", "seats", "least"),
    (
        (R.MORE_THAN_HALF, 25, 13),
        (R.MORE_THAN_HALF, 24, 13),
        (R.AT_LEAST_HALF, 25, 13),
        (R.AT_LEAST_HALF, 24, 12),
        (R.TWO_THIRDS, 25, 17),
        (R.TWO_THIRDS, 24, 16),
        (R.MORE_THAN_HALF, 1, 1),
        (R.TWO_THIRDS, 1, 1),
    ),
)
def test_the_least_number_that_makes_a_quorum(rule, seats, least):
    assert needed(seats, rule) == least
    assert is_quorate(least, seats, rule)
    assert not is_quorate(least - 1, seats, rule)


@pytest.mark.parametrize("rule", QuorumRule)
def test_an_empty_body_never_has_a_quorum(rule):
    assert not is_quorate(0, 0, rule)
    assert needed(0, rule) == 1


@given(st.integers(1, 300), st.data(), st.sampled_from(QuorumRule))
def test_a_quorum_is_monotone_and_agrees_with_the_least_number(seats, data, rule):
    present = data.draw(st.integers(0, seats))
    share = {R.MORE_THAN_HALF: Fraction(1, 2), R.AT_LEAST_HALF: Fraction(1, 2)}
    threshold = share.get(rule, Fraction(2, 3))
    enough = Fraction(present, seats)
    is_enough = enough > threshold if rule is R.MORE_THAN_HALF else enough >= threshold

    assert is_quorate(present, seats, rule) is is_enough
    assert is_quorate(present, seats, rule) is (present >= needed(seats, rule))
    if present < seats and is_quorate(present, seats, rule):
        assert is_quorate(present + 1, seats, rule)


def test_what_lacks_is_told_and_never_negative():
    short, enough = Quorum(11, 25, R.MORE_THAN_HALF), Quorum(20, 25, R.MORE_THAN_HALF)

    assert (short.holds, short.needed, short.lacking) == (False, 13, 2)
    assert (enough.holds, enough.lacking) == (True, 0)
    assert quorum_at_item(enough) is None
    assert dict(quorum_at_item(short).values) == {"present": 11, "seats": 25, "needed": 13}


@pytest.mark.parametrize(
    ("base", "approved", "seats"),
    (
        (QuorumBase.MEMBERS, 30, 24),
        (QuorumBase.APPROVED, 30, 30),
        (QuorumBase.APPROVED, 0, 24),
        (QuorumBase.APPROVED, 20, 24),
    ),
)
def test_vacant_seats_count_only_in_an_approved_composition(base, approved, seats):
    procedure = replace(DEFAULTS, quorum_base=base, approved_seats=approved)

    assert quorum_seats(24, procedure) == seats
