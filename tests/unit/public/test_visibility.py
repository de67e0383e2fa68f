"""What visitors may see follows from one rule, over the whole matrix of states."""

from dataclasses import replace

import pytest

from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.kinds import ItemState, MeetingState
from council.meetings.rules.public import (
    AHEAD,
    ItemFacts,
    MaterialFacts,
    PublicState,
    agenda_is_visible,
    item_is_visible,
    material_is_visible,
    public_state,
)

S = MeetingState
SECRET = {S.PLANNED, S.AGENDA_OPEN, S.POSTPONED, S.CANCELLED}
HELD = {S.HELD, S.MINUTES_TO_SIGN, S.MINUTES_SIGNED, S.PUBLISHED}
IN_HALL = HELD | {S.IN_SESSION, S.INQUORATE}
ITEM = ItemFacts(S.PUBLISHED, ItemState.ACCEPTED, is_numbered=True)
MATERIAL = MaterialFacts(ITEM, is_agreed=True, is_restricted=False)


def state_of(state, **facts):
    given = {"is_published": False, "is_withdrawn": False, "is_archive": False, **facts}
    return public_state(state, **given)


@pytest.mark.parametrize("state", S)
def test_the_agenda_is_public_only_while_an_approved_one_stands(state):
    assert agenda_is_visible(state) is (state not in SECRET)


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("item", ItemState)
def test_an_item_is_public_on_an_approved_agenda_only_if_accepted(state, item):
    facts = ItemFacts(state, item, is_numbered=True)
    assert item_is_visible(facts) is (item is ItemState.ACCEPTED and state not in SECRET)


@pytest.mark.parametrize("state", S)
def test_an_item_taken_off_with_a_reason_is_told_once_the_meeting_began(state):
    facts = ItemFacts(state, ItemState.REMOVED, is_numbered=True, decline_reason="Нет докладчика")
    assert item_is_visible(facts) is (state in IN_HALL)


def test_an_item_without_a_printed_number_is_not_public():
    assert not item_is_visible(replace(ITEM, is_numbered=False))


def test_a_material_of_an_agreed_item_is_public():
    assert material_is_visible(MATERIAL)


@pytest.mark.parametrize(
    "change",
    (
        {"is_agreed": False},
        {"is_restricted": True},
        {"minutes_restrict": True},
        {"item": replace(ITEM, meeting=S.AGENDA_OPEN)},
        {"item": replace(ITEM, state=ItemState.PROPOSED)},
        {"item": replace(ITEM, is_numbered=False)},
        {"item": replace(ITEM, state=ItemState.REMOVED, decline_reason="Снят")},
    ),
)
def test_each_single_obstacle_keeps_a_material_from_visitors(change):
    assert not material_is_visible(replace(MATERIAL, **change))


@pytest.mark.parametrize("state", sorted(HELD))
def test_a_held_meeting_awaits_its_minutes_whatever_the_inner_step(state):
    assert state_of(state) is PublicState.MINUTES_AWAITED
    assert state_of(state, is_archive=True) is PublicState.ARCHIVED
    assert state_of(state, is_published=True) is PublicState.PUBLISHED
    assert state_of(state, is_withdrawn=True) is PublicState.WITHDRAWN


@pytest.mark.parametrize("state", sorted(set(S) - HELD))
def test_other_states_have_words_of_their_own(state):
    same = {S.NOTIFIED: PublicState.AGENDA_APPROVED, S.AGENDA_OPEN: PublicState.AGENDA_FORMING}
    assert state_of(state) is (same.get(state) or PublicState(state.value))


def test_only_meetings_that_may_still_be_held_lie_ahead():
    ahead = {state for state in S if state_of(state) in AHEAD}
    assert ahead == {S.PLANNED, S.AGENDA_OPEN, S.AGENDA_APPROVED, S.NOTIFIED}


def test_addresses_of_the_council_and_of_a_group_differ_by_its_slug():
    assert MeetingAddress(2026, 4).minutes == "/meetings/2026/4/minutes/"
    group = MeetingAddress(2026, 4, "logistics")
    assert group.edition(2) == "/council/logistics/meetings/2026/4/edition/2/"
    assert (group.list, MeetingAddress(2026, 4).list) == ("/council/logistics/", "/meetings/2026/")


def test_a_file_name_is_quoted_in_its_address():
    address = MeetingAddress(2026, 4).file("id", "План №1?.pdf")
    assert address == "/meetings/2026/4/files/id/%D0%9F%D0%BB%D0%B0%D0%BD%20%E2%84%961%3F.pdf"
