"""Answers to the notice that the secretary takes by telephone."""

import pytest

from council.meetings.queries.people import answers_to
from council.meetings.rules.kinds import Answer, MeetingState


@pytest.fixture
def notified(desk):
    desk.build.item(desk.meeting)
    desk.meeting.state = MeetingState.NOTIFIED
    desk.meeting.notice_sent_at = desk.build.now
    desk.session.commit()
    return desk


def told(desk, client=None, **changes):
    values = {"phone-person": desk.council.member.id, "phone-answer": "coming", **changes}
    page = f"{desk.here}/notice"
    return (client or desk.secretary).submit(page, values, to=f"{desk.here}/answers")


def test_an_answer_by_telephone_stands_among_the_answers(notified):
    comment = "с двумя сотрудниками"
    assert told(notified, **{"phone-comment": comment}).status_code == 303
    page = notified.secretary.get(f"{notified.here}/notice").text
    assert "Ответ записан." in page
    assert comment in page
    given = answers_to(notified.meeting.id)[notified.council.member.id]
    assert (given.answer, given.comment) == (Answer.COMING, comment)


@pytest.mark.parametrize(
    ("changes", "said"),
    (
        ({"phone-person": ""}, "Выберите, кто ответил."),
        ({"phone-person": "stranger"}, "Выберите"),
        ({"phone-answer": ""}, "phone-answer"),
    ),
)
def test_an_incomplete_answer_is_refused_and_kept(notified, changes, said):
    answer = told(notified, **{"phone-comment": "позвонит позже", **changes})
    assert answer.status_code == 422
    assert "data-errors" in answer.text
    assert said in answer.text
    assert "позвонит позже" in answer.text
    assert not answers_to(notified.meeting.id)


def test_a_member_writes_down_nobodys_answer(notified):
    token = notified.member.token(f"{notified.here}/")
    data = {
        "csrf_token": token,
        "phone-person": notified.council.rival.id,
        "phone-answer": "coming",
    }
    assert notified.member.post(f"{notified.here}/answers", data=data).status_code == 403
    assert not answers_to(notified.meeting.id)


def test_after_the_beginning_nothing_is_written_down(notified):
    page = notified.secretary.get(f"{notified.here}/notice")
    assert "Записать ответ" in page.text
    notified.meeting.state = MeetingState.IN_SESSION
    notified.session.commit()
    assert "Записать ответ" not in notified.secretary.get(f"{notified.here}/notice").text
    assert told(notified).status_code == 409
    assert not answers_to(notified.meeting.id)
