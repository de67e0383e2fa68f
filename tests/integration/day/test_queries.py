"""What the day reads of its own: unfinished minutes, meetings, answers, ballots, accounts."""

from datetime import date, timedelta

import pytest

from council.day import queries
from council.meetings.models import Attendance, NoticeAnswer
from council.meetings.rules.kinds import Answer, MeetingForm, MeetingState, Presence
from council.minutes.models import MinutesRemark
from council.minutes.rules import EditionState
from tests.builders_minutes import HELD
from tests.conftest import NOW
from tests.signing import add_signature

M = MeetingState


def unfinished(council, person=None):
    person_id = (person or council.secretary).id
    return queries.list_unfinished_minutes({council.body.id}, person_id)


def test_a_held_meeting_without_minutes_waits_for_a_draft(minutes, council):
    hall = minutes.hall()
    [row] = unfinished(council)
    assert (row.meeting_id, row.state, row.edition, row.open_remarks) == (
        hall.meeting.id,
        None,
        None,
        0,
    )
    assert (row.held_on, row.signed_on) == (date(2026, 11, 19), None)


def test_a_meeting_of_the_archive_has_no_minutes_to_draft(build, council):
    build.meeting(council.body, starts_at=HELD, state=M.HELD, archive_seats=22, archive_present=18)
    assert unfinished(council) == ()


def test_an_edition_is_unfinished_until_it_is_published(minutes, council):
    edition = minutes.to_sign()
    [row] = unfinished(council)
    assert (row.state, row.has_signed) == (EditionState.TO_SIGN, False)
    minutes.sign_both(edition)
    [row] = unfinished(council)
    assert (row.state, row.has_signed, row.signed_on) == (
        EditionState.SIGNED,
        True,
        date(2026, 11, 21),
    )
    assert not unfinished(council, council.member)[0].has_signed
    minutes.publish(edition)
    assert unfinished(council) == ()


def test_who_signed_is_asked_for_each_person(minutes, council):
    edition = minutes.to_sign()
    add_signature(edition.id, edition.sha256, actor=minutes.chair, now=NOW)
    assert unfinished(council, council.chair)[0].has_signed
    assert not unfinished(council, council.secretary)[0].has_signed


def test_remarks_without_an_answer_are_counted(minutes, council, build):
    edition = minutes.drafted()
    for answered_at in (None, NOW):
        build.add(
            MinutesRemark(
                edition_id=edition.id,
                person_id=council.member.id,
                text="Уточнить.",
                made_at=NOW,
                answered_at=answered_at,
            )
        )
    assert unfinished(council)[0].open_remarks == 1


def test_a_signatory_finds_minutes_of_a_body_they_left(minutes, council):
    minutes.to_sign()
    assert len(queries.list_unfinished_minutes((), council.chair.id)) == 1
    assert queries.list_unfinished_minutes((), council.member.id) == ()


@pytest.mark.parametrize("state", M)
def test_meetings_of_the_year_and_all_unheld_ones_are_read(build, council, state):
    reason = {"state_reason": "причина"} if state in {M.POSTPONED, M.CANCELLED} else {}
    this_year = build.meeting(council.body, state=state, **reason)
    next_year = build.meeting(
        council.body, starts_at=NOW + timedelta(days=100), state=state, **reason
    )
    found = {each.id for each in queries.list_meetings_of_day(council.body.id, 2026)}
    unheld = {M.PLANNED, M.AGENDA_OPEN, M.AGENDA_APPROVED, M.NOTIFIED, M.IN_SESSION, M.POSTPONED}
    assert this_year.id in found
    assert (next_year.id in found) is (state in unheld)


def test_ones_own_answer_is_found(build, council):
    meeting = build.meeting(council.body)
    assert queries.find_own_answer(meeting.id, council.member.id) is None
    build.add(
        NoticeAnswer(
            meeting_id=meeting.id,
            person_id=council.member.id,
            answer=Answer.REMOTE,
            answered_at=NOW,
        )
    )
    assert queries.find_own_answer(meeting.id, council.member.id).answer is Answer.REMOTE
    assert queries.find_own_answer(meeting.id, council.rival.id) is None


def test_ballots_that_came_back_are_counted_on_the_roll(build, council):
    meeting = build.meeting(
        council.body,
        form=MeetingForm.ABSENTEE,
        ballots_from=date(2026, 11, 16),
        ballots_until=date(2026, 11, 30),
    )
    for person, presence in zip(council.voters, Presence, strict=False):
        build.add(
            Attendance(
                meeting_id=meeting.id, person_id=person.id, is_voting=True, presence=presence
            )
        )
    assert queries.count_returned(meeting.id) == 2


def test_accounts_are_counted_by_what_they_are(build, session):
    used, disabled = build.account(), build.account()
    used.password_hash = disabled.password_hash = "hash"
    disabled.disabled_at = NOW
    build.account()
    session.commit()
    counts = queries.count_accounts()
    assert (counts.active, counts.invited, counts.disabled) == (1, 1, 1)
