"""The course of a session: agenda adopted, items finished or left out, the end."""

from datetime import timedelta

import pytest

from core.kernel.errors import Refused
from council.meetings.rules.kinds import Choice, ItemState, MeetingState
from council.meetings.rules.votes import Counts
from council.meetings.services import postponing, presence, roll
from council.meetings.services import session as services


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def test_a_meeting_with_every_item_decided_is_held(sessions, session):
    meeting = sessions.begun()
    for item in sessions.items(meeting):
        sessions.settle(meeting, item)

    services.close_session(meeting.id, **sessions.by)

    assert (meeting.state, meeting.closed_at) == (MeetingState.HELD, sessions.now)
    assert meeting.ends_at == sessions.now
    assert all(item.is_heard for item in sessions.items(meeting))


def test_an_undecided_item_keeps_the_meeting_open(sessions, session):
    meeting = sessions.begun()
    first, second, _ = sessions.items(meeting)
    sessions.settle(meeting, first)
    sessions.decide(meeting, second)

    with pytest.raises(Refused) as caught:
        services.close_session(meeting.id, **sessions.by)

    [refusal] = caught.value.refusals
    assert (refusal.code, refusal.values["numbers"]) == ("items_unsettled", "2, 3")
    session.expire_all()
    assert (meeting.state, meeting.closed_at) == (MeetingState.IN_SESSION, None)


def test_a_meeting_begun_before_its_hour_ends_at_that_hour(sessions):
    later = sessions.now + timedelta(hours=2)
    meeting = sessions.begun("О плане", starts_at=later)
    sessions.settle(meeting, sessions.items(meeting)[0])

    services.close_session(meeting.id, **sessions.by)

    assert (meeting.ends_at, meeting.closed_at) == (later, sessions.now)


def test_an_item_is_finished_when_it_is_decided(sessions):
    meeting = sessions.begun()
    item = sessions.items(meeting)[0]
    assert codes(services.finish_item, meeting.id, item.id, **sessions.by) == ("no_resolution",)
    sessions.decide(meeting, item)
    assert codes(services.finish_item, meeting.id, item.id, **sessions.by) == ("not_voted",)

    sessions.vote(meeting, item, 9, 0, 0)
    services.finish_item(meeting.id, item.id, **sessions.by)

    assert sessions.items(meeting)[0].is_heard


def test_an_item_left_out_with_its_reason_does_not_hold_the_end_up(sessions):
    meeting = sessions.begun("О плане", "О выставках")
    first, second = sessions.items(meeting)
    sessions.settle(meeting, first)
    leave = services.leave_item_out

    assert codes(leave, meeting.id, second.id, reason=" ", **sessions.by) == ("no_reason",)
    leave(meeting.id, second.id, reason="нет докладчика", **sessions.by)

    assert (second.state, second.is_agreed) == (ItemState.REMOVED, False)
    assert second.decline_reason == "нет докладчика"
    assert codes(sessions.decide, meeting, second) == ("not_considered",)
    services.close_session(meeting.id, **sessions.by)
    assert meeting.state is MeetingState.HELD


def test_an_item_left_out_comes_back_as_it_was(sessions):
    meeting = sessions.begun()
    item = sessions.items(meeting)[1]
    services.leave_item_out(meeting.id, item.id, reason="нет докладчика", **sessions.by)

    services.put_item_back(meeting.id, item.id, **sessions.by)

    assert (item.state, item.is_agreed, item.printed_number) == (ItemState.ACCEPTED, True, 2)
    assert item.decline_reason == ""


def test_an_item_that_was_voted_on_cannot_be_left_out(sessions):
    meeting = sessions.begun()
    item = sessions.items(meeting)[0]
    sessions.settle(meeting, item)
    refused = codes(services.leave_item_out, meeting.id, item.id, reason="нет", **sessions.by)
    assert refused == ("vote_is_taken",)


def test_a_meeting_that_considered_nothing_is_none(sessions):
    meeting = sessions.begun("О плане")
    [item] = sessions.items(meeting)
    services.leave_item_out(meeting.id, item.id, reason="нет докладчика", **sessions.by)
    assert codes(services.close_session, meeting.id, **sessions.by) == ("nothing_considered",)


