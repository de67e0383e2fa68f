"""Writing a report: beginning one, saving its text and files. Nobody but the author sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters import files, journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.membership.queries import get_body, lock_body, procedure_on
from council.membership.rules import Power
from council.reports import queries
from council.reports.models import Report, ReportFile
from council.reports.rules import Period, ReportKind, needs_approval
from council.reports.rules.life_cycle import AT_WORK, LIFE_CYCLE, NOT_AUTHOR
from council.reports.rules.versions import normal_text
from council.reports.rules.writers import may_write

MOST_FILES = 20
KIND_OF_OTHERS = Refusal(
    "kind_of_others", N_("You prepare no reports of this kind. Choose another kind.")
)
NOT_AT_WORK = Refusal(
    "not_at_work",
    N_("The text cannot be changed now: the report is with the council. Take it back first."),
)
TOO_MANY_FILES = Refusal(
    "too_many_files",
    N_("A report has at most %(most)s files. Remove some or put them together."),
    {"most": MOST_FILES},
)
FIXED = Refusal(
    "title_fixed", N_("The title and the period were fixed when the report was first submitted.")
)
CHANGED = Refusal("draft_changed", N_("The text was changed elsewhere after you opened the page."))


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is chosen when a report is begun. `id` comes with the form: sent twice, made once."""

    id: UUID
    body_id: UUID
    kind: ReportKind
    title: str
    period: Period
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author typed, and the revision that the page was made from."""

    revision: int
    title: str
    text: str
    uploads: Sequence[files.Upload] = ()


@command
def create_report(new: NewReport, *, actor: Viewer, now: datetime) -> UUID:
    """Begin a report. Whether it is gated follows from the regulation in force today."""
    body = get_body(new.body_id)
    lock_body(body.id)  # the same form sent twice at once makes one report
    known = queries.find_author_id(new.id)
    if known is not None and known == actor.person_id:
        return new.id
    powers = {Power(power) for power, where in actor.held if where == body.id}
    if known is not None or actor.person_id is None or not powers:
        raise NotFound("no such report for this person")
    if not may_write(new.kind, powers):
        raise Refused(KIND_OF_OTHERS)
    procedure = procedure_on(body.id, local(now, body.zone).date())
    report = Report(
        id=new.id,
        body_id=body.id,
        kind=new.kind,
        is_gated=needs_approval(new.kind, procedure.gated_reports),
        title=new.title,
        period_kind=new.period.kind,
        period_year=new.period.year,
        period_from_month=new.period.from_month,
        period_to_month=new.period.to_month,
        organisation_id=new.organisation_id,
        author_id=actor.person_id,
        state=LIFE_CYCLE.initial,
        created_at=now,
    )
    db.session.add(report)
    journal.record("report.created", subject_id=report.id, actor=actor, at=now)
    return report.id


@command
def save_draft(report_id: UUID, draft: Draft, *, actor: Viewer, now: datetime) -> None:
    """Keep the text, the title and new files; raises `Stale` if it was saved elsewhere."""
    report = report_at_work(report_id, actor)
    text = normal_text(draft.text)
    if draft.revision != report.revision:
        raise Stale(CHANGED, mine=text, theirs=report.draft_text)
    if report.current_version and draft.title != report.title:
        raise Refused(FIXED)
    added = add_files(report, draft.uploads, now)
    changes = journal.apply_changes(report, {"title": draft.title, "draft_text": text})
    if not changes and not added:
        return
    report.revision += 1
    details = {"files_added": added} | {k: v for k, v in changes.items() if k == "title"}
    journal.record("report.draft_saved", subject_id=report.id, actor=actor, at=now, details=details)


@command
def remove_file(report_id: UUID, file_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take a file off the draft; versions keep theirs. Removing it twice changes nothing."""
    report = report_at_work(report_id, actor)
    file = db.session.get(ReportFile, file_id)
    if file is None:
        return
    if file.report_id != report.id or file.version_id is not None:
        raise NotFound("no such file of this draft")
    db.session.delete(file)
    report.revision += 1
    details = {"name": file.name}
    journal.record(
        "report.file_removed", subject_id=report.id, actor=actor, at=now, details=details
    )


def report_at_work(report_id: UUID, actor: Viewer) -> Report:
    """The locked report, if the actor may write it now."""
    report = queries.lock_report(report_id)
    if report.author_id != actor.person_id:
        raise NotFound("no such draft") if not report.current_version else Refused(NOT_AUTHOR)
    if report.state not in AT_WORK:
        raise Refused(NOT_AT_WORK)
    return report


def draft_files(report: Report) -> list[ReportFile]:
    f = ReportFile
    query = select(f).where(f.report_id == report.id, f.version_id.is_(None))
    return list(db.session.scalars(query.order_by(f.position, f.id)))


def add_files(report: Report, uploads: Sequence[files.Upload], now: datetime) -> list[str]:
    """Store what is new; the same file sent twice is kept once. Returns the names added."""
    kept = draft_files(report)
    known = {(file.name, file.sha256) for file in kept}
    new = [each for each in uploads if (each.name, each.sha256) not in known]
    if len(kept) + len(new) > MOST_FILES:
        raise Refused(TOO_MANY_FILES)
    last = max((file.position for file in kept), default=0)
    for position, upload in enumerate(new, last + 1):
        sha256 = files.store(upload, now=now)
        db.session.add(
            ReportFile(report_id=report.id, position=position, name=upload.name, sha256=sha256)
        )
    return [upload.name for upload in new]
