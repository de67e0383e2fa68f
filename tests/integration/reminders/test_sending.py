"""Reminders sent: once, to whom it concerns, of what is still so at that moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.letters.models import OutgoingLetter
from core.reminders.queries import get_row
from core.reminders.rules import ReminderState, SkipReason
from core.reminders.services import Outgoing, send_due
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.membership.models import RegulationSetting
from council.reminders.services import decide
from tests.builders_assignments import AssignmentBuilder
from tests.builders_reports import Reports

# A meeting on Thursday, 17 December 2026: the notice is due on the 10th, its reminder on the 8th.
MEETING_AT = datetime(2026, 12, 17, 6, tzinfo=UTC)
EVE, DAY, DUE = date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 10)


@pytest.fixture
def meeting(build, council):
    return build.meeting(council.body, number=7, starts_at=MEETING_AT)


def setting(build, council, key, value, since=date(2026, 1, 1)):
    build.add(RegulationSetting(body_id=council.body.id, key=key, value=value, valid_from=since))


def test_the_secretary_is_reminded_of_the_notice_at_nine_and_never_again(
    schedule, council, meeting
):
    schedule.at(EVE)
    schedule.at(DAY, 8, 59)
    assert schedule.letters("notice_due") == []
    assert len(schedule.waiting("notice_due")) == 1

    for hour in (9, 9, 10, 23):
        schedule.at(DAY, hour)

    ((_, person_id, subject, *_),) = schedule.letters("notice_due")
    assert person_id == council.secretary.id
    assert subject == "Уведомление о заседании № 7-2026: срок через 2 дня"
    (row,) = schedule.rows("notice_due")
    assert (row.state, row.subject_id) == (ReminderState.SENT, meeting.id)


def test_a_late_one_says_so(schedule, meeting):
    schedule.at(EVE)
    schedule.at(DUE, 15)

    ((*_, subject, _, body),) = schedule.letters("notice_due")
    assert subject.endswith("срок сегодня")
    said = body[0]["paragraph"].replace("\xa0", " ")
    assert said == "Напоминание задержалось: оно должно было прийти 8 декабря 2026 г. (вторник)."


def told(letter):
    """The facts that a letter says of itself."""
    pairs = next(block["facts"] for block in letter[-1] if "facts" in block)
    return {name: value.replace("\xa0", " ") for name, value in pairs}


def test_it_says_the_last_day_with_weekday_and_clock_and_when_and_where_the_meeting_is(
    schedule, meeting
):
    schedule.at(DAY)
    facts = told(*schedule.letters("notice_due"))
    assert facts["Последний день"] == "четверг, 10 декабря 2026 г., 24:00 (МСК+2) – через 2 дня"
    assert facts["Заседание"] == "четверг, 17 декабря 2026 г., 11:00 (МСК+2)"
    assert facts["Где"] == f"{meeting.city}, {meeting.place}"


def test_of_an_absentee_vote_it_says_both_days_and_when_the_last_one_is_over(
    schedule, build, council
):
    absentee = {"form": MeetingForm.ABSENTEE, "starts_at": MEETING_AT, "place": "", "city": ""}
    days = {"ballots_from": date(2026, 12, 17), "ballots_until": date(2026, 12, 21)}
    build.meeting(council.body, number=8, **absentee, **days)
    schedule.at(DAY)
    facts = told(*schedule.letters("notice_due"))
    first, last = "четверг, 17 декабря 2026 г.", "понедельник, 21 декабря 2026 г., 24:00 (МСК+2)"
    assert facts["Заседание"] == f"{first} – {last}"
    assert "Где" not in facts


def test_in_moscow_the_zone_is_said_as_well(schedule, council, meeting, session):
    council.body.zone = meeting.zone = "Europe/Moscow"
    session.commit()
    schedule.at(DAY, 11)
    facts = told(*schedule.letters("notice_due"))
    assert facts["Последний день"] == "четверг, 10 декабря 2026 г., 24:00 (МСК) – через 2 дня"
    assert facts["Заседание"] == "четверг, 17 декабря 2026 г., 09:00 (МСК)"


def test_one_that_is_too_late_is_skipped_and_says_why(schedule, meeting):
    schedule.at(EVE)
    schedule.at(DUE + timedelta(days=1), 0)
    assert schedule.letters("notice_due") == []
    assert schedule.skipped("notice_due") == {"too_late"}


def test_what_was_done_meanwhile_is_not_reminded_of(schedule, meeting, session):
    schedule.at(EVE)
    meeting.notice_sent_at, meeting.state = MEETING_AT, MeetingState.NOTIFIED
    session.commit()
    schedule.at(DAY)
    assert schedule.letters("notice_due") == []
    assert schedule.skipped("notice_due") == {"gone"}
    assert schedule.waiting("materials_due")


def test_a_meeting_called_off_drops_its_reminders_and_set_again_for_the_day_takes_them_up(
    schedule, meeting, session
):
    schedule.at(EVE)
    meeting.state, meeting.state_reason = MeetingState.CANCELLED, "Отъезд"
    session.commit()
    schedule.at(EVE, 10)
    assert not schedule.waiting("notice_due")

    meeting.state = MeetingState.AGENDA_OPEN
    session.commit()
    schedule.at(EVE, 11)
    assert schedule.waiting("notice_due")


def test_a_meeting_moved_to_another_day_is_reminded_of_for_that_day(schedule, meeting, session):
    schedule.at(DAY)
    meeting.starts_at += timedelta(days=7)
    session.commit()
    schedule.at(DAY, 10)
    assert [row.details["day"] for row in schedule.waiting("notice_due")] == ["2026-12-24"]
    meeting.starts_at -= timedelta(days=7)
    session.commit()
    schedule.at(DAY, 11)
    assert len(schedule.letters("notice_due")) == 1


def test_a_letter_without_an_address_waits_for_paper(schedule, meeting, council, session):
    council.secretary.account_id, council.secretary.email = None, ""
    session.commit()
    schedule.at(DAY)
    schedule.at(DAY, 10)
    ((_, person, _, email, _),) = schedule.letters("notice_due")
    assert (person, email) == (council.secretary.id, "")
    assert schedule.skipped("notice_due") == {"no_address"}


def test_a_kind_that_is_switched_off_from_a_day_on_is_skipped(schedule, build, council, meeting):
    schedule.at(EVE)
    setting(build, council, "reminders_off", "notice_due", DAY)
    schedule.at(DAY)
    assert schedule.letters("notice_due") == []
    assert schedule.skipped("notice_due") == {"switched_off"}


def test_the_lead_and_the_hour_follow_the_regulation(schedule, build, council, meeting):
    setting(build, council, "reminder_notice_days", "3")
    setting(build, council, "reminder_hour", "7")
    schedule.at(EVE, 6)
    assert not schedule.letters("notice_due")
    schedule.at(EVE, 7)
    assert schedule.letters("notice_due")


def test_the_deputy_chair_is_reminded_thrice_of_a_decision_and_never_after_it(
    schedule, build, council
):
    reports = Reports(build, council)
    waits, decided = reports.submitted(), reports.submitted()
    reports.decide(decided)
    found = schedule.through(date(2026, 11, 21), date(2026, 11, 27))

    assert [(day, kind) for day, kind, who in found if who == council.deputy.id] == [
        (date(2026, 11, 24), "decision_due_soon"),
        (date(2026, 11, 26), "decision_due_tomorrow"),
        (date(2026, 11, 27), "decision_due_today"),
    ]
    assert {row.subject_id for row in schedule.rows("decision_due_today")} == {waits}


def test_executors_are_reminded_until_they_report_and_not_of_what_they_reported(
    schedule, build, council
):
    given = AssignmentBuilder(build, council)
    due = date(2026, 12, 1)
    late = given.give(council.coordinator, council.reporter, due_on=due)
    reported, *_ = given.reported(council.coordinator, due_on=due)
    found = schedule.through(date(2026, 11, 21), date(2026, 12, 15))

    mine = [(day, kind) for day, kind, who in found if who == council.reporter.id]
    assert mine == [
        (date(2026, 11, 26), "assignment_due_soon"),
        (date(2026, 12, 1), "assignment_due_today"),
        (date(2026, 12, 2), "assignment_overdue"),
        (date(2026, 12, 9), "assignment_overdue"),
    ]
    theirs = [(day, kind) for day, kind, who in found if who == council.coordinator.id]
    assert set(mine) <= set(theirs)
    assert late.id in {row.subject_id for row in schedule.rows("undone")}
    assert reported.id not in {row.subject_id for row in schedule.rows()}


def test_delays_are_told_to_the_secretary_then_to_the_chairs_office_and_decide_nothing(
    schedule, build, council, meeting, session
):
    setting(build, council, "chair_office", "Office@Example.org")
    before = meeting.state, meeting.revision
    found = schedule.through(date(2026, 12, 11), date(2026, 12, 17))

    about = [(day, kind) for day, kind, _ in found if kind.startswith("undone")]
    assert (date(2026, 12, 11), "undone") in about
    assert (date(2026, 12, 16), "undone_for_long") in about
    (letter, *_) = schedule.letters("undone_for_long")
    assert (letter[1], letter[3]) == (None, "office@example.org")
    assert "решений" in letter[4][0]["paragraph"]
    session.refresh(meeting)
    assert (meeting.state, meeting.revision) == before


def test_the_plan_takes_as_many_statements_for_many_as_for_one(
    schedule, build, council, meeting, session
):
    given, reports = AssignmentBuilder(build, council), Reports(build, council)

    def grow():
        given.give(council.member, due_on=DUE)
        reports.submitted()
        schedule.at(date(2026, 11, 21), 3)

    grow()
    few = len(schedule.selects(date(2026, 11, 21)))
    for _ in range(3):
        grow()
    assert len(schedule.selects(date(2026, 11, 21))) == few <= 21


def test_letters_of_reminders_have_a_link_to_where_it_is_done(schedule, meeting, session):
    schedule.at(DAY)
    letter = session.query(OutgoingLetter).filter_by(kind="reminder.notice_due").one()
    actions = letter.body[-1]["actions"]
    assert actions[0]["url"] == f"/desk/meetings/{meeting.id}/notice"


@pytest.fixture
def waiting(schedule, meeting):
    """The reminder of the notice as it waits for its moment, planned the day before."""
    schedule.at(EVE)
    (reminder,) = schedule.waiting("notice_due")
    return reminder


def test_asked_again_when_it_is_sent_a_reminder_waits_for_its_moment(waiting):
    row = get_row(waiting)
    assert decide(row, row.due_at - timedelta(minutes=1)) is None
    assert isinstance(decide(row, row.due_at), Outgoing)
    assert decide(row, row.due_at + timedelta(days=9)) is SkipReason.TOO_LATE


def test_asked_again_a_reminder_of_what_was_called_off_meanwhile_is_gone(waiting, meeting, session):
    row = get_row(waiting)
    meeting.state, meeting.state_reason = MeetingState.CANCELLED, "Отъезд"
    session.commit()
    assert decide(row, row.due_at) is SkipReason.GONE


def test_asked_again_a_kind_that_was_switched_off_meanwhile_is_off(waiting, build, council):
    row = get_row(waiting)
    setting(build, council, "reminders_off", "notice_due")
    assert decide(row, row.due_at) is SkipReason.OFF


def test_one_that_cannot_be_sent_holds_up_no_other(schedule, build, council, waiting, caplog):
    build.meeting(council.body, number=8, starts_at=MEETING_AT)
    schedule.at(EVE, 10)
    first, second = schedule.waiting("notice_due")

    def fail_once(row, _now):
        if row.id == first.id:
            raise RuntimeError("no words for it")
        return SkipReason.GONE

    assert send_due(fail_once, now=second.due_at) == 0
    schedule.session.expire_all()
    assert schedule.waiting("notice_due") == [first]
    assert schedule.skipped("notice_due") == {SkipReason.GONE}
    assert "could not be sent, it waits" in caplog.text


def test_one_that_is_not_due_by_the_facts_stays_as_it_is(schedule, waiting):
    assert send_due(lambda _row, _now: None, now=waiting.due_at) == 0
    schedule.session.expire_all()
    assert schedule.waiting("notice_due") == [waiting]
