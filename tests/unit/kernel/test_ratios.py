"""Shares against thresholds, exactly."""

from fractions import Fraction

import pytest

from core.kernel.ratios import exceeds, reaches, share

FOUR_FIFTHS, HALF = Fraction(4, 5), Fraction(1, 2)


@pytest.mark.parametrize(
    ("part", "whole", "is_reached"), ((16, 20, True), (19, 24, False), (0, 0, False), (1, 1, True))
)
def test_twenty_planned_and_sixteen_held_reach_80_per_cent(part, whole, is_reached):
    assert reaches(part, whole, FOUR_FIFTHS) is is_reached


@pytest.mark.parametrize(("part", "whole", "is_more"), ((9, 18, False), (10, 18, True)))
def test_a_half_is_no_majority(part, whole, is_more):
    assert exceeds(part, whole, HALF) is is_more


def test_an_empty_whole_has_a_share_of_nought():
    assert share(0, 0) == 0
    assert share(1, 3) == Fraction(1, 3)


@pytest.mark.parametrize(("part", "whole"), ((6, 5), (-1, 5), (1, 0), (0, -1)))
def test_what_is_no_part_of_the_whole_is_refused(part, whole):
    with pytest.raises(ValueError, match=f"{part} is no part of {whole}"):
        share(part, whole)
