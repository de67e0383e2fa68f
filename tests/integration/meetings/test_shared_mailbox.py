"""Two members who share one mailbox: each has a letter, an event and an answer of their own."""

from datetime import timedelta

import pytest

from council.meetings.models import Invitation, NoticeAnswer
from council.meetings.rules.drafts import Telling
from council.meetings.rules.kinds import Answer, ReplyOutcome
from council.meetings.services.answering import answer_by_link, take_reply
from council.meetings.services.planning import change_meeting
from council.meetings.services.postponing import cancel_meeting
from tests.calendars import answer_path, calendar_of, letters, notified, reply
from tests.integration.meetings.test_calendars import draft_of

OFFICE = "Priyomnaya@Region.example"


@pytest.fixture
def story(build, council):
    council.member.email, council.chair.email = OFFICE, OFFICE.lower()
    build.session.flush()
    return notified(build, council)


def events_of(kind):
    """(uid, summary, sequence) of each letter to the shared mailbox, by its reader."""
    found = [each for each in letters(kind) if each.email.lower() == OFFICE.lower()]
    return {
        letter.person_id: (str(event["uid"]), str(event["summary"]), int(event["sequence"]))
        for letter in found
        for _, event in [calendar_of(letter)]
    }


def uids(kind):
    return {person: uid for person, (uid, _, _) in events_of(kind).items()}


def given(story):
    return {row.person_id: row.answer for row in story.build.session.query(NoticeAnswer).all()}


def take(story, uid, partstat, **more):
    content = reply(story.meeting, OFFICE, partstat, uid=uid, **more)
    return take_reply(content, actor=story.by["actor"], now=story.build.now + timedelta(days=1))


def test_each_has_an_event_by_name_and_only_one_has_the_uid_of_the_meeting(story):
    found = events_of("meeting.notified")
    names = {
        person: summary.rpartition(" – ")[2].split("\u00a0")[0]
        for person, (_, summary, _) in found.items()
    }
    both = (story.council.chair, story.council.member)

    assert names == {person.id: person.surname for person in both}
    assert len(set(uids("meeting.notified").values())) == len(both)
    assert str(story.meeting.id) in uids("meeting.notified").values()


def test_each_answers_for_themselves_by_the_calendar(story):
    of = uids("meeting.notified")
    chair, member = story.council.chair, story.council.member
    first, second = take(story, of[chair.id], "ACCEPTED"), take(story, of[member.id], "DECLINED")

    assert (first.outcome, second.outcome) == (ReplyOutcome.APPLIED, ReplyOutcome.APPLIED)
    assert given(story) == {chair.id: Answer.COMING, member.id: Answer.NOT_COMING}


def test_each_answers_for_themselves_by_the_link(story):
    for person, answer in (
        (story.council.chair, Answer.REMOTE),
        (story.council.member, Answer.NOT_COMING),
    ):
        letter = next(x for x in letters("meeting.notified") if x.person_id == person.id)
        token = answer_path(letter).split("/")[2]
        answer_by_link(token, answer, "", now=story.by["now"])
    assert given(story) == {
        story.council.chair.id: Answer.REMOTE,
        story.council.member.id: Answer.NOT_COMING,
    }


def test_the_own_uid_holds_through_a_change_and_the_cancellation(story):
    before = uids("meeting.notified")
    draft = draft_of(story.meeting, place="каб. 205", telling=Telling(is_told=True))
    change_meeting(story.meeting.id, draft, revision=story.meeting.revision, **story.by)
    moved = events_of("meeting.moved_place")
    cancel_meeting(story.meeting.id, "Болезнь", revision=story.meeting.revision, **story.by)

    assert {person: (uid, sequence) for person, (uid, _, sequence) in moved.items()} == {
        person: (uid, 1) for person, uid in before.items()
    }
    assert uids("meeting.called_off") == before


def test_whoever_comes_to_a_mailbox_later_gets_an_event_of_their_own(build, council):
    council.chair.email = OFFICE
    build.session.flush()
    story = notified(build, council)
    council.member.email = OFFICE
    build.session.commit()
    draft = draft_of(story.meeting, place="каб. 205", telling=Telling(is_told=True))
    change_meeting(story.meeting.id, draft, revision=story.meeting.revision, **story.by)

    build.session.expire_all()
    rows = {row.person_id: row.uid for row in build.session.query(Invitation).all()}
    assert {rows[each.id] is None for each in (council.chair, council.member)} == {True, False}


def test_an_event_of_ones_own_is_not_answered_from_another_mailbox(story):
    own = [uid for uid in uids("meeting.notified").values() if uid != str(story.meeting.id)]
    content = reply(story.meeting, "mallory@example.net", uid=own[0])
    found = take_reply(content, actor=story.by["actor"], now=story.by["now"])
    assert found.refusal.code == "reply_stranger"
