"""Beginning a session: who has a vote is fixed, the roll is called as people answered."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.adapters.journal import JournalEntry
from core.kernel.errors import Refused
from council.meetings.models import Attendance, NoticeAnswer
from council.meetings.rules.kinds import Answer, ItemKind, MeetingState, Presence
from council.meetings.services import roll as services
from council.meetings.services.roll import Line


def journal(session, subject):
    query = select(JournalEntry.what).where(JournalEntry.subject_id == subject.id)
    return list(session.scalars(query.order_by(JournalEntry.seq)))


def presences(session, meeting):
    rows = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
    return {row.person_id: (row.presence, row.reason) for row in rows}


def answer(build, meeting, person, said, comment=""):
    build.add(
        NoticeAnswer(
            meeting_id=meeting.id,
            person_id=person.id,
            answer=said,
            comment=comment,
            answered_at=build.now,
        )
    )


def test_the_seats_of_the_day_are_fixed_and_the_roll_follows_the_answers(
    sessions, council, build, session
):
    meeting = sessions.notified()
    _, deputy, coordinator, reporter, rec, *_ = council.voters
    answer(build, meeting, deputy, Answer.COMING)
    answer(build, meeting, coordinator, Answer.REMOTE)
    answer(build, meeting, reporter, Answer.NOT_COMING, "командировка")

    sessions.begin(meeting)

    assert (meeting.state, meeting.seats_total) == (MeetingState.IN_SESSION, 9)
    assert (meeting.begun_at, meeting.presiding_id) == (sessions.now, council.chair.id)
    found = presences(session, meeting)
    assert len(found) == 10
    assert found[deputy.id] == (Presence.PRESENT, "")
    assert found[coordinator.id] == (Presence.REMOTE, "")
    assert found[reporter.id] == (Presence.ABSENT, "командировка")
    assert found[rec.id] == (Presence.ABSENT, "")
    assert found[council.chair.id][0] is found[council.secretary.id][0] is Presence.PRESENT
    assert journal(session, meeting) == ["meeting.begun"]


def test_a_seat_that_begins_tomorrow_has_no_vote_today(sessions, council, build):
    tomorrow = sessions.now.date() + timedelta(days=1)
    build.seat(council.body, build.person(("Новиков", "Игорь", "Львович")), held_from=tomorrow)
    meeting = sessions.notified()

    sessions.begin(meeting)

    assert meeting.seats_total == 9


def refused(sessions, meeting, **values):
    officers = {
        "presiding_id": sessions.council.chair.id,
        "secretary_id": sessions.council.secretary.id,
    }
    with pytest.raises(Refused) as caught:
        services.begin_session(meeting.id, **{**officers, **values}, **sessions.by)
    return caught.value.codes


def test_a_refused_beginning_leaves_no_trace(sessions, council, build, session):
    meeting = sessions.notified(starts_at=sessions.now + timedelta(days=1))
    stranger = build.person(("Чужов", "Олег", "Иванович"))

    codes = refused(sessions, meeting, presiding_id=stranger.id)

    assert codes == ("too_early", "presiding_no_member")
    session.expire_all()
    assert (meeting.state, meeting.seats_total) == (MeetingState.NOTIFIED, None)
    assert presences(session, meeting) == {}
    assert journal(session, meeting) == []


@pytest.mark.parametrize(
    "state", [state for state in MeetingState if state is not MeetingState.NOTIFIED]
)
def test_only_a_meeting_with_a_notice_can_begin(sessions, state):
    meeting = sessions.notified(state=state, state_reason="по поручению")
    assert refused(sessions, meeting) == ("wrong_state",)


def test_somebody_has_to_preside(sessions):
    assert "no_presiding" in refused(sessions, sessions.notified(), presiding_id=None)


def test_invariant_1_a_gated_report_without_approval_keeps_the_session_closed(sessions, session):
    meeting = sessions.notified("О плане")
    [item] = sessions.items(meeting)
    item.kind, item.is_agreed = ItemKind.REPORT, False
    session.commit()

    assert set(refused(sessions, meeting)) == {"items_blocked", "items_not_agreed"}


def test_the_presiding_of_the_meeting_is_a_fact_of_its_own(sessions, council):
    meeting = sessions.begun()
    services.name_officers(
        meeting.id,
        presiding_id=council.deputy.id,
        secretary_id=council.secretary.id,
        **sessions.by,
    )
    assert meeting.presiding_id == council.deputy.id

    with pytest.raises(Refused) as caught:
        services.name_officers(
            meeting.id,
            presiding_id=council.secretary.id,
            secretary_id=council.secretary.id,
            **sessions.by,
        )
    assert caught.value.codes == ("one_person_twice",)


def test_two_people_call_the_roll_without_undoing_each_other(sessions, council, session):
    meeting = sessions.begun(there=5)
    first, second = council.voters[7:]

    services.call_roll(meeting.id, {first.id: Line(Presence.PRESENT)}, **sessions.by)
    services.call_roll(meeting.id, {second.id: Line(Presence.REMOTE)}, **sessions.by)

    found = presences(session, meeting)
    assert (found[first.id][0], found[second.id][0]) == (Presence.PRESENT, Presence.REMOTE)


def test_a_reason_stays_only_with_somebody_absent(sessions, council, session):
    meeting = sessions.begun()
    who = council.member
    services.call_roll(meeting.id, {who.id: Line(Presence.ABSENT, "болезнь")}, **sessions.by)
    assert presences(session, meeting)[who.id] == (Presence.ABSENT, "болезнь")

    services.call_roll(meeting.id, {who.id: Line(Presence.PRESENT, "болезнь")}, **sessions.by)
    assert presences(session, meeting)[who.id] == (Presence.PRESENT, "")


def test_a_stranger_cannot_be_put_on_the_roll(sessions, build):
    meeting = sessions.begun()
    stranger = build.person(("Чужов", "Олег", "Иванович"))
    with pytest.raises(Refused) as caught:
        services.call_roll(meeting.id, {stranger.id: Line(Presence.PRESENT)}, **sessions.by)
    assert caught.value.codes == ("not_on_roll",)


def test_the_roll_of_a_meeting_that_has_not_begun_cannot_be_called(sessions, council):
    meeting = sessions.notified()
    with pytest.raises(Refused) as caught:
        services.call_roll(meeting.id, {council.chair.id: Line(Presence.PRESENT)}, **sessions.by)
    assert caught.value.codes == ("not_in_session",)


def test_without_a_composition_nobody_could_vote(sessions, build, council):
    empty = build.body("commission")
    meeting = build.meeting(empty, state=MeetingState.NOTIFIED, starts_at=sessions.now)
    assert "no_seats" in refused(sessions, meeting)


def test_what_is_said_again_is_told_once_to_the_journal(sessions, council, session):
    meeting = sessions.begun()
    before = journal(session, meeting)
    officers = {"presiding_id": council.chair.id, "secretary_id": council.secretary.id}
    services.name_officers(meeting.id, **officers, **sessions.by)
    services.call_roll(meeting.id, {council.chair.id: Line(Presence.PRESENT)}, **sessions.by)
    assert journal(session, meeting) == before
