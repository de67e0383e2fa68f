"""Answers without signing in, replies as files, and the page that asks whether to tell."""

from io import BytesIO

import pytest

from council.meetings.models import Meeting, NoticeAnswer
from council.meetings.rules.kinds import Answer, AnswerChannel, MeetingState
from tests.calendars import answer_path, letters, notified, reply
from tests.web.meetings.forms import meeting_data, revision_in

S = MeetingState


@pytest.fixture
def story(build, council):
    return notified(build, council, number=4, presiding_id=council.chair.id)


@pytest.fixture
def link(story):
    """The link in the notice to the member."""
    return answer_path(letters("meeting.notified", story.council.member)[0])


def here(story):
    return f"/desk/meetings/{story.meeting.id}"


def given(session):
    session.expire_all()
    return session.query(NoticeAnswer).one_or_none()


def test_the_link_shows_the_meeting_and_three_buttons(client, story, link):
    page = client.get(link)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    for text in ("заседание №\u00a04", "Губернская", "17\u00a0декабря 2026", "четверг"):
        assert text in page.text
    for answer in Answer:
        assert f'name="answer" value="{answer.value}"' in page.text


@pytest.mark.parametrize("answer", Answer)
def test_a_button_answers_without_signing_in(client, session, story, link, answer):
    sent = client.submit(link, {"answer": answer.value, "comment": "Спасибо"})
    assert (sent.status_code, sent.headers["Location"]) == (303, link)
    row = given(session)
    assert (row.person_id, row.answer, row.comment) == (
        story.council.member.id,
        answer,
        "Спасибо",
    )
    assert row.channel is AnswerChannel.LETTER
    assert "Ваш ответ: " in client.get(link).text


def test_an_answer_may_be_changed_by_the_same_link(client, session, link):
    client.submit(link, {"answer": "coming", "comment": ""})
    client.submit(link, {"answer": "not_coming", "comment": ""})
    assert given(session).answer is Answer.NOT_COMING


@pytest.mark.parametrize("answer", ("", "perhaps", "coming\x00"))
def test_what_is_no_answer_is_refused(client, session, link, answer):
    assert client.submit(link, {"answer": answer, "comment": ""}).status_code == 422
    assert given(session) is None


def test_reading_the_link_answers_nothing(client, session, link):
    client.get(link)
    client.head(link)
    assert given(session) is None


def test_a_link_that_never_was_is_not_found(client, council):
    assert client.get(f"/answer/{'x' * 43}/").status_code == 404


def test_after_the_beginning_the_link_is_gone(client, session, story, link, stopped_clock):
    token = client.token(link)
    stopped_clock.stopped_at = story.meeting.starts_at
    assert client.get(link).status_code == 410
    data = {"csrf_token": token, "answer": "coming", "comment": ""}
    assert client.post(link, data=data).status_code == 410
    assert given(session) is None


@pytest.mark.parametrize("state", (S.CANCELLED, S.IN_SESSION, S.PUBLISHED))
def test_the_link_of_a_meeting_that_is_over_is_gone(client, session, story, link, state):
    story.meeting.state, story.meeting.state_reason = state, "Отъезд"
    session.commit()
    assert client.get(link).status_code == 410


def test_while_the_agenda_is_open_again_the_link_says_to_wait(client, session, story, link):
    story.meeting.state = S.AGENDA_OPEN
    session.commit()
    page = client.get(link)
    assert page.status_code == 200
    assert "придёт новое письмо" in page.text
    assert 'name="answer"' not in page.text


def upload(client, story, content, name="reply.ics"):
    path = f"{here(story)}/replies/"
    answer = client.submit(path, {"reply": (BytesIO(content), name)})
    return client.get(path) if answer.status_code == 303 else answer


