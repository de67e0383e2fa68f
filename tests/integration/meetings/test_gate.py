"""The gate of reports before the agenda: in the services and in the schema (invariant 1)."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.adapters.journal import list_history
from core.kernel.errors import Refused
from council.meetings.models import AgendaEdition, AgendaItem
from council.meetings.queries.agenda import list_items
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.kinds import ItemKind, MeetingState
from council.meetings.services.editions import approve_agenda, reopen_agenda
from council.meetings.services.notice import send_notice
from council.reports.rules import ReportKind, ReportState
from council.reports.services.revising import revise_report
from tests.tabling import approve, submitted_report


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def report(build, council):
    return submitted_report(build, council)


@pytest.fixture
def meeting(build, council, report):
    meeting = build.meeting(council.body)
    build.item(meeting, "О плане")
    build.item(
        meeting, "Об отчёте", kind=ItemKind.REPORT, report_id=report.id, report_is_gated=True
    )
    return meeting


def approved(council, meeting, secretary, now, reason=""):
    by = AgendaApproval(council.chair.id, reason)
    return approve_agenda(meeting.id, by, revision=meeting.revision, actor=secretary, now=now)


def test_the_agenda_is_refused_by_number_and_reason_and_nothing_is_left(
    build, council, meeting, secretary
):
    with pytest.raises(Refused) as caught:
        approved(council, meeting, secretary, build.now)

    assert caught.value.codes == ("items_blocked", "awaits_decision")
    assert caught.value.refusals[1].values["number"] == 2
    build.session.expire_all()
    assert meeting.state is MeetingState.AGENDA_OPEN
    assert meeting.agenda_edition == 0
    assert build.session.query(AgendaEdition).count() == 0
    assert not any(item.is_agreed for item in list_items(meeting.id))
    assert list_history([meeting.id]) == ()


def test_the_agenda_is_agreed_with_the_approval_of_the_current_version(
    build, council, meeting, report, secretary
):
    approval = approve(build, council, report)

    edition = approved(council, meeting, secretary, build.now)

    assert meeting.state is MeetingState.AGENDA_APPROVED
    assert [(i.is_agreed, i.printed_number) for i in list_items(meeting.id)] == [
        (True, 1),
        (True, 2),
    ]
    assert [each["report_version"] for each in edition.items] == [None, 1]
    assert edition.items[1]["approved_on"] == "2026-11-20"
    item = build.session.query(AgendaItem).filter_by(report_id=report.id).one()
    assert item.approval_id == approval.id


@pytest.mark.parametrize("kind", (ReportKind.INFRASTRUCTURE, ReportKind.INTERIM))
def test_infrastructure_and_interim_reports_need_no_approval(build, council, secretary, kind):
    presented = submitted_report(
        build, council, kind=kind, is_gated=False, state=ReportState.PRESENTED
    )
    meeting = build.meeting(council.body)
    build.item(
        meeting, "Об отчёте", kind=ItemKind.REPORT, report_id=presented.id, report_is_gated=False
    )

    assert approved(council, meeting, secretary, build.now).number == 1


def test_a_report_revised_after_the_approval_stops_the_notice(
    build, council, meeting, report, secretary
):
    approve(build, council, report)
    approved(council, meeting, secretary, build.now)
    revise_report(report.id, actor=build.viewer(council.coordinator), now=build.now)

    with pytest.raises(Refused) as caught:
        send_notice(
            meeting.id,
            with_materials=True,
            revision=meeting.revision,
            actor=secretary,
            now=build.now,
        )

    assert caught.value.codes == ("items_blocked", "items_not_agreed", "in_draft")
    build.session.expire_all()
    assert meeting.notice_sent_at is None


def test_an_item_that_lost_its_approval_needs_a_new_edition(
    build, council, meeting, report, secretary
):
    approve(build, council, report)
    approved(council, meeting, secretary, build.now)
    build.session.execute(update(AgendaItem).values(is_agreed=False, approval_id=None))
    build.session.commit()

    with pytest.raises(Refused) as caught:
        send_notice(
            meeting.id,
            with_materials=True,
            revision=meeting.revision,
            actor=secretary,
            now=build.now,
        )
    assert caught.value.codes == ("items_not_agreed",)

    reopen_agenda(meeting.id, revision=meeting.revision, actor=secretary, now=build.now)
    edition = approved(council, meeting, secretary, build.now, reason="Новая версия отчёта")
    assert edition.number == 2


def test_the_schema_itself_refuses_a_gated_report_without_approval(build, meeting, report):
    gated = build.session.query(AgendaItem).filter_by(report_id=report.id).one()
    gated.printed_number, gated.is_agreed = 1, True

    with pytest.raises(IntegrityError):
        build.session.flush()


def test_the_schema_refuses_the_approval_of_another_report(build, council, meeting, report):
    other = submitted_report(build, council, title="Другой отчёт")
    gated = build.session.query(AgendaItem).filter_by(report_id=report.id).one()
    gated.approval_id = approve(build, council, other).id

    with pytest.raises(IntegrityError):
        build.session.flush()


def test_the_schema_refuses_to_call_a_gated_report_ungated(build, meeting, report):
    gated = build.session.query(AgendaItem).filter_by(report_id=report.id).one()
    gated.report_is_gated = False

    with pytest.raises(IntegrityError):
        build.session.flush()
