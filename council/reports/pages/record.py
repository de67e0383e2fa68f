"""What is kept of a report: the approval sheet and the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from core.adapters.journal import HistoryLine
from core.adapters.markdown import to_html
from core.kernel.errors import N_
from council.reports.pages.files import FileLine, files_of
from council.reports.pages.words import TONES, period_text
from council.reports.queries import FileRow, ReportRow, VersionRow
from council.reports.rules import ReportState

WORDS: Mapping[str, str] = {
    "report.imported": N_("Brought over from the region's file"),
    "report.created": N_("The report was begun"),
    "report.draft_saved": N_("The draft was saved"),
    "report.file_removed": N_("A file was removed from the draft"),
    "report.submitted": N_("Sent for approval"),
    "report.presented": N_("Presented to the council"),
    "report.approved": N_("Approved by the deputy chair"),
    "report.returned": N_("Returned with remarks"),
    "report.revised": N_("Taken back to be reworked"),
    "report.withdrawn": N_("Withdrawn by the author"),
    "report.heard": N_("Heard by the council"),
}
OWN_WORK = frozenset({"report.draft_saved", "report.file_removed"})


@dataclass(frozen=True, slots=True)
class VersionPage:
    """An earlier version as it was submitted, with what was decided about it."""

    report_id: UUID
    title: str
    period: str
    zone: str
    version: VersionRow
    is_current: bool
    text: Markup
    files: tuple[FileLine, ...]

    @classmethod
    def of(
        cls, report: ReportRow, version: VersionRow, text: str, files: Sequence[FileRow]
    ) -> "VersionPage":
        return cls(
            report_id=report.id,
            title=report.title,
            period=period_text(report.period),
            zone=report.zone,
            version=version,
            is_current=version.number == report.current_version,
            text=to_html(text, first_heading=3),
            files=files_of(report.id, files, version.number),
        )


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The approval sheet: every version with its decision and signature.

    `kept` are the versions whose sheet is kept as it was signed.
    """

    report_id: UUID
    title: str
    period: str
    organisation: str
    author: str
    author_position: str
    state: ReportState
    tone: str
    zone: str
    versions: tuple[VersionRow, ...]

    @classmethod
    def of(cls, report: ReportRow, versions: Sequence[VersionRow]) -> "SheetPage":
        return cls(
            report_id=report.id,
            title=report.title,
            period=period_text(report.period),
            organisation=report.organisation,
            author=report.author.full,
            author_position=report.author_position,
            state=report.state,
            tone=TONES[report.state],
            zone=report.zone,
            versions=tuple(versions),
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history; `what` is a message id."""

    what: str
    who: str
    at: datetime
    version: int | None
    said: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of a report, the newest first; work on the draft is for its author alone."""

    report_id: UUID
    title: str
    zone: str
    events: tuple[Event, ...]

    @classmethod
    def of(
        cls, report: ReportRow, lines: Sequence[HistoryLine], *, is_author: bool
    ) -> "HistoryPage":
        return cls(
            report.id,
            report.title,
            report.zone,
            tuple(
                Event(
                    WORDS.get(line.what, line.what),
                    line.actor_name,
                    line.at,
                    line.details.get("version"),
                    line.details.get("remarks") or line.details.get("reason") or "",
                )
                for line in lines
                if is_author or line.what not in OWN_WORK
            ),
        )
