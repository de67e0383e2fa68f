"""Replies of calendars: matched by event and address, in the order of their stamps, once each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused
from core.letters.models import LetterAttachment
from core.letters.rules import LetterState
from council.meetings.models import CalendarReply, Invitation, NoticeAnswer
from council.meetings.rules.drafts import Telling
from council.meetings.rules.kinds import Answer, AnswerChannel, ReplyOutcome
from council.meetings.services.answering import answer_by_link, take_reply
from council.meetings.services.notice import answer_notice
from council.meetings.services.planning import change_meeting
from council.membership.models import Seat
from tests.calendars import answer_path, calendar_of, letters, notified, reply
from tests.integration.meetings.test_calendars import draft_of

DAY = timedelta(days=1)


@pytest.fixture
def story(build, council):
    return notified(build, council)


@pytest.fixture
def take(story):
    """`take(person, …)` -> what became of the reply of the person's calendar a day later."""

    def taken(who, partstat="ACCEPTED", *, after=DAY, meeting_id=None, **more):
        content = reply(story.meeting, who, partstat, **more)
        by = {**story.by, "now": story.build.now + after}
        found = take_reply(content, meeting_id=meeting_id, **by)
        story.build.session.expire_all()
        return found

    return taken


def given(story):
    return {row.person_id: row for row in story.build.session.query(NoticeAnswer).all()}


def test_a_reply_answers_for_the_member_of_its_address(story, take):
    member = story.council.member
    found = take(member, comment="Буду вовремя")
    assert (found.outcome, found.answer) == (ReplyOutcome.APPLIED, Answer.COMING)
    row = given(story)[member.id]
    assert (row.answer, row.comment) == (Answer.COMING, "Буду вовремя")
    assert row.channel is AnswerChannel.CALENDAR
    assert row.answered_at == datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
    newest = list_history([story.meeting.id])[0]
    assert newest.what == "meeting.notice_answered"
    assert newest.details["channel"] == "calendar"


def test_the_same_reply_twice_is_read_once(story, take):
    member = story.council.member
    first, second = take(member), take(member, after=2 * DAY)
    assert first.outcome is ReplyOutcome.APPLIED
    assert second.outcome is ReplyOutcome.APPLIED
    assert story.build.session.query(CalendarReply).count() == 1
    answered = [e for e in list_history([story.meeting.id]) if e.what == "meeting.notice_answered"]
    assert len(answered) == 1


def test_the_later_stamp_holds_in_whatever_order_replies_come(story, take):
    member = story.council.member
    take(member, "DECLINED", stamp="20261121T080000Z")
    older = take(member, "ACCEPTED", stamp="20261121T070000Z")
    assert (older.outcome, older.refusal.code) == (ReplyOutcome.REFUSED, "reply_older")
    assert given(story)[member.id].answer is Answer.NOT_COMING
    take(member, "ACCEPTED", stamp="20261121T090000Z")
    assert given(story)[member.id].answer is Answer.COMING


def test_an_answer_on_the_page_after_the_reply_was_written_holds(story, take):
    member = story.council.member
    actor = story.build.viewer(member)
    moment = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
    answer_notice(story.meeting.id, Answer.REMOTE, "", actor=actor, now=moment)
    found = take(member, stamp="20261121T060000Z")
    assert found.refusal.code == "reply_older"
    assert given(story)[member.id].answer is Answer.REMOTE


def test_a_clock_that_runs_ahead_is_not_believed(story, take):
    member = story.council.member
    take(member, stamp="20991231T000000Z")
    assert given(story)[member.id].answered_at == story.build.now + DAY


def test_a_reply_to_the_old_hall_is_refused_in_words(story, take):
    meeting = story.meeting
    draft = draft_of(meeting, place="каб. 205", telling=Telling(is_told=True))
    change_meeting(meeting.id, draft, revision=meeting.revision, **story.by)
    found = take(story.council.member, sequence=0)
    assert (found.outcome, found.refusal.code) == (ReplyOutcome.REFUSED, "reply_outdated")
    assert given(story) == {}
    assert take(story.council.member, sequence=1).outcome is ReplyOutcome.APPLIED


def test_a_stranger_is_named_and_not_applied(story, take):
    found = take("mallory@example.net")
    assert (found.attendee, found.refusal.code) == ("mallory@example.net", "reply_stranger")
    assert given(story) == {}
    kept = story.build.session.query(CalendarReply).one()
    assert (kept.attendee, kept.person_id) == ("mallory@example.net", None)


