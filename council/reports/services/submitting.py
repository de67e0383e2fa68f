"""Handing a report in: an immutable version is made of the draft and its files."""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.reports import queries
from council.reports.models import Report, ReportFile, ReportVersion
from council.reports.rules import LIFE_CYCLE, ReportAction, ReportState, Ruling
from council.reports.rules.versions import NamedFile
from council.reports.services.content import content_of
from council.reports.services.drafting import draft_files
from council.reports.services.telling import tell_handed_in

HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.PRESENTED})
CHANGED = Refusal(
    "draft_changed", N_("The text was changed after you opened the page. Read it and submit again.")
)


@command
def submit_report(
    report_id: UUID, revision: int, note: str, *, actor: Viewer, now: datetime
) -> int:
    """Make the next version: a gated report goes to the deputy chair, another to the council.

    `revision` is that of the page; the same form sent twice answers with the version it made.
    Returns the number of the version. Raises `Refused`, `NotFound`.
    """
    report = queries.lock_report(report_id)
    is_author = report.author_id == actor.person_id
    if not is_author and not report.current_version:
        raise NotFound("no such draft")
    if is_author and report.state in HANDED_IN and report.revision == revision + 1:
        return report.current_version
    drafted = draft_files(report)
    has_content = bool(report.draft_text.strip() or drafted)
    action = ReportAction.SUBMIT if report.is_gated else ReportAction.PRESENT
    facts = Ruling(report.is_gated, is_author=is_author, has_content=has_content)
    state = LIFE_CYCLE.advance(action, report.state, facts)
    if report.revision != revision:
        raise Refused(CHANGED)
    version = add_version(report, note, drafted, actor, now)
    report.state, report.current_version = state, version.number
    report.revision += 1
    details = {"version": version.number, "sha256": version.sha256}
    journal.record(f"report.{state}", subject_id=report.id, actor=actor, at=now, details=details)
    tell_handed_in(report, note, now)
    return version.number


def add_version(
    report: Report, note: str, drafted: list[ReportFile], actor: Viewer, now: datetime
) -> ReportVersion:
    number = report.current_version + 1
    named = [NamedFile(file.name, file.sha256) for file in drafted]
    version = ReportVersion(
        report_id=report.id,
        number=number,
        text=report.draft_text,
        note=note,
        sha256=content_of(report, number, report.draft_text, named).sha256,
        submitted_by_id=actor.person_id,
        submitted_at=now,
    )
    db.session.add(version)
    db.session.flush()
    for position, file in enumerate(named, 1):
        db.session.add(
            ReportFile(
                report_id=report.id,
                version_id=version.id,
                position=position,
                name=file.name,
                sha256=file.sha256,
            )
        )
    return version