def test_the_secretary_uploads_a_reply(sign_in, session, story):
    member = story.council.member
    page = upload(sign_in(story.council.secretary), story, reply(story.meeting, member))
    assert page.status_code == 200
    assert f"Ответ {member.email} учтён: " in page.text
    assert given(session).channel is AnswerChannel.CALENDAR
    notice = sign_in(story.council.secretary).get(f"{here(story)}/notice").text
    assert "из календаря" in notice
    assert "/replies/" in notice


def test_a_forged_reply_is_named_and_not_applied(sign_in, session, story):
    page = upload(
        sign_in(story.council.secretary), story, reply(story.meeting, "mallory@example.net")
    )
    assert "Ответ mallory@example.net не учтён. По этому адресу никого" in page.text
    assert "неизвестный адрес" in page.text
    assert given(session) is None


@pytest.mark.parametrize("content", (b"", b"no calendar", b"\x00" * 10))
def test_a_file_that_is_no_reply_is_refused_in_words(sign_in, session, story, content):
    page = upload(sign_in(story.council.secretary), story, content)
    assert page.status_code == 422
    assert "Это не ответ календаря" in page.text or "Выберите файл ответа" in page.text
    assert given(session) is None


def test_replies_are_the_secretarys_business(sign_in, client, story):
    path = f"{here(story)}/replies/"
    assert sign_in(story.council.member).get(path).status_code == 403
    assert client.get(path).status_code == 302


def edited(client, story, **changes):
    page = client.get(f"{here(story)}/edit").text
    place = {
        "place": story.meeting.place,
        "time": "10:00",
        "number": "4",
        "guest_seats": "0",
        "is_open": "y",
    }
    data = meeting_data(story.council, revision=revision_in(page), **{**place, **changes})
    return client.submit(f"{here(story)}/edit", data), data


def test_another_hall_shows_old_and_new_and_asks(sign_in, session, story):
    secretary = sign_in(story.council.secretary)
    page, data = edited(secretary, story, place="каб. 205")
    assert page.status_code == 200
    assert "Известить участников?" in page.text
    assert "каб. 301" in page.text
    assert "каб. 205" in page.text
    session.expire_all()
    assert session.get(Meeting, story.meeting.id).calendar_sequence == 0
    unsaid = secretary.submit(f"{here(story)}/edit", {**data, "tell": "", "tell_reason": ""})
    assert unsaid.status_code == 422
    said = secretary.submit(f"{here(story)}/edit", {**data, "tell": "yes", "tell_reason": "Ремонт"})
    assert said.status_code == 303
    session.expire_all()
    assert session.get(Meeting, story.meeting.id).calendar_sequence == 1
    assert len(letters("meeting.moved_place")) == 10
    shown = secretary.get(f"{here(story)}/").text
    assert "Место изменено 21\u00a0ноября 2026\u00a0г.: г. Заречинск, каб. 205 вместо" in shown
    assert "Ремонт" in shown


def test_a_slip_of_the_pen_is_saved_without_letters(sign_in, session, story):
    secretary = sign_in(story.council.secretary)
    _, data = edited(secretary, story, place="каб. 301-а")
    saved = secretary.submit(f"{here(story)}/edit", {**data, "tell": "no", "tell_reason": ""})
    assert saved.status_code == 303
    assert letters("meeting.moved_place") == []
    session.expire_all()
    meeting = session.get(Meeting, story.meeting.id)
    assert (meeting.place, meeting.calendar_sequence) == ("каб. 301-а", 0)


def test_visitors_see_the_new_place_and_no_old_date(client, sign_in, story):
    secretary = sign_in(story.council.secretary)
    _, data = edited(secretary, story, place="каб. 205")
    secretary.submit(f"{here(story)}/edit", {**data, "tell": "yes", "tell_reason": ""})
    page = client.get("/meetings/2026/4/").text
    assert "каб. 205" in page
    assert "Дата изменена" not in page
    assert "/meetings/2026/4/meeting.ics" in page
    assert "webcal://localhost/meetings.ics" in page
