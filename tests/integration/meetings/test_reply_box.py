"""Replies read from a mailbox: a real IMAP server on loopback."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from core.adapters.chain import JournalEntry
from core.adapters.mailboxes import UnsafeMailbox, opened
from core.letters.messages import message_id
from core.letters.models import OutgoingLetter
from core.letters.rules import LetterState
from core.letters.services.bouncing import read_bounces
from council.meetings.jobs import read_replies
from council.meetings.models import CalendarReply, NoticeAnswer
from council.meetings.rules.kinds import Answer, AnswerChannel
from tests.calendars import notified, reply
from tests.conftest import NOW
from tests.mailbox import imap_server, opened_by_hand
from tests.unit.adapters.test_bounces import report

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def server():
    with imap_server() as box:
        yield box


@pytest.fixture
def box(server, app):
    """The box, emptied, in the settings of the application."""
    with opened_by_hand(server) as client:
        client.delete_messages(client.search("ALL"))
        client.expunge()
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, reply_box=server)
    yield server
    app.config["SETTINGS"] = settings


@pytest.fixture
def story(build, council):
    return notified(build, council)


def letter_with(content, *, as_file=False):
    letter = EmailMessage()
    letter["From"], letter["To"] = "member@example.org", "replies@example.org"
    letter["Subject"] = "Принято: Заседание № 4"
    letter.set_content("Принято.")
    if as_file:
        letter.add_attachment(content, maintype="application", subtype="ics", filename="invite.ics")
    else:
        letter.add_alternative(content.decode(), subtype="calendar", params={"method": "REPLY"})
    return letter.as_bytes()


def put(box, *letters):
    with opened_by_hand(box) as client:
        for letter in letters:
            client.append(box.folder, letter)


def unread(box):
    """How many letters a person finds unread."""
    with opened_by_hand(box) as client:
        return len(client.search("UNSEEN"))


@pytest.mark.parametrize("as_file", (False, True))
def test_a_reply_by_mail_is_applied_and_marked(story, box, as_file):
    member = story.council.member
    put(box, letter_with(reply(story.meeting, member), as_file=as_file))
    assert read_replies(story.build.now + DAY) == 1
    row = story.build.session.query(NoticeAnswer).one()
    assert (row.person_id, row.answer) == (member.id, Answer.COMING)
    assert row.channel is AnswerChannel.CALENDAR
    assert unread(box) == 0
    assert read_replies(story.build.now + 2 * DAY) == 0


def test_letters_of_people_stay_unread(story, box):
    invitation = reply(story.meeting, story.council.member, method="REQUEST")
    put(box, b"From: a@example.org\r\nSubject: Hello\r\n\r\nHello\r\n", letter_with(invitation))
    assert read_replies(story.build.now) == 0
    assert unread(box) == 2


def test_a_letter_read_twice_after_a_crash_is_applied_once(story, box):
    put(box, letter_with(reply(story.meeting, story.council.member)))
    read_replies(story.build.now + DAY)
    with opened_by_hand(box) as client:  # as if the mark had not come to the server
        client.remove_flags(client.search("ALL"), [b"\\Seen"])
    assert read_replies(story.build.now + DAY) == 1
    assert story.build.session.query(CalendarReply).count() == 1


def test_replies_in_any_order_leave_the_latest_answer(story, box):
    member, meeting = story.council.member, story.meeting
    put(
        box,
        letter_with(reply(meeting, member, "DECLINED", stamp="20261121T090000Z")),
        letter_with(reply(meeting, member, "ACCEPTED", stamp="20261121T080000Z")),
        letter_with(reply(meeting, "mallory@example.net")),
    )
    assert read_replies(story.build.now + DAY) == 3
    assert story.build.session.query(NoticeAnswer).one().answer is Answer.NOT_COMING


def test_a_huge_letter_is_passed_over(story, box):
    content = reply(story.meeting, story.council.member, comment="x" * 1_200_000)
    put(box, letter_with(content))
    assert read_replies(story.build.now) == 0
    assert unread(box) == 1


def test_without_a_box_nothing_is_read(story):
    assert read_replies(story.build.now) == 0


def test_a_password_never_travels_in_the_clear(server, monkeypatch):
    monkeypatch.setattr("core.adapters.mailboxes.is_this_machine", lambda _host: False)
    with pytest.raises(UnsafeMailbox), opened(server):
        pass


@pytest.fixture
def sent(story, session):
    """One of the letters of the story, as a server took it."""
    row = session.scalars(select(OutgoingLetter)).first()
    row.state, row.sent_at = LetterState.SENT, NOW
    session.commit()
    return row


def returned(row, app, **changed):
    host = urlsplit(app.config["SETTINGS"].base_url).hostname
    named = {
        "recipient": row.email.upper(),
        "message_id": message_id(row.fact, row.addressee, row.channel, host),
    }
    return report(**{**named, **changed})


def test_a_letter_that_another_server_returned_did_not_arrive(app, box, sent, session):
    put(box, returned(sent, app), returned(sent, app))
    assert read_bounces(NOW + DAY) == 2
    session.refresh(sent)
    assert (sent.state, "no such user" in sent.answer) == (LetterState.FAILED, True)
    noted = select(JournalEntry.id).where(JournalEntry.what == "letter.bounced")
    assert len(session.scalars(noted).all()) == 1
    assert unread(box) == 0


@pytest.mark.parametrize(
    "changed", ({"message_id": "<made-up@localhost>"}, {"recipient": "else@example.org"})
)
def test_a_report_that_does_not_know_the_letter_and_its_reader_changes_nothing(
    app, box, sent, session, changed
):
    put(box, returned(sent, app, **changed))
    assert read_bounces(NOW + DAY) == 0
    session.refresh(sent)
    assert sent.state is LetterState.SENT
    assert unread(box) == 1


def test_many_reports_that_nothing_here_knows_do_not_stop_the_next(
    app, box, sent, session, monkeypatch
):
    monkeypatch.setattr("core.adapters.mailboxes.MOST_LETTERS", 2)
    put(box, *(report(message_id=f"<{number}@elsewhere>") for number in range(3)))
    put(box, returned(sent, app))
    read_bounces(NOW + DAY)
    session.refresh(sent)
    assert sent.state is LetterState.FAILED
