"""The pages on which an author writes a report and hands it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from core.adapters.markdown import to_html
from council.reports.pages.files import FileLine, files_of
from council.reports.pages.words import period_text
from council.reports.queries import FileRow, ReportRow, VersionRow
from council.reports.rules import Decision, ReportKind


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft. `remarks` are those with which the last version was returned."""

    report_id: UUID
    title: str
    kind: ReportKind
    is_gated: bool
    period: str
    organisation: str
    revision: int
    is_title_fixed: bool
    next_version: int
    text: Markup
    files: tuple[FileLine, ...]
    zone: str
    remarks: str = ""
    returned_by: str = ""
    returned_at: datetime | None = None
    is_returned_here: bool = False

    @classmethod
    def of(
        cls, report: ReportRow, files: Sequence[FileRow], versions: Sequence[VersionRow]
    ) -> "DraftPage":
        last = versions[-1].decision if versions else None
        returned = last if last and last.decision is Decision.RETURNED else None
        return cls(
            report_id=report.id,
            title=report.title,
            kind=report.kind,
            is_gated=report.is_gated,
            period=period_text(report.period),
            organisation=report.organisation,
            revision=report.revision,
            is_title_fixed=report.current_version > 0,
            next_version=report.current_version + 1,
            text=to_html(report.draft_text, first_heading=3),
            files=files_of(report.id, files, None),
            zone=report.zone,
            remarks=returned.remarks if returned else "",
            returned_by=returned.decided_by.initials_after if returned else "",
            returned_at=returned.decided_at if returned else None,
            is_returned_here=bool(returned and returned.agreement),
        )
