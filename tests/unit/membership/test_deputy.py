"""Invariant 2: the deputy chair from business is elected, from business, and at most one."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.membership.rules.deputy import (
    VACANT,
    DeputyState,
    Held,
    Won,
    deputy_post,
    stand_in_acts,
)
from council.membership.rules.terms import Term

FIRST, SECOND = UUID(int=1), UUID(int=2)
ELECTED = date(2023, 2, 16)
TODAY = date(2026, 11, 21)
SEAT = Held(FIRST, Term(date(2023, 2, 6)))
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


def post(*won, seats=(SEAT,), absences=(), day=TODAY):
    return deputy_post(won, seats, absences, day)


def test_before_the_first_election_the_post_is_vacant():
    assert post().state is DeputyState.NEVER_ELECTED
    assert post(Won(FIRST, TODAY + timedelta(days=1))).state is DeputyState.NEVER_ELECTED


def test_the_elected_member_holds_the_office_from_the_day_of_the_election():
    found = post(Won(FIRST, ELECTED), day=ELECTED)

    assert (found.state, found.holder_id, found.since) == (
        DeputyState.IN_OFFICE,
        FIRST,
        ELECTED,
    )


@pytest.mark.parametrize(
    ("ended_on", "state"),
    (
        (TODAY + timedelta(days=1), DeputyState.IN_OFFICE),
        (TODAY, DeputyState.TERM_ENDED),
        (TODAY - timedelta(days=1), DeputyState.TERM_ENDED),
    ),
)
def test_a_term_ends_with_the_first_day_without_the_office(ended_on, state):
    found = post(Won(FIRST, ELECTED, ended_on, "заявление"))

    assert found.state is state
    assert found.person_id == FIRST
    if state is DeputyState.TERM_ENDED:
        assert (found.holder_id, found.since, found.basis) == (None, ended_on, "заявление")


def test_whoever_loses_the_business_seat_loses_the_office_the_day_after():
    seat = Held(FIRST, Term(date(2023, 2, 6), TODAY - timedelta(days=1)))

    assert post(Won(FIRST, ELECTED), seats=(seat,), day=TODAY - timedelta(days=1)).holder_id
    lost = post(Won(FIRST, ELECTED), seats=(seat,))
    assert (lost.state, lost.holder_id, lost.since) == (DeputyState.SEAT_LOST, None, TODAY)


def test_the_seat_of_another_person_does_not_keep_the_office():
    lost = post(Won(FIRST, ELECTED), seats=(Held(SECOND, Term(ELECTED)),))

    assert (lost.state, lost.since) == (DeputyState.SEAT_LOST, None)


def test_a_later_election_replaces_the_deputy_even_if_its_winner_then_left():
    won = (Won(FIRST, ELECTED), Won(SECOND, date(2025, 3, 1), date(2026, 1, 1)))

    assert post(*won, day=date(2025, 2, 28)).holder_id == FIRST
    assert post(*won).state is DeputyState.TERM_ENDED
    assert post(*won).person_id == SECOND


def test_absence_keeps_the_office_and_says_until_when():
    away = (
        Held(FIRST, Term(TODAY - timedelta(days=3), TODAY + timedelta(days=2))),
        Held(FIRST, Term(TODAY, TODAY + timedelta(days=9))),
        Held(SECOND, Term(TODAY, TODAY + timedelta(days=90))),
    )

    found = post(Won(FIRST, ELECTED), absences=away)

    assert (found.state, found.holder_id) == (DeputyState.ABSENT, FIRST)
    assert found.until == TODAY + timedelta(days=9)


@pytest.mark.parametrize("state", DeputyState)
@pytest.mark.parametrize("is_allowed", (True, False))
def test_a_stand_in_acts_only_by_the_regulation_and_never_beside_the_deputy(state, is_allowed):
    found = {
        DeputyState.IN_OFFICE: post(Won(FIRST, ELECTED)),
        DeputyState.ABSENT: post(Won(FIRST, ELECTED), absences=(Held(FIRST, Term(TODAY)),)),
        DeputyState.NEVER_ELECTED: post(),
        DeputyState.TERM_ENDED: post(Won(FIRST, ELECTED, TODAY)),
        DeputyState.SEAT_LOST: post(Won(FIRST, ELECTED), seats=()),
    }[state]

    assert found.state is state
    assert found.is_vacant == (state in VACANT)
    expected = is_allowed and state is not DeputyState.IN_OFFICE
    assert stand_in_acts(found, is_allowed=is_allowed) == expected


@st.composite
def histories(draw):
    people = st.sampled_from((FIRST, SECOND))
    won = []
    for effective_on in sorted(draw(st.lists(DAYS, max_size=4))):
        length = draw(st.none() | st.integers(0, 40))
        ended = None if length is None else effective_on + timedelta(days=length)
        won.append(Won(draw(people), effective_on, ended))
    seats = [
        Held(draw(people), Term(since, since + timedelta(days=draw(st.integers(0, 40)))))
        for since in draw(st.lists(DAYS, max_size=4))
    ]
    return won, seats


@given(histories(), DAYS)
def test_invariant_2_on_any_day_at_most_one_elected_member_from_business_holds_the_office(
    history, day
):
    won, seats = history

    found = deputy_post(won, seats, (), day)

    if found.holder_id is None:
        assert found.is_vacant
        return
    latest = max(each.effective_on for each in won if each.effective_on <= day)
    winners = {each.person_id for each in won if each.effective_on == latest}
    assert found.holder_id in winners
    assert any(s.person_id == found.holder_id and s.term.covers(day) for s in seats)
