"""Invitations by calendar: what is sent when, to whom, under which sequence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.kernel.errors import NotFound, Refused
from council.meetings.jobs import dismiss_left
from council.meetings.models import Invitation, NoticeAnswer, Rescheduling
from council.meetings.rules.drafts import MeetingDraft, Telling
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.kinds import Answer, AnswerChannel, MeetingState
from council.meetings.services.answering import answer_by_link
from council.meetings.services.editions import approve_agenda, reopen_agenda
from council.meetings.services.notice import answer_notice, send_notice
from council.meetings.services.planning import change_meeting
from council.meetings.services.postponing import (
    NewTime,
    Postponement,
    cancel_meeting,
    postpone_meeting,
    reschedule_meeting,
)
from council.membership.models import Seat
from tests.calendars import answer_path, calendar_of, letters, notified

LATER = datetime(2026, 12, 22, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def story(build, council):
    return notified(build, council)


def draft_of(meeting, **changes):
    values = {
        name: getattr(meeting, name)
        for name in MeetingDraft.__dataclass_fields__
        if name != "telling"
    }
    return replace(MeetingDraft(**values), **changes)


def changed(story, *, told=True, after=HOUR, reason="", **changes):
    meeting = story.meeting
    draft = draft_of(meeting, telling=Telling(told, reason), **changes)
    by = {**story.by, "now": story.build.now + after}
    return change_meeting(meeting.id, draft, revision=meeting.revision, **by)


def invitations(story):
    story.build.session.expire_all()
    return {row.person_id: row for row in story.build.session.query(Invitation).all()}


def test_everybody_who_is_a_member_on_the_day_is_invited(story):
    members = {*story.council.voters, story.council.secretary}
    assert set(invitations(story)) == {person.id for person in members}
    assert {row.sequence for row in invitations(story).values()} == {0}


def test_another_hall_is_told_to_everybody_and_changes_only_place_and_sequence(story):
    member = story.council.member
    changed(story, place="каб. 205", reason="Ремонт")
    told = letters("meeting.moved_place")
    assert len(told) == len(invitations(story))
    method, event = calendar_of(letters("meeting.moved_place", member)[0])
    assert (method, event["uid"], event["sequence"]) == ("REQUEST", str(story.meeting.id), 1)
    assert event["location"] == "г. Заречинск, каб. 205"
    assert event["dtstart"].dt == story.meeting.starts_at
    assert str(event["attendee"]) == f"mailto:{member.email}"
    assert (story.meeting.state, story.meeting.starts_at.hour) == (MeetingState.NOTIFIED, 5)
    moved = story.build.session.query(Rescheduling).one()
    assert moved.old_starts_at == moved.new_starts_at
    assert (moved.new_place, moved.reason) == ("г. Заречинск, каб. 205", "Ремонт")


@pytest.mark.parametrize(
    "change", ({"city": "г. Верхозерск"}, {"video_link": "https://video.example.org/8"})
)
def test_another_town_or_video_room_is_told_as_another_hall_is(story, change):
    changed(story, **change)
    assert len(letters("meeting.moved_place")) == len(invitations(story))
    assert {row.sequence for row in invitations(story).values()} == {1}


def test_a_slip_of_the_pen_tells_nobody(story):
    changed(story, told=False, place="каб. 301 (3 этаж)")
    assert letters("meeting.moved_place") == []
    assert story.meeting.calendar_sequence == 0
    assert story.build.session.query(Rescheduling).count() == 0
    assert story.meeting.place == "каб. 301 (3 этаж)"


def test_a_change_that_moves_nobody_asks_nothing(story):
    changed(story, guest_seats=5, is_open=True)
    assert letters("meeting.moved_place") == []
    assert story.meeting.calendar_sequence == 0


def test_answers_stay_when_the_hall_changes_and_the_calendar_shows_them(story):
    member = story.council.member
    actor = story.build.viewer(member)
    answer_notice(story.meeting.id, Answer.COMING, "", actor=actor, now=story.build.now)
    changed(story, place="каб. 205")
    event = calendar_of(letters("meeting.moved_place", member)[0])[1]
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert story.build.session.query(NoticeAnswer).one().answer is Answer.COMING


def test_a_cancelled_meeting_is_taken_out_of_the_calendars(story):
    meeting = story.meeting
    by = {**story.by, "now": story.build.now + HOUR}
    cancel_meeting(meeting.id, "Нет вопросов", revision=meeting.revision, **by)
    told = letters("meeting.called_off")
    assert len(told) == len(invitations(story))
    method, event = calendar_of(told[0])
    assert (method, event["sequence"], event["status"]) == ("CANCEL", 1, "CANCELLED")
    assert event["uid"] == str(meeting.id)
    assert all(row.withdrawn_at for row in invitations(story).values())


def test_a_meeting_nobody_was_notified_of_is_cancelled_without_letters(build, council):
    meeting = build.meeting(council.body)
    by = {"actor": build.viewer(council.secretary), "now": build.now}
    cancel_meeting(meeting.id, "Нет вопросов", revision=1, **by)
    assert letters() == []


def test_a_meeting_put_off_without_a_date_leaves_the_calendars_and_comes_again(story):
    meeting = story.meeting
    by = {**story.by, "now": story.build.now + HOUR}
    postpone_meeting(meeting.id, Postponement("Отъезд"), revision=meeting.revision, **by)
    assert calendar_of(letters("meeting.put_off")[0])[0] == "CANCEL"
    reschedule_meeting(meeting.id, NewTime(LATER, "каб. 301"), revision=meeting.revision, **by)
    assert letters("meeting.moved") == []
    again = notified_again(story)
    assert {row.sequence for row in again.values()} == {meeting.calendar_sequence}
    assert meeting.calendar_sequence > 1
    assert not any(row.withdrawn_at for row in again.values())


def notified_again(story):
    meeting = story.meeting
    by = {**story.by, "now": story.build.now + 2 * HOUR}
    approval = AgendaApproval(story.council.chair.id, "Новая дата")
    approve_agenda(meeting.id, approval, revision=meeting.revision, **by)
    send_notice(meeting.id, with_materials=True, revision=meeting.revision, **by)
    return invitations(story)


def test_a_meeting_moved_to_another_time_moves_in_the_calendars(story):
    meeting = story.meeting
    by = {**story.by, "now": story.build.now + HOUR}
    put_off = Postponement("Отъезд", NewTime(LATER, "каб. 301"))
    postpone_meeting(meeting.id, put_off, revision=meeting.revision, **by)
    method, event = calendar_of(letters("meeting.moved")[0])
    assert (method, event["status"], event["sequence"]) == ("REQUEST", "TENTATIVE", 1)
    assert event["dtstart"].dt == LATER
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_whoever_leaves_the_membership_is_told_once(story):
    member, session = story.council.member, story.build.session
    seat = session.query(Seat).filter_by(person_id=member.id).one()
    seat.held_until = date(2026, 12, 1)
    session.commit()
    later = story.build.now + HOUR
    assert dismiss_left(later) == 1
    method, event = calendar_of(letters("meeting.left", member)[0])
    assert (method, event["sequence"], event["uid"]) == ("CANCEL", 1, str(story.meeting.id))
    assert dismiss_left(later + HOUR) == 0
    assert len(letters("meeting.left")) == 1
    assert story.meeting.calendar_sequence == 0


def test_whoever_comes_back_is_invited_under_a_greater_number(story):
    member, session = story.council.member, story.build.session
    seat = session.query(Seat).filter_by(person_id=member.id).one()
    seat.held_until = date(2026, 12, 1)
    session.commit()
    dismiss_left(story.build.now + HOUR)
    seat.held_until = None
    session.commit()
    changed(story, place="каб. 205", after=2 * HOUR)
    event = calendar_of(letters("meeting.moved_place", member)[0])[1]
    assert event["sequence"] == 2


def test_the_link_of_every_letter_is_the_same_and_answers(story):
    member = story.council.member
    changed(story, place="каб. 205")
    changed(story, place="каб. 206", after=2 * HOUR)
    links = {answer_path(letter) for letter in letters("meeting.moved_place", member)}
    assert len(links) == 1
    token = links.pop().split("/")[2]
    answer_by_link(token, Answer.NOT_COMING, "В отъезде", now=story.build.now)
    given = story.build.session.query(NoticeAnswer).one()
    assert (given.person_id, given.answer) == (member.id, Answer.NOT_COMING)
    assert given.channel is AnswerChannel.LETTER
    assert token not in {row.token_hash for row in invitations(story).values()}


def test_no_link_answers_after_the_beginning_or_for_a_stranger(story):
    changed(story, place="каб. 205")
    token = answer_path(letters("meeting.moved_place")[0]).split("/")[2]
    with pytest.raises(Refused) as caught:
        answer_by_link(token, Answer.COMING, "", now=story.meeting.starts_at)
    assert caught.value.codes == ("no_answers_now",)
    with pytest.raises(NotFound):
        answer_by_link(token[:-1], Answer.COMING, "", now=story.build.now)
    assert story.build.session.query(NoticeAnswer).count() == 0


def test_the_stamp_of_a_meeting_is_that_of_its_last_change(story):
    meeting = story.meeting
    assert meeting.calendar_at == story.build.now
    reopened = story.build.now + HOUR
    by = {**story.by, "now": reopened}
    reopen_agenda(meeting.id, revision=meeting.revision, **by)
    assert meeting.calendar_at == reopened
    changed(story, told=False, after=2 * HOUR, place="каб. 301 (3 этаж)")
    assert meeting.calendar_at == story.build.now + 2 * HOUR
