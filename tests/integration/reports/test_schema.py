"""What the database itself refuses, whatever a program may try; on both databases.

SQLite names a CHECK, the columns of a UNIQUE, and no foreign key.
"""

from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from council.meetings.models import AgendaItem
from council.meetings.rules.kinds import ItemKind
from council.reports import queries
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import Decision


@pytest.fixture
def refused(session):
    """Expects that the database refuses what the records would make of it."""

    def attempt(records, statement):
        with session.begin_nested():
            session.add_all(records)
            if statement is not None:
                session.execute(statement)
            session.flush()

    def refuses(constraint, *records, statement=None):
        with pytest.raises(IntegrityError, match=constraint):
            attempt(records, statement)
        session.rollback()

    return refuses


def decision_about(session, version_of, council, reports, **values):
    query = select(ReportVersion).where(ReportVersion.report_id == version_of)
    version = session.scalars(query).one()
    fields = {
        "report_id": version_of,
        "version_id": version.id,
        "version_number": version.number,
        "decision": Decision.RETURNED,
        "remarks": "Исправить.",
        "sha256": version.sha256,
        "decided_by_id": council.deputy.id,
        "decided_as": "",
        "decided_at": reports.now,
    }
    return ReportDecision(**{**fields, **values})


def approval(report_id, decision_id, *, version_number=1, **values):
    return ReportApproval(
        report_id=report_id, decision_id=decision_id, version_number=version_number, **values
    )


def test_a_return_without_remarks(session, council, reports, refused):
    report_id = reports.submitted()

    refused(
        "return_needs_remarks", decision_about(session, report_id, council, reports, remarks="")
    )


def test_two_decisions_about_one_version(session, council, reports, refused):
    report_id = reports.approved()

    refused("report_decisions[._]version_id", decision_about(session, report_id, council, reports))


def test_a_decision_about_the_version_of_another_report(session, council, reports, refused):
    report_id, other = reports.submitted(), reports.submitted(title="Другой")

    refused(
        "fk_report_decisions_version|FOREIGN KEY",
        decision_about(session, report_id, council, reports, report_id=other),
    )


def test_an_approval_that_points_at_a_returned_decision(session, reports, refused):
    report_id = reports.returned()
    decision_id = session.scalars(select(ReportDecision.id)).one()

    refused(
        "only_approved|fk_report_approvals_decision|FOREIGN KEY",
        approval(report_id, decision_id),
    )
    refused(
        "only_approved|fk_report_approvals_decision|FOREIGN KEY",
        approval(report_id, decision_id, decision=Decision.RETURNED),
    )


def test_an_approval_borrowed_from_another_report(session, reports, refused):
    reports.approved()
    other = reports.submitted(title="Другой")
    decision_id = session.scalars(select(ReportDecision.id)).one()

    refused(
        "fk_report_approvals_decision|FOREIGN KEY",
        approval(other, decision_id),
    )


def test_two_live_approvals_of_one_report(session, reports, refused):
    report_id = reports.approved()
    decision_id = session.scalars(select(ReportDecision.id)).one()

    refused(
        "report_approvals[._]report_id",
        approval(report_id, decision_id),
    )


def test_a_new_version_while_the_old_one_is_approved(session, reports, refused):
    """Invariant 1: the approval has to go first, and with it what stands on an agreed agenda."""
    report_id = reports.approved()

    refused(
        "fk_report_approvals_current_version|FOREIGN KEY",
        statement=update(Report).where(Report.id == report_id).values(current_version=2),
    )


def test_an_approval_of_a_version_that_is_not_the_current_one(session, reports, refused):
    """Invariant 1: a stale version is approved neither under its own number nor under another."""
    report_id = reports.approved()
    stale = session.scalars(select(ReportDecision.id)).one()
    reports.revise(report_id)
    reports.resubmitted(report_id)

    refused("fk_report_approvals_current_version|FOREIGN KEY", approval(report_id, stale))
    refused(
        "fk_report_approvals_decision|FOREIGN KEY", approval(report_id, stale, version_number=2)
    )


def test_a_decision_that_calls_its_version_by_another_number(session, council, reports, refused):
    report_id = reports.submitted()

    refused(
        "fk_report_decisions_version|FOREIGN KEY",
        decision_about(session, report_id, council, reports, version_number=2),
    )


def test_an_agreed_item_that_tables_a_stale_version(build, session, council, reports, refused):
    """Invariant 1: no approval of the old version is left that an item could point at."""
    report_id = reports.approved()
    approval_id = queries.find_gate(report_id).approval_id
    reports.revise(report_id)
    reports.resubmitted(report_id)

    refused(
        "fk_agenda_items_approval|FOREIGN KEY",
        agreed_item(
            build, council, report_id=report_id, report_is_gated=True, approval_id=approval_id
        ),
    )


def agreed_item(build, council, **values):
    meeting = build.meeting(council.body)
    return AgendaItem(
        meeting_id=meeting.id,
        position=1,
        printed_number=1,
        title="О докладе",
        kind=ItemKind.REPORT,
        is_agreed=True,
        **values,
    )


def test_an_agreed_item_with_a_gated_report_without_approval(build, council, reports, refused):
    report_id = reports.submitted()

    refused(
        "gated_report_needs_approval",
        agreed_item(build, council, report_id=report_id, report_is_gated=True),
    )


def test_an_agreed_item_that_calls_a_gated_report_free(build, council, reports, refused):
    report_id = reports.submitted()

    refused(
        "fk_agenda_items_report|FOREIGN KEY|gate_known_with_report",
        agreed_item(build, council, report_id=report_id, report_is_gated=False),
    )
    refused(
        "fk_agenda_items_report|FOREIGN KEY|gate_known_with_report",
        agreed_item(build, council, report_id=report_id),
    )


def test_an_agreed_item_with_the_approval_of_another_report(build, council, reports, refused):
    approval_id = queries.find_gate(reports.approved()).approval_id
    other = reports.submitted(title="Другой")

    refused(
        "fk_agenda_items_approval|FOREIGN KEY",
        agreed_item(build, council, report_id=other, report_is_gated=True, approval_id=approval_id),
    )


def test_an_approval_deleted_from_under_an_agreed_item(build, session, council, reports, refused):
    report_id = reports.approved()
    approval_id = queries.find_gate(report_id).approval_id
    build.add(
        agreed_item(
            build, council, report_id=report_id, report_is_gated=True, approval_id=approval_id
        )
    )

    refused(
        "fk_agenda_items_approval|FOREIGN KEY",
        statement=delete(ReportApproval).where(ReportApproval.id == approval_id),
    )


def test_a_report_freed_of_its_gate_while_it_is_tabled(build, session, council, reports, refused):
    report_id = reports.approved()
    approval_id = queries.find_gate(report_id).approval_id
    build.add(
        agreed_item(
            build, council, report_id=report_id, report_is_gated=True, approval_id=approval_id
        )
    )

    refused(
        "fk_agenda_items_report|FOREIGN KEY",
        statement=update(Report).where(Report.id == report_id).values(is_gated=False),
    )


def test_a_submitted_report_without_a_version(reports, refused):
    report_id = reports.submitted()

    refused(
        "submitted_has_version",
        statement=update(Report).where(Report.id == report_id).values(current_version=0),
    )


def test_two_versions_with_one_number(session, council, reports, refused):
    report_id = reports.submitted()

    refused(
        "report_versions[._]report_id",
        ReportVersion(
            id=uuid4(),
            report_id=report_id,
            number=1,
            text="",
            sha256="0" * 64,
            submitted_by_id=council.coordinator.id,
            submitted_at=reports.now,
        ),
    )
