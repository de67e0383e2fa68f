"""Who may be elected deputy chair: every category, vote and office."""

import pytest

from council.membership.rules import BUSINESS, Category, Office
from council.membership.rules.eligibility import Candidacy, candidacy_refusals
from council.membership.rules.procedure import DEFAULTS

ALLOWED = DEFAULTS.deputy_categories


def codes(facts, allowed=ALLOWED):
    return tuple(refusal.code for refusal in candidacy_refusals(facts, allowed))


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("is_voting", (True, False))
def test_only_members_from_business_with_a_vote_may_be_elected(category, is_voting):
    expected = () if category in BUSINESS else ("not_business",)

    found = codes(Candidacy(category, is_voting))

    assert found == expected + (() if is_voting else ("no_vote",))


@pytest.mark.parametrize("office", Office)
def test_the_chair_and_the_secretary_cannot_be_elected_others_in_office_can(office):
    facts = Candidacy(Category.EXPORTER, True, frozenset({office}))  # noqa: FBT003

    refused = office in {Office.CHAIR, Office.SECRETARY}
    assert codes(facts) == (("holds_office",) if refused else ())


def test_somebody_without_a_seat_on_that_day_cannot_be_elected():
    assert codes(Candidacy(offices=frozenset({Office.CHAIR}))) == ("no_seat",)


def test_a_regulation_may_leave_business_categories_out_but_bring_no_other_in():
    only_exporters = frozenset({"exporter", "executive_body"})
    official = Candidacy(Category.EXECUTIVE_BODY, is_voting=True)
    union = Candidacy(Category.SECTOR_UNION, is_voting=True)

    assert codes(Candidacy(Category.EXPORTER, is_voting=True), only_exporters) == ()
    assert codes(union, only_exporters) == ("category_not_chosen",)
    assert codes(official, only_exporters) == ("not_business",)
