"""The council that tests are built on has the officers it says, on both databases."""

from council.membership.queries import count_voting, find_deputy_chair
from council.membership.rules import Power


def test_powers_follow_from_seats_and_offices(build, council):
    today = build.now.date()

    assert count_voting(council.body.id, today) == 9
    assert find_deputy_chair(council.body.id, today).person_id == council.deputy.id
    assert build.viewer(council.deputy).holds(Power.DEPUTY_CHAIR, council.body.id)
    assert build.viewer(council.secretary).holds(Power.SECRETARY)
    assert not build.viewer(council.secretary).holds(Power.VOTER)
    assert not build.viewer(council.rival).holds(Power.DEPUTY_CHAIR)
