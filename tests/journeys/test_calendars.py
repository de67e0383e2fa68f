"""Letters and calendars of one meeting: convened, another hall, an answer, called off.

The letters are those that a mail server takes; an answer comes from the link in one of them.
"""

import re
from dataclasses import replace

import icalendar
import pytest
from sqlalchemy import select, update

from core.adapters.clock import clock
from core.adapters.database import db
from core.config import MailServer
from core.letters.services import dispatch
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind
from tests.journeys.steps.agenda import secretary_sends_notice, to_meeting
from tests.journeys.steps.stage import MEMBER, SECRETARY, Stage
from tests.mail import Sink, mail_server

STAMPS = {"DTSTAMP", "LAST-MODIFIED"}


class Post:
    """A mail server beside the site: sends what waits, keeps the last letter to each reader."""

    def __init__(self, app, sink):
        self.app, self.sink = app, sink

    def delivered(self):
        """What was sent by now, by the address of the reader."""
        self.sink.messages.clear()
        with self.app.app_context():
            dispatch(clock.stopped_at)
        return {message["To"].addresses[0].addr_spec: message for message in self.sink.messages}


@pytest.fixture
def post(site):
    _, app = site
    sink = Sink()
    with mail_server(sink) as port:
        app.config["SETTINGS"] = replace(
            app.config["SETTINGS"],
            mail_server=MailServer("127.0.0.1", port),
            mail_from="Экспортный совет <sovet@example.org>",
            mail_reply_to="replies@example.org",
        )
        yield Post(app, sink)


def invitation(message, method):
    """The event in a letter; its part beside the text and the file are the same bytes."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    assert parts[0].get_param("method") == method
    assert parts[0].get_content_charset() == "utf-8"
    files = [part for part in message.iter_attachments() if part.get_filename() == "invite.ics"]
    content = parts[0].get_payload(decode=True)
    assert [file.get_payload(decode=True) for file in files] == [content]
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["method"] == method
    event = calendar.walk("VEVENT")[0]
    assert str(event["organizer"]) == "mailto:replies@example.org"
    return event


def lines(event):
    """The lines of an event by the names of their properties, alarms left out."""
    text = event.to_ical(sorted=False).decode().replace("\r\n ", "")
    found = [line for line in text.split("BEGIN:VALARM")[0].split("\r\n") if line]
    return {re.split("[:;]", line, maxsplit=1)[0]: line for line in found}


def differing(old, new):
    old, new = lines(old), lines(new)
    names = old.keys() | new.keys()
    return {name for name in names if old.get(name) != new.get(name)} - STAMPS


def text_of(message):
    return message.get_body(("plain",)).get_content()


def link_in(message):
    return re.search(r"(/answer/[\w-]+/)", text_of(message))[1]


def convene(stage, app):
    """The sample's next meeting without the item whose report is not approved."""
    with app.app_context():
        plain = {"report_id": None, "report_is_gated": None, "kind": ItemKind.OTHER}
        open_items = update(AgendaItem).where(AgendaItem.kind == ItemKind.REPORT)
        waits = AgendaItem.meeting_id.in_(select(Meeting.id).where(Meeting.number == 5))
        db.session.execute(open_items.where(waits).values(plain))
        db.session.commit()
    secretary = to_meeting(stage.enter("2026-11-27T10:10", SECRETARY))
    secretary.follow("Утвердить повестку").pick("Ветлугин А.Н.")
    secretary.press("Отметить утверждение повестки").sees("Повестка утверждена")
    secretary_sends_notice(stage)


def change_the_hall(stage, place, *, tells):
    secretary = to_meeting(stage.enter("2026-12-01T10:00", SECRETARY))
    secretary.follow("Изменить сведения о заседании").fill("Место", place)
    secretary.press("Сохранить").sees("Известить участников?", "каб. 301", place)
    secretary.pick("Да: отправить письма" if tells else "Нет: это опечатка")
    secretary.fill("Почему меняется место", "Ремонт зала" if tells else "")
    return secretary.press("Сохранить").sees("Изменения сохранены")


def cancel(stage):
    secretary = to_meeting(stage.enter("2026-12-02T10:00", SECRETARY))
    secretary.follow("Отменить заседание").fill("Причина", "Нет вопросов")
    secretary.press("Отменить заседание").sees("Заседание отменено")


@pytest.mark.parametrize("scripts", (True, False), ids=("with_scripts", "without_scripts"))
def test_from_the_notice_to_the_cancellation(visit, post, scripts):
    stage = Stage(visit, scripts=scripts)
    convene(stage, post.app)
    convened = {to: message for to, message in post.delivered().items() if has_calendar(message)}
    assert len(convened) == 26
    first = {to: invitation(message, "REQUEST") for to, message in convened.items()}
    assert {str(event["attendee"]) for event in first.values()} == {
        f"mailto:{to}" for to in convened
    }
    assert "четверг" in text_of(convened[MEMBER])
    assert "МСК+2" in text_of(convened[MEMBER])

    change_the_hall(stage, "ул. Губернская, д. 1 (каб. 301)", tells=False)
    assert post.delivered() == {}

    change_the_hall(stage, "ул. Губернская, д. 1, каб. 205", tells=True)
    moved = {to: message for to, message in post.delivered().items() if has_calendar(message)}
    assert moved.keys() == convened.keys()
    for to, message in moved.items():
        assert differing(first[to], invitation(message, "REQUEST")) == {"LOCATION", "SEQUENCE"}
    assert invitation(moved[MEMBER], "REQUEST")["sequence"] == 1

    answers = stage.enter("2026-12-01T12:00")
    answers.open(link_in(moved[MEMBER])).sees("каб. 205", "№ 5")
    answers.fill("Комментарий", "Буду").press("Приду").sees("Ваш ответ записан")
    assert link_in(convened[MEMBER]) == link_in(moved[MEMBER])
    secretary = to_meeting(stage.enter("2026-12-01T13:00", SECRETARY))
    secretary.sees("Придут: 1").follow("Ответы по членам Совета").sees("по ссылке из письма")

    cancel(stage)
    off = {to: message for to, message in post.delivered().items() if has_calendar(message)}
    assert off.keys() == convened.keys()
    event = invitation(off[MEMBER], "CANCEL")
    assert (event["uid"], event["sequence"]) == (first[MEMBER]["uid"], 2)
    assert event["status"] == "CANCELLED"
    stage.enter("2026-12-02T12:00").open(link_in(moved[MEMBER]), status=410)


def has_calendar(message):
    return any(part.get_content_type() == "text/calendar" for part in message.walk())
