"""Leaving, coming late, recusal: who is counted at which item."""

import pytest
from sqlalchemy import select

from core.kernel.errors import NotFound, Refused
from council.meetings.models import Attendance, ItemAbsence
from council.meetings.queries.session.hall import get_hall
from council.meetings.rules.kinds import Presence
from council.meetings.services import presence as services
from council.meetings.services import roll
from council.meetings.services.presence import Recusal
from council.meetings.services.roll import Line


def present_at(sessions, meeting):
    hall = get_hall(meeting)
    return [hall.quorum_at(item.id).present for item in sessions.items(meeting)]


def test_a_member_who_leaves_is_missing_from_this_item_on(sessions, council):
    meeting = sessions.begun()
    first, second, _ = sessions.items(meeting)
    sessions.settle(meeting, first)

    services.leave(meeting.id, second.id, council.member.id, **sessions.by)

    assert present_at(sessions, meeting) == [9, 8, 8]
    assert sessions.settle(meeting, second, 8, 0, 0).present == 8

    services.come_back(meeting.id, sessions.items(meeting)[2].id, council.member.id, **sessions.by)
    assert present_at(sessions, meeting) == [9, 8, 9]


def test_leaving_twice_is_leaving_once(sessions, council, session):
    meeting = sessions.begun()
    item = sessions.items(meeting)[1]

    services.leave(meeting.id, item.id, council.member.id, **sessions.by)
    services.leave(meeting.id, item.id, council.member.id, **sessions.by)

    assert len(session.scalars(select(ItemAbsence)).all()) == 2


def test_who_comes_after_a_vote_is_absent_at_the_items_voted_before(sessions, council):
    meeting = sessions.begun(there=8)
    late = council.voters[8]
    sessions.settle(meeting, sessions.items(meeting)[0], 8, 0, 0)

    roll.call_roll(meeting.id, {late.id: Line(Presence.PRESENT)}, **sessions.by)

    assert present_at(sessions, meeting) == [8, 9, 9]


def test_somebody_counted_in_a_vote_cannot_be_marked_absent(sessions, council, session):
    meeting = sessions.begun()
    sessions.settle(meeting, sessions.items(meeting)[0])

    with pytest.raises(Refused) as caught:
        roll.call_roll(meeting.id, {council.member.id: Line(Presence.ABSENT)}, **sessions.by)

    assert caught.value.codes == ("counted_in_votes",)
    who = Attendance.person_id == council.member.id
    assert session.scalar(select(Attendance.presence).where(who)) is Presence.PRESENT


def test_recusal_takes_one_item_only_and_can_be_withdrawn(sessions, council):
    meeting = sessions.begun()
    item = sessions.items(meeting)[1]
    recusal = Recusal(council.member.id, "договор с компанией")

    services.recuse(meeting.id, item.id, recusal, **sessions.by)
    assert present_at(sessions, meeting) == [9, 8, 9]

    services.come_back(meeting.id, item.id, council.member.id, **sessions.by)
    assert present_at(sessions, meeting) == [9, 8, 9]

    services.withdraw_recusal(meeting.id, item.id, council.member.id, **sessions.by)
    assert present_at(sessions, meeting) == [9, 9, 9]


def test_recusal_needs_a_reason(sessions, council):
    meeting = sessions.begun()
    item = sessions.items(meeting)[0]
    with pytest.raises(Refused) as caught:
        services.recuse(meeting.id, item.id, Recusal(council.member.id, " "), **sessions.by)
    assert caught.value.codes == ("no_reason",)


def test_after_the_vote_who_was_there_is_fixed_until_the_vote_is_cancelled(sessions, council):
    meeting = sessions.begun()
    item = sessions.items(meeting)[0]
    sessions.settle(meeting, item)

    with pytest.raises(Refused) as caught:
        services.leave(meeting.id, item.id, council.member.id, **sessions.by)
    assert caught.value.codes == ("vote_is_taken",)


def test_somebody_who_did_not_come_cannot_leave(sessions, council):
    meeting = sessions.begun(there=8)
    item = sessions.items(meeting)[0]
    with pytest.raises(Refused) as caught:
        services.leave(meeting.id, item.id, council.voters[8].id, **sessions.by)
    assert caught.value.codes == ("not_present",)


def test_an_item_of_another_meeting_is_not_found(sessions, council):
    meeting, other = sessions.begun(), sessions.notified()
    foreign = sessions.items(other)[0]
    with pytest.raises(NotFound):
        services.leave(meeting.id, foreign.id, council.member.id, **sessions.by)


def test_somebody_who_left_can_be_recused_and_nobody_else_unrecused(sessions, council, session):
    meeting = sessions.begun()
    item = sessions.items(meeting)[2]
    services.leave(meeting.id, item.id, council.member.id, **sessions.by)
    services.withdraw_recusal(meeting.id, item.id, council.member.id, **sessions.by)
    assert present_at(sessions, meeting) == [9, 9, 8]

    recusal = Recusal(council.member.id, "родство")
    services.recuse(meeting.id, item.id, recusal, **sessions.by)

    [row] = session.scalars(select(ItemAbsence))
    assert (row.is_recusal, row.reason) == (True, "родство")
