"""Whether an office may be given: one guard at a time, then all at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council.membership.rules import BodyKind, Office
from council.membership.rules.offices import (
    APPOINTED,
    SINGLE,
    Appointing,
    Holding,
    appointment_refusals,
)
from council.membership.rules.terms import Term

DAY = date(2026, 3, 10)
TITLE = "Губернатор Заречинской области"
POSSIBLE = Appointing(
    office=Office.VICE_CHAIR,
    term=Term(DAY),
    founded_on=date(2023, 2, 6),
    position="губернатор Заречинской области",
    highest_official=TITLE,
    has_business_vote=True,
    stand_in_allowed=True,
)


def codes(**values):
    return tuple(r.code for r in appointment_refusals(replace(POSSIBLE, **values)))


@pytest.mark.parametrize("office", Office)
def test_every_office_but_the_elected_one_can_be_given(office):
    expected = ("deputy_is_elected",) if office is Office.DEPUTY_CHAIR else ()

    assert codes(office=office) == expected
    assert (office in APPOINTED) == (expected == ())


@pytest.mark.parametrize(
    "position",
    ("заместитель Губернатора Заречинской области", "директор", ""),
)
def test_only_the_highest_official_chairs_the_council(position):
    assert codes(office=Office.CHAIR, position=position) == ("not_highest_official",)
    assert codes(office=Office.CHAIR, position=position, acts_as_highest=True) == ()
    assert codes(office=Office.VICE_CHAIR, position=position) == ()


def test_nobody_is_taken_for_the_highest_official_while_the_title_is_unknown():
    assert codes(office=Office.CHAIR, highest_official="") == ("not_highest_official",)


@pytest.mark.parametrize("kind", (BodyKind.WORKING_GROUP, BodyKind.COMMISSION))
def test_a_working_group_is_led_by_anybody(kind):
    assert codes(office=Office.CHAIR, body_kind=kind, position="директор") == ()


@pytest.mark.parametrize("office", APPOINTED)
@pytest.mark.parametrize(
    ("other", "overlaps"),
    (
        (Term(date(2024, 1, 1)), True),
        (Term(date(2024, 1, 1), DAY), True),
        (Term(date(2024, 1, 1), DAY - timedelta(days=1)), False),
    ),
)
def test_one_chair_and_one_stand_in_at_a_time_but_several_secretaries(office, other, overlaps):
    taken = office in SINGLE and overlaps

    found = codes(office=office, others=(Holding("Иванов И.И.", other),))
    own = codes(office=office, others=(Holding("Иванов И.И.", other, is_same=True),))

    assert found == (("office_taken",) if taken else ())
    assert own == (("office_taken",) if overlaps else ()), "nobody holds an office twice over"
    assert {Office.CHAIR, Office.STAND_IN} == SINGLE


@pytest.mark.parametrize("office", APPOINTED)
def test_only_the_secretary_must_be_without_a_vote(office):
    assert codes(office=office, has_vote=True) == (
        ("secretary_votes",) if office is Office.SECRETARY else ()
    )


@pytest.mark.parametrize("office", APPOINTED)
def test_the_deputy_chair_is_neither_chair_nor_secretary_nor_their_own_stand_in(office):
    concerned = {Office.CHAIR, Office.SECRETARY, Office.STAND_IN}
    assert codes(office=office, is_deputy_chair=True) == (
        ("is_deputy_chair",) if office in concerned else ()
    )


@pytest.mark.parametrize("office", APPOINTED)
def test_a_stand_in_needs_the_regulation_and_a_business_seat(office):
    found = codes(office=office, stand_in_allowed=False, has_business_vote=False)

    expected = ("stand_in_not_allowed", "stand_in_not_business")
    assert found == (expected if office is Office.STAND_IN else ())


def test_a_term_lies_in_order_and_not_before_the_founding():
    founded = POSSIBLE.founded_on
    assert codes(term=Term(founded)) == ()
    assert codes(term=Term(founded - timedelta(days=1))) == ("before_founding",)
    assert codes(term=Term(DAY, DAY - timedelta(days=1))) == ("term_order",)
    assert codes(term=Term(DAY, DAY)) == ()


def test_every_reason_is_given_at_once():
    found = codes(
        office=Office.STAND_IN,
        term=Term(date(2020, 1, 2), date(2020, 1, 1)),
        is_deputy_chair=True,
        stand_in_allowed=False,
        has_business_vote=False,
    )

    assert found == (
        "term_order",
        "before_founding",
        "is_deputy_chair",
        "stand_in_not_allowed",
        "stand_in_not_business",
    )


def test_the_secretary_has_a_vote_where_the_regulation_gives_one():
    assert codes(office=Office.SECRETARY, has_vote=True) == ("secretary_votes",)
    assert codes(office=Office.SECRETARY, has_vote=True, secretary_may_vote=True) == ()
