"""The notice and the answers to it."""

from datetime import timedelta

import pytest

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.viewers import Viewer
from council.meetings.models import NoticeAnswer
from council.meetings.queries.people import answers_to, list_approvers
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.kinds import Answer, AnswerChannel, MeetingState
from council.meetings.services.editions import approve_agenda
from council.meetings.services.notice import (
    GivenAnswer,
    answer_notice,
    enter_answer,
    send_materials,
    send_notice,
)


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def meeting(build, council, secretary):
    """A meeting whose agenda is approved."""
    meeting = build.meeting(council.body)
    build.item(meeting)
    approve_agenda(
        meeting.id, AgendaApproval(council.chair.id), revision=1, actor=secretary, now=build.now
    )
    return meeting


@pytest.fixture
def send(build, secretary):
    def sent(meeting, *, with_materials=True, revision=None, now=None):
        return send_notice(
            meeting.id,
            with_materials=with_materials,
            revision=meeting.revision if revision is None else revision,
            actor=secretary,
            now=now or build.now,
        )

    return sent


def test_the_notice_records_when_it_and_the_materials_went(build, meeting, send):
    send(meeting)
    assert meeting.state is MeetingState.NOTIFIED
    assert (meeting.notice_sent_at, meeting.materials_sent_at) == (build.now, build.now)


def test_materials_may_follow_the_notice(build, meeting, send, secretary):
    with pytest.raises(Refused, match="notice first"):
        send_materials(meeting.id, revision=meeting.revision, actor=secretary, now=build.now)
    build.session.expire_all()
    send(meeting, with_materials=False)
    assert meeting.materials_sent_at is None
    later = build.now + timedelta(days=1)
    send_materials(meeting.id, revision=meeting.revision, actor=secretary, now=later)
    assert meeting.materials_sent_at == later


def test_the_notice_goes_once_and_not_before_the_agenda_is_approved(build, council, meeting, send):
    revision = meeting.revision
    send(meeting)
    with pytest.raises(Stale):
        send(meeting, revision=revision)
    build.session.expire_all()
    with pytest.raises(Refused):
        send(meeting)
    other = build.meeting(council.body)
    build.item(other)
    with pytest.raises(Refused) as caught:
        send(other)
    assert caught.value.codes == ("wrong_state",)


def test_a_late_notice_is_sent_but_not_after_the_meeting(build, meeting, send):
    with pytest.raises(Refused) as caught:
        send(meeting, now=meeting.starts_at)
    assert caught.value.codes == ("meeting_past",)
    build.session.expire_all()
    send(meeting, now=meeting.starts_at - timedelta(hours=1))
    assert meeting.state is MeetingState.NOTIFIED


def answered(build, meeting, person, answer=Answer.COMING, now=None):
    actor = build.viewer(person)
    return answer_notice(meeting.id, answer, "из Москвы", actor=actor, now=now or build.now)


def test_the_last_answer_of_a_member_holds(build, council, meeting, send):
    send(meeting)
    answered(build, meeting, council.member)
    answered(build, meeting, council.member)
    answered(build, meeting, council.member, Answer.REMOTE)
    given = answers_to(meeting.id)[council.member.id]
    assert (given.answer, given.comment) == (Answer.REMOTE, "из Москвы")
    assert build.session.query(NoticeAnswer).count() == 1
    told = [line.what for line in list_history([meeting.id])]
    assert told.count("meeting.notice_answered") == 2


def test_only_members_answer_and_only_between_notice_and_meeting(build, council, meeting, send):
    with pytest.raises(Refused, match="after the notice"):
        answered(build, meeting, council.member)
    build.session.expire_all()
    send(meeting)
    stranger = build.person(("Чужой", "Иван", "Ильич"))
    with pytest.raises(NotFound):
        answered(build, meeting, stranger)
    build.session.expire_all()
    nobody = Viewer(account_id=council.member.account_id)
    with pytest.raises(NotFound):
        answer_notice(meeting.id, Answer.COMING, "", actor=nobody, now=build.now)
    build.session.expire_all()
    with pytest.raises(Refused, match="after the notice"):
        answered(build, meeting, council.member, now=meeting.starts_at)
    assert answers_to(meeting.id) == {}


def test_the_presiding_comes_before_the_chair_among_those_who_approve(build, council, meeting):
    assert [each.person_id for each in list_approvers(meeting)] == [council.chair.id]
    meeting.presiding_id = council.deputy.id
    assert [each.person_id for each in list_approvers(meeting)] == [
        council.deputy.id,
        council.chair.id,
    ]
    meeting.presiding_id = council.chair.id
    assert [each.person_id for each in list_approvers(meeting)] == [council.chair.id]


def told_by_phone(build, meeting, person, secretary, now=None):
    moment = now or build.now
    said = (person.id, Answer.NOT_COMING, "в командировке", moment)
    given = GivenAnswer(*said, channel=AnswerChannel.SECRETARY)
    return enter_answer(meeting.id, given, actor=secretary, now=moment)


def test_an_answer_by_telephone_is_kept_with_who_wrote_it_down(
    build, council, meeting, send, secretary
):
    send(meeting)
    answered(build, meeting, council.member)
    for _ in range(2):
        told_by_phone(build, meeting, council.member, secretary)
    given = answers_to(meeting.id)[council.member.id]
    assert (given.answer, given.comment) == (Answer.NOT_COMING, "в командировке")
    entered = [e for e in list_history([meeting.id]) if e.what == "meeting.answer_entered"]
    assert len(entered) == 1
    assert build.session.query(NoticeAnswer.channel).all() == [(AnswerChannel.SECRETARY,)]
    assert entered[0].actor_name == secretary.name
    assert entered[0].details == {"answer": "not_coming", "person_id": str(council.member.id)}


def test_an_answer_by_telephone_obeys_the_same_terms(build, council, meeting, send, secretary):
    with pytest.raises(Refused, match="after the notice"):
        told_by_phone(build, meeting, council.member, secretary)
    build.session.expire_all()
    send(meeting)
    stranger = build.person(("Чужой", "Иван", "Ильич"))
    with pytest.raises(NotFound):
        told_by_phone(build, meeting, stranger, secretary)
    build.session.expire_all()
    with pytest.raises(Refused, match="after the notice"):
        told_by_phone(build, meeting, council.member, secretary, now=meeting.starts_at)
    assert answers_to(meeting.id) == {}
