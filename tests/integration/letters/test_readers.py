"""Who is written to when something happens in the council, and who is not."""

from datetime import date, timedelta

import pytest

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import ANONYMOUS
from core.letters.rules import Urgency
from council.assignments import services as assignments
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentAction
from council.assignments.services import Execution, Extended, Verdict
from council.assignments.services.telling import tell_closed
from council.meetings.services import visitors
from council.meetings.services.forgetting import forget_visitors
from council.meetings.services.notice import send_materials
from council.meetings.services.postponing import cancel_meeting
from council.minutes import services as minutes_services
from council.reports import services as reports_services
from council.reports.rules import ReportAction
from tests.builders_assignments import AssignmentBuilder
from tests.builders_public import draft, list_of
from tests.builders_reports import REMARKS
from tests.calendars import letters, notified

ASKS, TELLS, SERVICE = Urgency.ASKS, Urgency.TELLS, Urgency.SERVICE


def readers(kind):
    """The e-mails a kind of letter went to."""
    return sorted(letter.email for letter in letters(kind))


def emails(*people):
    return sorted(person.email for person in people)


def one(kind, urgency):
    """The only letter of a kind; its words in one text."""
    (letter,) = letters(kind)
    assert letter.urgency is urgency
    return f"{letter.subject} {letter.greeting} {said(letter)}"


def said(letter):
    """All words of a letter, with plain spaces."""
    return str(letter.body).replace("\\xa0", " ")


@pytest.fixture
def by(build, council):
    return {"actor": build.viewer(council.secretary), "now": build.now}


def test_a_report_asks_the_deputy_chair_and_its_decision_is_told_to_the_author(reports, council):
    report_id = reports.submitted()
    assert readers("report.submitted") == emails(council.deputy)
    told = one("report.submitted", ASKS)
    assert "21 ноября 2026 г., 10:00 (МСК+2)" in told
    assert f"/desk/reports/{report_id}/" in told
    reports.decide(report_id)
    assert readers("report.approved") == emails(council.coordinator)
    assert "согласован" in one("report.approved", TELLS)


def test_returned_remarks_reach_the_author(reports, council):
    reports.returned()
    assert readers("report.returned") == emails(council.coordinator)
    assert REMARKS in one("report.returned", ASKS)


def test_a_report_without_a_gate_is_told_to_the_secretary(reports, council):
    reports.presented()
    assert readers("report.presented") == emails(council.secretary)
    assert letters("report.submitted") == []


def test_a_new_version_asks_anew(reports, council):
    report_id = reports.returned()
    reports.save(report_id, "Новый текст")
    reports.hand_in(report_id)
    assert readers("report.submitted") == emails(council.deputy, council.deputy)


def test_a_withdrawal_is_told_to_all_whom_it_concerns(reports, council, build):
    report_id = reports.submitted()
    author = build.viewer(council.coordinator)
    reports_services.withdraw_report(report_id, "Ошибка", actor=author, now=build.now)
    expected = emails(council.coordinator, council.deputy, council.secretary)
    assert readers("report.withdrawn") == expected


def test_a_draft_that_nobody_saw_is_withdrawn_in_silence(reports, council, build):
    report_id = reports.draft()
    author = build.viewer(council.coordinator)
    reports_services.withdraw_report(report_id, "Ошибка", actor=author, now=build.now)
    assert letters() == []


def test_what_is_refused_writes_no_letter(reports, council):
    report_id = reports.submitted()
    before = len(letters())
    with pytest.raises(Refused):
        reports.decide(report_id, ReportAction.RETURN, "")
    with pytest.raises(Refused):
        reports.decide(report_id, by=council.member)
    assert len(letters()) == before


def test_the_notice_tells_day_zone_place_and_agenda_in_the_letter_itself(build, council):
    story = notified(build, council)
    members = {letter.email for letter in letters("meeting.notified")}
    assert council.member.email in members
    assert council.coordinator.email in members
    first = letters("meeting.notified", council.member)[0]
    text = said(first)
    assert first.urgency is ASKS
    assert "(МСК+2)" in text
    assert "1. О плане работы" in text
    assert story.meeting.place in text
    assert first.about_id == story.meeting.id
    assert first.body_id == council.body.id


def test_materials_are_told_to_those_who_have_the_notice(build, council, by):
    story = notified(build, council)
    before = readers("meeting.notified")
    send_materials(story.meeting.id, revision=story.meeting.revision, **by)
    assert readers("meeting.materials") == before


def test_minutes_on_their_way_write_to_members_and_signatories(minutes, build, council, by):
    edition = minutes.drafted()
    until = build.now + timedelta(days=2)
    minutes_services.circulate_minutes(edition.id, until, **by)
    assert council.member.email in readers("minutes.circulated")
    assert "23 ноября 2026 г., 10:00 (МСК+2)" in said(letters("minutes.circulated")[0])
    assert letters("minutes.to_sign") == []


def test_only_those_who_sign_are_asked_to_sign(minutes):
    edition = minutes.to_sign()
    meeting = minutes.build.session.get(type(minutes.hall().meeting), edition.meeting_id)
    signatories = {meeting.presiding_id, meeting.secretary_id}
    found = letters("minutes.to_sign")
    assert {letter.person_id for letter in found} == signatories
    assert {letter.urgency for letter in found} == {ASKS}


