"""What follows from seats and offices: every office, every kind of seat."""

import pytest

from council.membership.rules import BUSINESS, BY_OFFICE, Category, Office, Power, powers_of


@pytest.mark.parametrize("office", Office)
def test_an_appointed_office_gives_exactly_its_power(office):
    found = powers_of([(office.value, False, "")])

    assert found == ({BY_OFFICE[office]} if office in BY_OFFICE else set())


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("is_voting", (True, False))
def test_a_seat_makes_a_member_and_with_a_vote_a_voter(category, is_voting):
    expected = {Power.MEMBER, Power.VOTER} if is_voting else {Power.MEMBER}
    assert powers_of([("seat", is_voting, category.value)]) == expected


@pytest.mark.parametrize("category", Category)
def test_an_election_gives_power_only_beside_a_business_seat(category):
    found = powers_of([("seat", True, category.value), ("elected", False, "")])

    assert (Power.DEPUTY_CHAIR in found) == (category in BUSINESS)
    assert powers_of([("elected", False, "")]) == set()