def test_whoever_presides_must_have_come(sessions, council):
    meeting = sessions.notified("О плане")
    sessions.begin(meeting)
    sessions.call(meeting, council.voters[1:])
    sessions.settle(meeting, sessions.items(meeting)[0], 8, 0, 0)

    assert codes(services.close_session, meeting.id, **sessions.by) == ("presiding_absent",)
    roll.name_officers(
        meeting.id,
        presiding_id=council.deputy.id,
        secretary_id=council.secretary.id,
        **sessions.by,
    )
    services.close_session(meeting.id, **sessions.by)


def test_without_a_quorum_the_meeting_did_not_take_place(sessions):
    meeting = sessions.begun(there=4)

    assert "no_quorum" in codes(services.close_session, meeting.id, **sessions.by)
    services.declare_inquorate(meeting.id, reason="Пришли четверо", **sessions.by)

    assert (meeting.state, meeting.state_reason) == (MeetingState.INQUORATE, "Пришли четверо")
    assert codes(sessions.decide, meeting, sessions.items(meeting)[0]) == ("session_over",)


def test_with_a_quorum_nobody_can_say_that_there_was_none(sessions):
    meeting = sessions.begun(there=5)
    assert codes(services.declare_inquorate, meeting.id, **sessions.by) == ("has_quorum",)
    by_plan = {"revision": meeting.revision, **sessions.by}
    assert codes(postponing.declare_inquorate, meeting.id, "мало", **by_plan) == ("has_quorum",)


def test_a_quorum_lost_in_the_middle_lets_the_rest_be_left_out(sessions, council):
    meeting = sessions.begun("О плане", "О выставках", there=5)
    first, second = sessions.items(meeting)
    sessions.settle(meeting, first, 5, 0, 0)
    presence.leave(meeting.id, second.id, council.deputy.id, **sessions.by)
    sessions.decide(meeting, second)
    assert codes(sessions.vote, meeting, second, 4, 0, 0) == ("no_quorum_at_item",)

    services.leave_item_out(meeting.id, second.id, reason="нет кворума", **sessions.by)
    services.close_session(meeting.id, **sessions.by)

    assert meeting.state is MeetingState.HELD


def test_the_members_adopt_the_agenda(sessions):
    meeting = sessions.begun()
    adopt = services.adopt_agenda

    adopt(meeting.id, Counts(8, 0, 1), **sessions.by)
    assert (meeting.agenda_vote_for, meeting.agenda_vote_abstained) == (8, 1)
    refused = codes(adopt, meeting.id, Counts(4, 3, 2), **sessions.by)
    assert refused == ("agenda_not_adopted",)
    refused = codes(adopt, meeting.id, Counts(9, 1, 0), **sessions.by)
    assert refused == ("votes_do_not_add_up",)


def test_a_tie_on_the_agenda_is_broken_by_the_presiding(sessions):
    meeting = sessions.begun(there=8)
    tie = Counts(4, 4, 0)
    assert codes(services.adopt_agenda, meeting.id, tie, **sessions.by) == ("no_presiding_choice",)

    services.adopt_agenda(meeting.id, tie, presiding_choice=Choice.FOR, **sessions.by)

    assert meeting.agenda_vote_against == 4


def test_a_closed_meeting_takes_no_roll_and_no_new_decision(sessions):
    meeting = sessions.begun("О плане")
    [item] = sessions.items(meeting)
    sessions.settle(meeting, item)
    services.close_session(meeting.id, **sessions.by)

    assert codes(sessions.call, meeting, sessions.council.voters) == ("session_over",)
    assert codes(sessions.decide, meeting, item) == ("session_over",)
    assert codes(services.close_session, meeting.id, **sessions.by) == ("session_over",)


def test_an_item_finished_twice_is_finished_once(sessions):
    meeting = sessions.begun()
    item = sessions.items(meeting)[0]
    sessions.settle(meeting, item)
    services.put_item_back(meeting.id, item.id, **sessions.by)
    for _ in range(2):
        services.finish_item(meeting.id, item.id, **sessions.by)
    assert sessions.items(meeting)[0].is_heard