@pytest.mark.parametrize("partstat", ("TENTATIVE", "NEEDS-ACTION"))
def test_perhaps_is_no_answer(story, take, partstat):
    assert take(story.council.member, partstat).refusal.code == "reply_undecided"
    assert given(story) == {}


def test_whoever_left_the_membership_answers_no_more(story, take):
    session = story.build.session
    seat = session.query(Seat).filter_by(person_id=story.council.member.id).one()
    seat.held_until = date(2026, 12, 1)
    session.commit()
    assert take(story.council.member).refusal.code == "reply_left"


def test_nothing_is_answered_after_the_beginning(story, take):
    found = take(story.council.member, after=story.meeting.starts_at - story.build.now)
    assert found.refusal.code == "reply_closed"


@pytest.mark.parametrize("uid", ("d3b07384-d9a0-4c9b-8f4e-0123456789ab", "no-uuid", ""))
def test_a_reply_about_another_event_is_kept_nowhere(story, take, uid):
    assert take(story.council.member, uid=uid).refusal.code == "reply_elsewhere"
    assert story.build.session.query(CalendarReply).count() == 0


def test_a_file_uploaded_to_another_meeting_is_refused(story, take, build, council):
    other = build.meeting(council.body)
    found = take(story.council.member, meeting_id=other.id)
    assert found.refusal.code == "reply_elsewhere"
    assert given(story) == {}


@pytest.mark.parametrize(
    "content",
    (
        b"",
        b"\x00\xff",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" * 2000,
        b"Subject: no calendar\r\n\r\nHello",
    ),
    ids=("empty", "binary", "no event", "nested", "letter"),
)
def test_what_is_no_reply_is_refused(story, content):
    with pytest.raises(Refused) as caught:
        take_reply(content, **story.by)
    assert caught.value.codes == ("no_reply",)


@pytest.mark.parametrize("method", ("REQUEST", "PUBLISH", "COUNTER"))
def test_only_a_reply_replies(story, take, method):
    with pytest.raises(Refused):
        take(story.council.member, method=method)


def test_a_file_too_large_is_refused(story):
    with pytest.raises(Refused) as caught:
        take_reply(b"BEGIN:VCALENDAR\r\n" + b"X" * 300_000, **story.by)
    assert caught.value.codes == ("reply_large",)


def test_an_answer_by_a_link_that_never_was_is_not_found(story):
    with pytest.raises(NotFound):
        answer_by_link("x" * 43, Answer.COMING, "", now=story.build.now)


def test_the_same_answer_by_the_link_twice_is_noted_once(story):
    token = answer_path(letters("meeting.notified", story.council.member)[0]).split("/")[2]
    for _ in range(2):
        answer_by_link(token, Answer.COMING, "Буду", now=story.build.now)
    assert given(story)[story.council.member.id].channel is AnswerChannel.LETTER
    noted = [row.what for row in list_history([story.meeting.id])]
    assert noted.count("meeting.notice_answered") == 1


def test_a_reply_that_repeats_the_answer_given_here_is_told_as_known(story, take):
    token = answer_path(letters("meeting.notified", story.council.member)[0]).split("/")[2]
    answer_by_link(token, Answer.COMING, "", now=story.build.now)
    assert take(story.council.member).outcome is ReplyOutcome.REPEATED


def test_a_reply_of_one_whose_invitation_was_withdrawn_does_not_count(story, take):
    rows = story.build.session.query(Invitation).filter_by(person_id=story.council.member.id)
    rows.one().withdrawn_at = story.build.now
    story.build.session.commit()
    assert take(story.council.member).refusal.code == "reply_left"


def test_a_member_without_an_address_gets_no_part_for_a_calendar(build, council):
    council.member.email = ""
    council.member.account_id = None
    build.session.commit()
    story = notified(build, council)
    (letter,) = [each for each in letters() if each.person_id == council.member.id]
    assert letter.state is LetterState.NO_ADDRESS
    attached = build.session.query(LetterAttachment).filter_by(letter_id=letter.id)
    assert attached.count() == 0
    assert story.meeting.calendar_sequence == 0


def test_the_mailbox_of_the_settings_is_the_organizer(app, build, council, monkeypatch):
    settings = replace(app.config["SETTINGS"], mail_reply_to="Совет <replies@example.org>")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    notified(build, council)
    _, event = calendar_of(letters("meeting.notified", council.member)[0])
    assert str(event["organizer"]) == "mailto:replies@example.org"
