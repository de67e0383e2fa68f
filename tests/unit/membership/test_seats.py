"""Whether a seat may be given: one guard at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council.membership.rules import Category
from council.membership.rules.seats import Seating, seat_refusals
from council.membership.rules.terms import Term

DAY = date(2026, 3, 10)
EARLIER = DAY - timedelta(days=1)
POSSIBLE = Seating(
    category=Category.EXPORTER,
    is_voting=True,
    term=Term(DAY),
    basis="постановление от 06.02.2023 № 17",
    founded_on=DAY,
)


def codes(**values):
    return tuple(refusal.code for refusal in seat_refusals(replace(POSSIBLE, **values)))


@pytest.mark.parametrize("category", Category)
def test_a_seat_of_any_category_but_the_secretariats_may_have_a_vote(category):
    refused = category is Category.SECRETARIAT
    assert codes(category=category) == (("secretariat_votes",) if refused else ())
    assert codes(category=category, is_voting=False) == ()


def test_a_term_lies_in_order_and_in_the_life_of_the_body():
    assert codes(term=Term(EARLIER)) == ("before_founding",)
    assert codes(term=Term(DAY, EARLIER)) == ("term_order",)
    assert codes(term=Term(DAY, DAY)) == ()
    assert codes(abolished_on=DAY + timedelta(days=1)) == ()
    assert codes(abolished_on=DAY) == ("body_abolished",)


@pytest.mark.parametrize("basis", ("", "  \n"))
def test_a_seat_is_given_by_an_act(basis):
    assert codes(basis=basis) == ("no_basis",)


def test_nobody_sits_twice_in_a_body_on_one_day():
    assert codes(others=(Term(date(2024, 1, 1), EARLIER),)) == ()
    assert codes(others=(Term(date(2024, 1, 1), DAY),)) == ("seat_overlaps",)


def test_whoever_is_the_secretary_meanwhile_gets_no_vote():
    secretary = (Term(DAY + timedelta(days=5)),)

    assert codes(secretary_terms=secretary) == ("secretary_votes",)
    assert codes(secretary_terms=secretary, is_voting=False) == ()
    assert codes(secretary_terms=secretary, term=Term(DAY, DAY)) == ()


def test_the_secretary_and_the_secretariat_vote_where_the_regulation_lets_them():
    secretary = {"secretary_terms": (Term(DAY),)}

    assert codes(**secretary) == ("secretary_votes",)
    assert codes(**secretary, secretary_may_vote=True) == ()
    assert codes(category=Category.SECRETARIAT, secretary_may_vote=True) == ()
