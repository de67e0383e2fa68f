"""One report: the very version, its files, what changed, the decision and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from markupsafe import Markup

from core.adapters.markdown import to_html
from core.kernel.difference import Paragraph, Run, RunKind, difference
from core.kernel.errors import Refusal
from core.kernel.zones import local
from council.reports.pages.files import FileLine, files_of
from council.reports.pages.marking import marked_html
from council.reports.pages.steps import Step, steps
from council.reports.pages.words import TONES, period_text
from council.reports.queries import (
    DeputyChair,
    FileRow,
    ReportRow,
    Tabling,
    VersionRow,
)
from council.reports.rules import (
    ReportAction,
    ReportKind,
    ReportState,
    Waiting,
    blocked_because,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was read for the page of one report, for one reader."""

    report: ReportRow
    versions: Sequence[VersionRow]
    texts: Mapping[int, str]
    files: Sequence[FileRow]
    tabling: Tabling | None
    waits: Waiting | None
    deputy: DeputyChair | None
    is_approved: bool
    actions: Sequence[ReportAction]
    refusals: Sequence[Refusal]
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from version `base` to version `number`."""

    base: int
    number: int
    runs: tuple[Run, ...]
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    choices: tuple[int, ...] = ()

    @property
    def is_same(self) -> bool:
        return not (self.runs or self.files_added or self.files_removed)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a report. `refusals` say why its reader cannot decide now."""

    report_id: UUID
    title: str
    kind: ReportKind
    is_gated: bool
    state: ReportState
    tone: str
    period: str
    author: str
    author_position: str
    organisation: str
    zone: str
    version: VersionRow | None
    submitted_on: date | None
    text: Markup
    files: tuple[FileLine, ...]
    comparison: Comparison | None
    steps: tuple[Step, ...]
    waits: Waiting | None
    deputy: DeputyChair | None
    tabling: Tabling | None
    blocked: Refusal | None
    actions: tuple[ReportAction, ...]
    refusals: tuple[Refusal, ...]
    versions: tuple[VersionRow, ...] = field(default=())

    @property
    def may_decide(self) -> bool:
        return ReportAction.APPROVE in self.actions

    @classmethod
    def of(cls, seen: Seen) -> "ReportPage":
        report, versions = seen.report, tuple(seen.versions)
        version = versions[-1] if versions else None
        paragraphs = changed_since(seen)
        return cls(
            report_id=report.id,
            title=report.title,
            kind=report.kind,
            is_gated=report.is_gated,
            state=report.state,
            tone="bad" if seen.waits and seen.waits.is_overdue else TONES[report.state],
            period=period_text(report.period),
            author=report.author.initials_after,
            author_position=report.author_position,
            organisation=report.organisation,
            zone=report.zone,
            version=version,
            submitted_on=local(version.submitted_at, report.zone).date() if version else None,
            text=text_of(seen, paragraphs),
            files=files_of(report.id, seen.files, version.number if version else None),
            comparison=comparison(seen, paragraphs),
            steps=steps(report, versions, seen.waits, seen.tabling),
            waits=seen.waits,
            deputy=seen.deputy,
            tabling=seen.tabling,
            blocked=blocked(seen),
            actions=tuple(seen.actions),
            refusals=tuple(seen.refusals),
            versions=versions,
        )


def blocked(seen: Seen) -> Refusal | None:
    if seen.report.state is ReportState.HEARD:
        return None
    return blocked_because(
        seen.report.state, is_gated=seen.report.is_gated, is_approved=seen.is_approved
    )


def text_of(seen: Seen, paragraphs: tuple[Paragraph, ...]) -> Markup:
    if paragraphs:
        return marked_html(paragraphs)
    return to_html(seen.texts.get(seen.report.current_version, ""), first_heading=3)


def changed_since(seen: Seen) -> tuple[Paragraph, ...]:
    if seen.base is None:
        return ()
    return difference(seen.texts.get(seen.base, ""), seen.texts[seen.report.current_version])


def comparison(seen: Seen, paragraphs: tuple[Paragraph, ...]) -> Comparison | None:
    """The changed paragraphs only: the rest stands in the document beside them."""
    if seen.base is None:
        return None
    runs = tuple(run for each in paragraphs if says_otherwise(each) for run in each.runs)
    number = seen.report.current_version
    old, new = (names(seen.files, n) for n in (seen.base, number))
    return Comparison(
        base=seen.base,
        number=number,
        runs=runs,
        files_added=tuple(name for key, name in new.items() if key not in old),
        files_removed=tuple(name for key, name in old.items() if key not in new),
        choices=tuple(v.number for v in seen.versions if v.number < number),
    )


def says_otherwise(paragraph: Paragraph) -> bool:
    """Whether words were added or removed; an empty line more is no change."""
    return any(run.kind is not RunKind.SAME and run.text.strip() for run in paragraph.runs)


def names(files: Sequence[FileRow], version: int) -> dict[tuple[str, str], str]:
    return {(f.name, f.sha256): f.name for f in files if f.version == version}


@dataclass(frozen=True, slots=True)
class UndecidedPage:
    """Why nothing was decided; what was typed is kept. `report` shows what stands now."""

    report: ReportPage
    reasons: tuple[Refusal, ...]
    remarks: str
    shown_version: int
    shown_sha256: str
    shown: VersionRow | None

    @property
    def is_superseded(self) -> bool:
        version = self.report.version
        return version is not None and version.sha256 != self.shown_sha256
