"""Reading a report: its page, earlier versions, files, the approval sheet, the history."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.adapters.clock import today
from core.adapters.files import sent
from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refusal
from core.kernel.zones import local
from core.region.calendar import work_calendar
from core.signatures.asking import signing
from council.access import Permission
from council.membership.queries import procedure_on
from council.reminders.delays import delays_about
from council.reports import queries
from council.reports.forms import DecisionForm
from council.reports.pages import HistoryPage, ReportPage, Seen, SheetPage, VersionPage
from council.reports.queries import ReportRow, VersionRow
from council.reports.rules import (
    LIFE_CYCLE,
    ReportAction,
    ReportState,
    Ruling,
    Waiting,
    waiting,
)
from council.reports.views.blueprint import blueprint, visible_report

DECIDING = (ReportAction.APPROVE, ReportAction.RETURN)


def seen_report(report: ReportRow, asked: int | None = None) -> Seen:
    """Everything that the page of the report is made from; `asked` is a version to compare with."""
    versions = queries.list_versions(report.id)
    base = base_of(versions, asked)
    wanted = {report.current_version, base} - {None, 0}
    actions, refusals = offered(report)
    return Seen(
        report=report,
        versions=versions,
        texts=queries.list_texts(report.id, [n for n in wanted if n]),
        files=queries.list_files(report.id),
        tabling=queries.find_tabling(report.id),
        waits=waits_of(report, versions),
        deputy=queries.find_deputy(report.body_id, today(report.zone)) if report.is_gated else None,
        is_approved=queries.find_gate(report.id).approval_id is not None,
        actions=actions,
        refusals=refusals,
        base=base,
    )


def base_of(versions: tuple[VersionRow, ...], asked: int | None) -> int | None:
    """With which version to compare: the one asked for, else the last that was decided about.

    That is what the deputy chair saw last; without one, simply the version before.
    """
    earlier = versions[:-1]
    if not earlier:
        return None
    decided = [version.number for version in earlier if version.decision]
    if asked in {version.number for version in earlier}:
        return asked
    return decided[-1] if decided else earlier[-1].number


def waits_of(report: ReportRow, versions: tuple[VersionRow, ...]) -> Waiting | None:
    if report.state is not ReportState.SUBMITTED or not versions:
        return None
    day = today(report.zone)
    days = procedure_on(report.body_id, day).review_days
    return waiting(local(versions[-1].submitted_at, report.zone).date(), day, days, work_calendar())


def offered(report: ReportRow) -> tuple[tuple[ReportAction, ...], tuple[Refusal, ...]]:
    """The actions that this reader is offered, and why the deputy chair cannot decide."""
    is_deputy = permits(viewer(), Permission.DECIDE_REPORT, report.body_id)
    facts = Ruling(
        report.is_gated,
        is_author=report.author_id == viewer().person_id,
        is_deputy_chair=is_deputy,
        is_being_heard=queries.is_being_heard(report.id),
        has_content=True,
        remarks="…",  # whether they were written is asked when they are sent
    )
    refusals = LIFE_CYCLE.refusals(ReportAction.APPROVE, report.state, facts)
    is_asked = is_deputy and report.state is ReportState.SUBMITTED
    actions = LIFE_CYCLE.open_actions(report.state, facts)
    return actions, refusals if is_asked else ()


def show_report(
    report: ReportRow,
    form: DecisionForm | None = None,
    *,
    asked: int | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = ReportPage.of(seen_report(report, asked))
    if form is None and page.may_decide and page.version:
        form = DecisionForm(data={"version": page.version.number, "sha256": page.version.sha256})
    delays = delays_about(report.id, report.body_id, report.zone)
    shown = signing() if form else None
    body = render_template("reports/show.html", page=page, form=form, delays=delays, signing=shown)
    return body, status


@blueprint.get("/<uuid:report_id>/")
@requires(Permission.READ_REPORT)
def show(report_id: UUID) -> ResponseReturnValue:
    return show_report(visible_report(report_id), asked=request.args.get("from", type=int))


@blueprint.get("/<uuid:report_id>/versions/<int(max=100000):number>/")
@requires(Permission.READ_REPORT)
def version(report_id: UUID, number: int) -> ResponseReturnValue:
    report = visible_report(report_id)
    versions = [v for v in queries.list_versions(report.id) if v.number <= number]
    if not versions or versions[-1].number != number:
        raise NotFound("no such version")
    texts, files = queries.list_texts(report.id, [number]), queries.list_files(report.id)
    page = VersionPage.of(report, versions[-1], texts[number], files)
    return render_template("reports/version.html", page=page)


@blueprint.get("/<uuid:report_id>/files/<uuid:file_id>")
@requires(Permission.READ_REPORT)
def download(report_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """A file of a version for who may read the report, of the draft for its author."""
    report = visible_report(report_id)
    file = queries.get_file(report.id, file_id)
    if file.version is None and report.author_id != viewer().person_id:
        raise NotFound("a file of somebody else's draft")
    return sent(file.sha256, file.name, file.media_type)


@blueprint.get("/<uuid:report_id>/sheet/")
@requires(Permission.READ_REPORT)
def sheet(report_id: UUID) -> ResponseReturnValue:
    report = visible_report(report_id)
    page = SheetPage.of(report, queries.list_versions(report.id))
    return render_template("reports/sheet.html", page=page)


@blueprint.get("/<uuid:report_id>/history/")
@requires(Permission.READ_REPORT)
def history(report_id: UUID) -> ResponseReturnValue:
    report = visible_report(report_id)
    is_author = report.author_id == viewer().person_id
    page = HistoryPage.of(report, list_history([report.id]), is_author=is_author)
    return render_template("reports/history.html", page=page)