def test_signed_and_published_minutes_are_told_to_the_members(minutes, council):
    edition = minutes.published()
    assert readers("minutes.signed") == readers("minutes.published")
    assert council.member.email in readers("minutes.signed")
    desk = letters("minutes.signed", council.member)[0]
    public = letters("minutes.published", council.member)[0]
    assert f"/desk/minutes/{edition.id}/" in said(desk)
    assert "/meetings/2026/" in said(public)


def test_each_executor_gets_one_letter_with_all_of_a_meeting(minutes):
    edition = minutes.signed()
    query = db.select(Assignment).where(Assignment.edition_id == edition.id)
    given = db.session.scalars(query).all()
    found = letters("assignment.given")
    assert given
    assert found
    assert len(found) == len({letter.email for letter in found})
    for letter in found:
        assert letter.urgency is ASKS
        assert "/desk/assignments/" in said(letter)


@pytest.fixture
def given(build, council):
    builder = AssignmentBuilder(build, council)
    builder.published(40)
    return builder


def test_control_of_an_assignment_writes_to_the_secretary_and_back(given, build, council, by):
    task = given.give(council.coordinator, council.member)
    executor = build.viewer(council.coordinator)
    done = Execution("Сделано.", date(2026, 11, 10))
    report_id = assignments.report_execution(task.id, done, actor=executor, now=build.now)
    assert readers("assignment.reported") == emails(council.secretary)
    assert "Сделано." in one("assignment.reported", ASKS)
    verdict = Verdict(report_id, AssignmentAction.RETURN, "Приложите отчёт.")
    assignments.rule_on_report(task.id, verdict, **by)
    executors = emails(council.coordinator, council.member)
    assert readers("assignment.returned") == executors
    assert "Приложите отчёт." in said(letters("assignment.returned")[0])
    assignments.close_assignment(task.id, "Решение председателя", **by)
    assert readers("assignment.closed") == executors
    assignments.reopen_assignment(task.id, "Ошибка", **by)
    assert readers("assignment.reopened") == executors


def test_organisations_and_groups_are_written_to_as_well_as_people(given, council, by):
    council.ministry.email = "ministry@region.example"
    task = given.give(council.coordinator, council.ministry, names=("Рабочая группа",))
    command(tell_closed)(task.id, "Исполнено.", by["now"])
    found = {letter.name: (letter.email, letter.state.value) for letter in letters()}
    coordinator = found.pop(next(name for name in found if council.coordinator.surname in name))
    assert coordinator == (council.coordinator.email, "waiting")
    assert found == {
        council.ministry.name: ("ministry@region.example", "waiting"),
        "Рабочая группа": ("", "no_address"),
    }


def test_a_moved_term_is_told_with_the_new_day(given, council, by):
    task = given.give(council.coordinator)
    later = (task.due_on or date(2026, 12, 1)) + timedelta(days=400)
    assignments.extend_assignment(task.id, Extended(later, "Председатель", "Просьба"), **by)
    assert f"{later.year}" in one("assignment.extended", TELLS)


def apply(public, meeting, number):
    application = draft(number)
    visitors.apply_as_visitor(meeting.id, application, actor=ANONYMOUS, now=public.build.now)
    return application.token


def test_a_visitor_hears_of_the_seat_the_list_and_the_seat_that_became_free(public, by):
    meeting = public.open_meeting(seats=1)
    token = apply(public, meeting, 1)
    apply(public, meeting, 2)
    assert f"/meetings/visit/{token}/" in one("visitor.confirmed", SERVICE)
    assert readers("visitor.waiting") == ["guest2@example.org"]
    first = list_of(meeting.id)[0]
    visitors.decline_application(first.id, "Закрытый вопрос", **by)
    assert "Закрытый вопрос" in one("visitor.declined", SERVICE)
    assert readers("visitor.promoted") == ["guest2@example.org"]


def test_what_a_visitor_typed_as_a_name_is_not_said_to_the_address(public):
    meeting = public.open_meeting()
    application = draft(1, full_name="Срочно Оплатите Счёт")
    visitors.apply_as_visitor(meeting.id, application, actor=ANONYMOUS, now=public.build.now)
    assert "Оплатите" not in one("visitor.confirmed", SERVICE)


def test_visitors_hear_that_the_meeting_is_off(public, by):
    meeting = public.open_meeting(seats=1)
    apply(public, meeting, 1)
    apply(public, meeting, 2)
    db.session.refresh(meeting)
    cancel_meeting(meeting.id, "Болезнь докладчика", revision=meeting.revision, **by)
    found = letters("visitor.called_off")
    assert readers("visitor.called_off") == ["guest1@example.org", "guest2@example.org"]
    assert "Болезнь докладчика" in said(found[0])


def test_who_gives_the_seat_up_is_forgotten_in_the_letters_too(public, by):
    meeting = public.open_meeting()
    apply(public, meeting, 1)
    (application,) = list_of(meeting.id)
    visitors.cancel_application(application.id, actor=ANONYMOUS, now=public.build.now)
    (letter,) = letters("visitor.confirmed")
    assert (letter.email, letter.name, letter.body) == ("", "–", [])


def test_a_year_after_the_meeting_the_letters_to_visitors_are_empty(public, by):
    meeting = public.open_meeting()
    apply(public, meeting, 1)
    later = {**by, "now": by["now"] + timedelta(days=500)}
    assert forget_visitors(**later) == 1
    (letter,) = letters("visitor.confirmed")
    assert "guest1" not in f"{letter.email} {letter.addressee} {letter.search_text}"
