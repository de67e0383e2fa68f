"""Meetings that are put off, set anew, called off or had no quorum."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.kernel.errors import Refused, Stale
from council.meetings.models import NoticeAnswer
from council.meetings.queries.agenda import list_items
from council.meetings.queries.meetings import is_number_fixed, list_reschedulings, moved_from
from council.meetings.rules.kinds import Answer, MeetingForm, MeetingState
from council.meetings.services.postponing import (
    NewTime,
    Postponement,
    cancel_meeting,
    check_postponement,
    check_rescheduling,
    declare_inquorate,
    postpone_meeting,
    reschedule_meeting,
)

LATER = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def meeting(build, council):
    """A meeting whose notice was sent and answered."""
    meeting = build.meeting(
        council.body,
        state=MeetingState.NOTIFIED,
        agenda_edition=1,
        agenda_approved_at=build.now,
        notice_sent_at=build.now,
        materials_sent_at=build.now,
    )
    build.item(meeting, printed_number=1, is_agreed=True)
    build.add(
        NoticeAnswer(
            meeting_id=meeting.id,
            person_id=council.member.id,
            answer=Answer.COMING,
            answered_at=build.now,
        )
    )
    return meeting


def postponed(build, meeting, secretary, new_time=None, revision=1):
    return postpone_meeting(
        meeting.id,
        Postponement("командировка", new_time),
        revision=revision,
        actor=secretary,
        now=build.now,
    )


def test_a_postponed_meeting_is_no_longer_convened(build, meeting, secretary):
    postponed(build, meeting, secretary)
    assert (meeting.state, meeting.state_reason) == (MeetingState.POSTPONED, "командировка")
    assert meeting.notice_sent_at is meeting.materials_sent_at is meeting.agenda_approved_at is None
    assert build.session.query(NoticeAnswer).count() == 0
    assert not list_items(meeting.id)[0].is_agreed
    assert list_reschedulings(meeting.id) == ()


def test_a_new_time_is_kept_with_the_old_one_and_the_number_stays(build, meeting, secretary):
    old, number = meeting.starts_at, meeting.number
    postponed(build, meeting, secretary, NewTime(LATER, "каб. 302"))
    (move,) = list_reschedulings(meeting.id)
    assert (move.old_starts_at, move.new_starts_at, move.reason) == (old, LATER, "командировка")
    assert (move.old_place, move.new_place) == (
        "ул. Губернская, д. 1, зал заседаний (каб. 301)",
        "каб. 302",
    )
    assert (meeting.state, meeting.starts_at) == (MeetingState.AGENDA_OPEN, LATER)
    assert (meeting.state_reason, meeting.number) == ("", number)
    assert is_number_fixed(meeting)
    assert moved_from([meeting.id]) == {meeting.id: old}


def test_the_new_time_of_a_postponed_meeting_is_named_later(build, meeting, secretary):
    postponed(build, meeting, secretary)
    reschedule_meeting(
        meeting.id,
        NewTime(LATER, "каб. 302"),
        revision=meeting.revision,
        actor=secretary,
        now=build.now,
    )
    (move,) = list_reschedulings(meeting.id)
    assert (move.reason, meeting.state) == ("командировка", MeetingState.AGENDA_OPEN)


@pytest.mark.parametrize(
    ("new_time", "code"),
    (
        (NewTime(datetime(2026, 11, 21, 5, 0, tzinfo=UTC), "каб. 302"), "meeting_past"),
        (NewTime(LATER, ""), "no_place"),
    ),
)
def test_a_bad_new_time_leaves_the_meeting_as_it_was(build, meeting, secretary, new_time, code):
    with pytest.raises(Refused) as caught:
        postponed(build, meeting, secretary, new_time)
    assert code in caught.value.codes
    build.session.expire_all()
    assert (meeting.state, meeting.notice_sent_at) == (MeetingState.NOTIFIED, build.now)
    assert build.session.query(NoticeAnswer).count() == 1


def test_the_old_time_is_no_new_time(build, meeting, secretary):
    with pytest.raises(Refused) as caught:
        postponed(build, meeting, secretary, NewTime(meeting.starts_at, "каб. 302"))
    assert caught.value.codes == ("same_time",)


def test_a_meeting_moved_to_the_next_year_is_numbered_there(build, meeting, secretary):
    postponed(build, meeting, secretary, NewTime(datetime(2027, 1, 14, 6, 0, tzinfo=UTC), "зал"))
    assert (meeting.year, meeting.number) == (2027, 1)


def test_an_absentee_vote_gets_a_new_term(build, council, secretary):
    vote = build.meeting(
        council.body,
        form=MeetingForm.ABSENTEE,
        ballots_from=date(2026, 12, 17),
        ballots_until=date(2026, 12, 23),
    )
    until = date(2026, 12, 28)
    with pytest.raises(Refused) as caught:
        postponed(build, vote, secretary, NewTime(LATER, ""))
    assert caught.value.codes == ("no_term",)
    build.session.expire_all()
    postponed(build, vote, secretary, NewTime(LATER, "", until))
    assert (vote.ballots_from, vote.ballots_until) == (date(2026, 12, 22), until)


def test_a_cancelled_meeting_says_why(build, meeting, secretary):
    with pytest.raises(Refused):
        cancel_meeting(meeting.id, " ", revision=1, actor=secretary, now=build.now)
    build.session.expire_all()
    cancel_meeting(meeting.id, "нет вопросов", revision=1, actor=secretary, now=build.now)
    assert (meeting.state, meeting.state_reason) == (MeetingState.CANCELLED, "нет вопросов")


def test_a_stale_page_calls_nothing_off(build, meeting, secretary):
    with pytest.raises(Stale):
        postponed(build, meeting, secretary, revision=7)
    with pytest.raises(Stale):
        cancel_meeting(meeting.id, "нет", revision=7, actor=secretary, now=build.now)


def test_a_meeting_is_inquorate_only_after_its_time_has_come(build, meeting, secretary):
    def declare(now):
        return declare_inquorate(meeting.id, "явились 3 из 9", revision=1, actor=secretary, now=now)

    with pytest.raises(Refused, match="not come yet"):
        declare(meeting.starts_at - timedelta(minutes=1))
    build.session.expire_all()
    declare(meeting.starts_at)
    assert (meeting.state, meeting.state_reason) == (MeetingState.INQUORATE, "явились 3 из 9")


@pytest.mark.parametrize(
    ("new_time", "code"),
    (
        (NewTime(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "каб. 1"), "meeting_past"),
        (NewTime(LATER, ""), "no_place"),
    ),
)
def test_the_check_before_refuses_what_postponing_would(build, meeting, new_time, code):
    put_off = Postponement("командировка", new_time)
    with pytest.raises(Refused) as refused:
        check_postponement(meeting.id, put_off, revision=1, now=build.now)
    assert code in refused.value.codes
    with pytest.raises(Stale):
        check_postponement(meeting.id, put_off, revision=7, now=build.now)


def test_the_check_before_changes_nothing(build, meeting, secretary):
    check_postponement(
        meeting.id, Postponement("да", NewTime(LATER, "каб. 302")), revision=1, now=build.now
    )
    assert (meeting.state, meeting.revision) == (MeetingState.NOTIFIED, 1)
    postponed(build, meeting, secretary)
    check_rescheduling(
        meeting.id, NewTime(LATER, "каб. 302"), revision=meeting.revision, now=build.now
    )
    assert meeting.state is MeetingState.POSTPONED
