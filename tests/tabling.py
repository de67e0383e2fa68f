"""Reports before the gate, built row by row: what a meeting's tests need of another slice."""

from datetime import timedelta

from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import Decision, PeriodKind, ReportKind, ReportState

DIGEST = "0" * 63 + "1"


def submitted_report(build, council, *, title="Отчёт за I полугодие", **values):
    """A gated report of the coordinator that waits for the deputy chair, with its version 1."""
    defaults = {
        "kind": ReportKind.COORDINATOR,
        "is_gated": True,
        "state": ReportState.SUBMITTED,
        "period_kind": PeriodKind.HALF_YEAR,
        "period_year": 2026,
        "period_from_month": 1,
        "period_to_month": 6,
        "current_version": 1,
        "created_at": build.now,
    }
    report = build.add(
        Report(
            body_id=council.body.id,
            author_id=council.coordinator.id,
            title=title,
            **{**defaults, **values},
        )
    )
    build.add(
        ReportVersion(
            report_id=report.id,
            number=1,
            text="Итоги полугодия.",
            sha256=DIGEST,
            submitted_by_id=council.coordinator.id,
            submitted_at=build.now - timedelta(days=3),
        )
    )
    return report


def approve(build, council, report):
    """The deputy chair approves the only version; returns the live approval."""
    version = build.session.query(ReportVersion).filter_by(report_id=report.id).one()
    decision = build.add(
        ReportDecision(
            report_id=report.id,
            version_id=version.id,
            version_number=version.number,
            decision=Decision.APPROVED,
            sha256=version.sha256,
            decided_by_id=council.deputy.id,
            decided_as="заместитель председателя",
            decided_at=build.now - timedelta(days=1),
        )
    )
    report.state = ReportState.APPROVED
    return build.add(
        ReportApproval(report_id=report.id, decision_id=decision.id, version_number=version.number)
    )
