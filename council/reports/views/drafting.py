"""Writing a report: the form of a new one, the draft, its files."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.files import received
from core.adapters.language import label, sentence
from core.kernel.difference import difference
from core.kernel.errors import NotFound, Refused, Stale
from council.access import Permission
from council.membership.queries import list_bodies
from council.membership.rules import Power
from council.reports import queries, services
from council.reports.forms import DraftForm, NewReportForm, period_fields
from council.reports.pages import DraftPage, proposed_title
from council.reports.queries import ReportRow
from council.reports.rules import ReportKind
from council.reports.rules.periods import usual_period
from council.reports.rules.writers import kinds_for
from council.reports.services import Draft, NewReport
from council.reports.views.blueprint import blueprint, own_report, writing_bodies


def new_form() -> NewReportForm:
    """The form with what this author may choose; what is known of the report is filled in."""
    who = viewer()
    kinds = kinds_for({Power(power) for power, _ in who.held})
    mine = writing_bodies()
    bodies = [body for body in list_bodies() if body.id in mine]
    asked = kinds[0] if len(kinds) == 1 else asked_kind(kinds)
    period = usual_period(asked, today(bodies[0].zone))
    form = NewReportForm(
        request.form,
        data={
            "key": str(uuid4()),
            "kind": asked,
            **period_fields(period),
            "organisation": str(queries.find_organisation_of(who.person_id) or ""),
        },
    )
    form.offer(
        [(body.id, body.name) for body in bodies],
        [(kind, label(kind)) for kind in kinds],
        queries.list_organisations(),
    )
    return form


def asked_kind(kinds: Sequence[ReportKind]) -> ReportKind | None:
    """The kind that a link asks for, «?kind=interim_report»."""
    return next((kind for kind in kinds if kind == request.args.get("kind")), None)


def show_new(form: NewReportForm, status: int = 200) -> ResponseReturnValue:
    return render_template("reports/new.html", form=form), status


@blueprint.get("/new")
@requires(Permission.WRITE_REPORT)
def new() -> ResponseReturnValue:
    return show_new(new_form())


@blueprint.post("/new")
@requires(Permission.WRITE_REPORT)
def create() -> ResponseReturnValue:
    form = new_form()
    if not form.validate():
        return show_new(form, status=422)
    try:
        report_id = services.create_report(asked_for(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, months_order="last_month", kind_of_others="kind")
        return show_new(form, status=422)
    return redirect(url_for(".edit", report_id=report_id), code=303)


def asked_for(form: NewReportForm) -> NewReport:
    period, kind = form.period(), ReportKind(form.kind.data)
    organisation = UUID(form.organisation.data) if form.organisation.data else None
    name = queries.find_organisation_name(organisation)
    return NewReport(
        id=key_of(form),
        body_id=UUID(form.body.data),
        kind=kind,
        title=form.title.data or proposed_title(kind, period, name),
        period=period,
        organisation_id=organisation,
    )


def key_of(form: NewReportForm) -> UUID:
    try:
        return UUID(form.key.data)
    except ValueError as error:
        raise NotFound("the key of the form is damaged") from error


def show_edit(report: ReportRow, form: DraftForm, status: int = 200) -> ResponseReturnValue:
    page = DraftPage.of(report, queries.list_files(report.id), queries.list_versions(report.id))
    return render_template("reports/edit.html", page=page, form=form), status


def draft_form(report: ReportRow, *args: Any, **kwargs: Any) -> DraftForm:
    """The form of the draft; the title is fixed by the first submission."""
    form = DraftForm(*args, **kwargs)
    if report.current_version:
        del form.title
    return form


def typed_title(form: DraftForm, report: ReportRow) -> str:
    return form.title.data if form.title else report.title


@blueprint.get("/<uuid:report_id>/edit")
@requires(Permission.WRITE_REPORT)
def edit(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    if not report.is_at_work:
        return redirect(url_for(".show", report_id=report_id))
    data = {"version": report.revision, "title": report.title, "text": report.draft_text}
    return show_edit(report, draft_form(report, data=data))


@blueprint.post("/<uuid:report_id>/edit")
@requires(Permission.WRITE_REPORT)
def save(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    if request.form.get("choice") == "theirs":
        flash(gettext("The saved text stays as it was."))
        return redirect(url_for(".edit", report_id=report_id), code=303)
    form = draft_form(report, request.form)
    if not form.validate():
        return show_edit(report, form, status=422)
    try:
        uploads = received(request.files.getlist("files"))
        text = form.text.data or ""
        draft = Draft(form.version.data, typed_title(form, report), text, uploads)
        services.save_draft(report_id, draft, actor=viewer(), now=now())
    except Stale as stale:
        return show_conflict(report_id, form, stale)
    except Refused as refused:
        return refused_save(report, form, refused)
    flash(gettext("The draft is saved."))
    after = ".submit" if request.form.get("then") == "submit" else ".edit"
    return redirect(url_for(after, report_id=report_id), code=303)


def refused_save(report: ReportRow, form: DraftForm, refused: Refused) -> ResponseReturnValue:
    if "not_at_work" in refused.codes:
        raise refused
    beside = dict.fromkeys(("file_type", "file_empty", "file_size", "too_many_files"), "files")
    form.refuse(refused, sentence, **beside)
    return show_edit(report, form, status=422)


def show_conflict(report_id: UUID, form: DraftForm, stale: Stale) -> ResponseReturnValue:
    report = own_report(report_id)
    runs = [run for part in difference(stale.theirs, stale.mine) for run in part.runs]
    return (
        render_template(
            "reports/conflict.html",
            page=DraftPage.of(report, (), ()),
            mine=stale.mine,
            theirs=stale.theirs,
            typed_title=typed_title(form, report),
            runs=runs,
        ),
        409,
    )


@blueprint.post("/<uuid:report_id>/files/<uuid:file_id>/remove")
@requires(Permission.WRITE_REPORT)
def remove_file(report_id: UUID, file_id: UUID) -> ResponseReturnValue:
    services.remove_file(report_id, file_id, actor=viewer(), now=now())
    flash(gettext("The file is removed from the draft."))
    return redirect(url_for(".edit", report_id=report_id), code=303)
