"""A report with its versions and decisions, as the approval sheet needs it; three statements."""

from collections.abc import Sequence

from core.papers.queries import find_kept_codes
from council.membership.queries import get_body
from council.reports.queries.reports import ReportRow
from council.reports.queries.versions import DecisionRow, VersionRow, list_versions
from council.reports.rules import ReportState
from council.reports.rules.papers import DecisionRecord, ReportRecord, VersionRecord

KEPT_SHEET = "approval sheet"  # the kind under which the sheet of each decision is kept
APPROVED_STATES = frozenset({ReportState.APPROVED, ReportState.HEARD})


def get_report_record(report: ReportRow) -> ReportRecord:
    """The sheet's date is that of the last submission or decision."""
    versions = list_versions(report.id)
    moments = [each.submitted_at for each in versions]
    moments += [each.decision.decided_at for each in versions if each.decision]
    return ReportRecord(
        name=f"approval-{report.period.year}-{str(report.id)[:8]}",
        body=get_body(report.body_id).name,
        title=report.title,
        period=report.period,
        author=report.author,
        author_post=report.author_position,
        organisation=report.organisation,
        zone=report.zone,
        is_approved=report.state in APPROVED_STATES,
        versions=tuple(version_record(each) for each in versions),
        made_at=max(moments, default=report.created_at),
    )


def version_record(row: VersionRow) -> VersionRecord:
    given = row.decision
    return VersionRecord(
        number=row.number,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        note=row.note,
        sha256=row.sha256,
        decision=decision_record(given) if given else None,
        is_submitted_here=row.is_submitted_here,
    )


def decision_record(row: DecisionRow) -> DecisionRecord:
    return DecisionRecord(
        decision=row.decision,
        remarks=row.remarks,
        name=row.decided_by,
        office=row.decided_as,
        at=row.decided_at,
        sha256=row.sha256,
        agreement=row.agreement,
    )


def find_sheet_codes(versions: Sequence[VersionRow]) -> dict[int, str]:
    """By the number of a version, the sheet kept with the decision on it; one statement.

    Versions without a decision have none, nor those decided on before sheets were kept.
    """
    decided = {each.decision.id: each.number for each in versions if each.decision}
    codes = find_kept_codes(KEPT_SHEET, decided)
    return {decided[subject_id]: code for subject_id, code in codes.items()}
