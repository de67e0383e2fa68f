"""Writing a report of the file: versions, decisions with their kept sheets, the live approval."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.sections import Import, Known
from core.kernel.zones import noon
from council.importing.report_lines import ReportLine, Version
from council.reports.models import (
    Report,
    ReportApproval,
    ReportDecision,
    ReportVersion,
)
from council.reports.rules import Decision
from council.reports.services.content import content_of
from council.reports.services.papers import keep_sheet

DECIDED_AS = "заместитель председателя Совета от предпринимательского сообщества"


def write_report(work: Import, line: ReportLine, known: Known, zone: str) -> None:
    line.id = db.session.scalar(select(Report.id).where(Report.code == line.code))
    if line.id is not None:
        return
    line.id = uuid4()
    kind, year, first, last = line.period
    members = known["members"]
    report = Report(
        id=line.id,
        code=line.code,
        body_id=known["bodies"]["council"]["id"],
        kind=line.kind,
        is_gated=line.is_gated,
        title=line.title,
        period_kind=kind,
        period_year=year,
        period_from_month=first,
        period_to_month=last,
        organisation_id=known["organisations"][line.organisation]["id"]
        if line.organisation
        else None,
        author_id=members[line.versions[0].by].id,
        state=line.state,
        current_version=len(line.versions),
        draft_text=line.versions[-1].text,
        created_at=noon(line.versions[0].day, zone) - timedelta(hours=2),
    )
    db.session.add(report)
    db.session.flush()
    work.note("report", line.id)
    for number, version in enumerate(line.versions, 1):
        decision_id = write_version(report, number, version, members, zone)
        if decision_id is not None:
            keep_sheet(report.id, decision_id, number, now=work.now)


def write_version(
    report: Report, number: int, version: Version, members: Any, zone: str
) -> UUID | None:
    """The decision on the version, if there is one."""
    row = ReportVersion(
        id=uuid4(),
        report_id=report.id,
        number=number,
        text=version.text,
        note=version.note,
        sha256=content_of(report, number, version.text).sha256,
        submitted_by_id=members[version.by].id,
        submitted_at=noon(version.day, zone),
    )
    db.session.add(row)
    db.session.flush()
    if version.decision is None:
        return None
    decision = ReportDecision(
        id=uuid4(),
        report_id=report.id,
        version_id=row.id,
        version_number=number,
        decision=version.decision,
        remarks=version.remarks,
        sha256=row.sha256,
        decided_by_id=members[version.decided_by].id,
        decided_as=DECIDED_AS,
        decided_at=noon(version.decided_on or version.day, zone) + timedelta(hours=3),
    )
    db.session.add(decision)
    db.session.flush()
    if version.decision is Decision.APPROVED and number == report.current_version:
        approval = ReportApproval(
            report_id=report.id, decision_id=decision.id, version_number=number
        )
        db.session.add(approval)
    return decision.id
