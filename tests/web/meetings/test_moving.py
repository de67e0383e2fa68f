"""Another time is shown beside the old one and confirmed before anything is changed or sent."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest

from council.meetings.models import Meeting, NoticeAnswer
from council.meetings.rules.kinds import Answer, MeetingState
from tests.calendars import calendar_of, letters, notified
from tests.web.meetings.forms import revision_in

S = MeetingState
REASON = "Командировка\r\n<b>председателя</b> & «заместителя»"
NEW = {"reason": REASON, "day": "22.12.2026", "time": "15:00", "place": "каб. 302"}
OPEN = {"reason": REASON, "day": "", "time": "", "place": "каб. 301"}


@pytest.fixture
def story(build, council):
    """A notified meeting that one member has answered."""
    story = notified(build, council, number=4, presiding_id=council.chair.id)
    answer = NoticeAnswer(
        meeting_id=story.meeting.id,
        person_id=council.member.id,
        answer=Answer.COMING,
        answered_at=build.now,
    )
    build.add(answer)
    return story


@dataclass(frozen=True)
class Postponing:
    """The secretary at the form of a notified meeting."""

    client: Any
    session: Any
    story: Any
    here: str
    revision: str

    def send(self, way="postpone", **data):
        data = {"revision": self.revision, **data}
        return self.client.submit(f"{self.here}/{way}", data)

    def untouched(self):
        self.session.expire_all()
        meeting = self.session.get(Meeting, self.story.meeting.id)
        assert (meeting.state, meeting.calendar_sequence) == (S.NOTIFIED, 0)
        assert self.session.query(NoticeAnswer).count() == 1
        assert letters("meeting.moved") == letters("meeting.put_off") == []
        return True

    @property
    def meeting(self):
        self.session.expire_all()
        return self.session.get(Meeting, self.story.meeting.id)


@pytest.fixture
def desk(sign_in, session, story):
    client, here = sign_in(story.council.secretary), f"/desk/meetings/{story.meeting.id}"
    revision = revision_in(client.get(f"{here}/postpone").text)
    return Postponing(client, session, story, here, revision)


def cells(page):
    """The rows of the table: name, old, new."""
    found = re.findall(r"<th scope=\"row\"[^>]*>(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)<", page)
    return [tuple(unescape(cell).replace("\u00a0", " ") for cell in row) for row in found]


def hidden(page):
    """What the page sends again, as a browser reads it."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def test_old_and_new_stand_side_by_side_and_nothing_is_sent(desk):
    page = desk.send(**NEW)
    assert page.status_code == 200
    assert cells(page.text) == [
        ("Дата", "17 декабря 2026 г.", "22 декабря 2026 г."),
        ("День недели", "четверг", "вторник"),
        ("Время местное", "10:00 (МСК+2)", "15:00 (МСК+2)"),
        ("Место проведения", desk.story.meeting.place, "каб. 302"),
    ]
    for text in ("Повестка откроется снова", "1 ответ на уведомление аннулируется"):
        assert text in page.text.replace("\u00a0", " ")
    sent = len(letters("meeting.notified"))
    assert f"будет отправлено {sent} писем; в календарях появится" in page.text
    assert desk.untouched()


def test_an_open_date_says_that_calendars_drop_the_meeting(desk):
    page = desk.send(**OPEN)
    assert {row[2] for row in cells(page.text)} == {"пока не известно"}
    assert "заседание исчезнет из календарей" in page.text
    assert desk.untouched()


@pytest.mark.parametrize(
    ("data", "kind", "method"),
    ((NEW, "meeting.moved", "REQUEST"), (OPEN, "meeting.put_off", "CANCEL")),
)
def test_what_the_page_holds_is_confirmed_word_for_word(desk, data, kind, method):
    page = desk.send(**data)
    kept = hidden(page.text)
    assert kept == {"revision": desk.revision, **data}
    done = desk.send(**kept, step="confirmed")
    assert done.status_code == 303
    told = letters(kind)
    assert len(told) == len(letters("meeting.notified"))
    shown, event = calendar_of(told[0])
    assert (shown, event["sequence"]) == (method, 1)
    assert desk.session.query(NoticeAnswer).count() == 0


def test_the_confirmation_sent_twice_moves_and_tells_once(desk):
    answers = [desk.send(**NEW, step="confirmed") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert len(letters("meeting.moved")) == len(letters("meeting.notified"))
    assert desk.meeting.calendar_sequence == 1


def test_the_way_back_keeps_what_was_typed(desk):
    page = desk.send(**NEW, step="again")
    assert page.status_code == 200
    assert "govuk-error-summary" not in page.text
    for text in (
        'value="22.12.2026"',
        'value="15:00"',
        'value="каб. 302"',
        "&lt;b&gt;председателя",
    ):
        assert text in page.text
    assert desk.untouched()


@pytest.mark.parametrize("step", ("", "confirmed"))
@pytest.mark.parametrize(
    ("changes", "sentence"),
    (
        ({"reason": " "}, "Укажите причину"),
        ({"day": "20.11.2026"}, "Это время уже прошло"),
        ({"day": "17.12.2026", "time": "10:00"}, "Это прежние дата и время"),
        ({"place": ""}, "Укажите место"),
        ({"time": ""}, "и новую дату, и время"),
    ),
)
def test_what_cannot_be_is_refused_in_both_steps(desk, changes, sentence, step):
    answer = desk.send(**{**NEW, **changes}, step=step)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("\u00a0", " ")
    assert desk.untouched()


@pytest.mark.parametrize("step", ("", "confirmed"))
def test_a_stale_page_is_a_conflict_in_both_steps(desk, step):
    answer = desk.send(**NEW, revision="1", step=step)
    assert answer.status_code == 409
    kept = unescape(re.search(r"<pre>(.*?)</pre>", answer.text, re.DOTALL)[1])
    assert REASON.replace("\r", "") in kept.replace("\r", "")  # whole, to be copied
    assert NEW["place"] in kept
    assert "csrf" not in kept
    assert "<b>председателя" not in answer.text  # shown as text
    assert desk.untouched()


@pytest.mark.parametrize("way", ("postpone", "reschedule"))
def test_a_member_confirms_nothing(sign_in, desk, way):
    member = sign_in(desk.story.council.member)
    data = {**NEW, "revision": desk.revision, "step": "confirmed"}
    assert member.submit(f"{desk.here}/", data, to=f"{desk.here}/{way}").status_code == 403
    assert desk.untouched()


def test_the_date_that_comes_later_is_shown_first_too(desk):
    desk.send(**OPEN, step="confirmed")
    data = {**NEW, "revision": revision_in(desk.client.get(f"{desk.here}/reschedule").text)}
    page = desk.send("reschedule", **data).text
    assert "Назначить эту дату?" in page
    assert "письма им сейчас не отправляются" in page
    assert ("День недели", "четверг", "вторник") in cells(page)
    assert desk.meeting.state is S.POSTPONED
    past = desk.send("reschedule", **{**data, "day": "20.11.2026"})
    assert past.status_code == 422
    kept = {**hidden(page), "step": "confirmed"}
    assert desk.send("reschedule", **kept).status_code == 303
    assert desk.meeting.state is S.AGENDA_OPEN
    assert letters("meeting.moved") == []
