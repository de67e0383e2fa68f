"""Handing a report in and taking it back."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.reports import queries, services
from council.reports.forms import SubmitForm, WithdrawForm
from council.reports.pages import DraftPage, ReportPage
from council.reports.queries import ReportRow
from council.reports.views.blueprint import blueprint, own_report
from council.reports.views.reading import seen_report


def show_submit(report: ReportRow, form: SubmitForm, status: int = 200) -> ResponseReturnValue:
    page = DraftPage.of(report, queries.list_files(report.id), queries.list_versions(report.id))
    return render_template("reports/submit.html", page=page, form=form), status


@blueprint.get("/<uuid:report_id>/submit")
@requires(Permission.WRITE_REPORT)
def submit(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    if not report.is_at_work:
        return redirect(url_for(".show", report_id=report_id))
    return show_submit(report, SubmitForm(data={"version": report.revision}))


@blueprint.post("/<uuid:report_id>/submit")
@requires(Permission.WRITE_REPORT)
def hand_in(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    form = SubmitForm(request.form)
    if not form.validate():
        return show_submit(report, form, status=422)
    try:
        services.submit_report(
            report_id, form.version.data, form.note.data, actor=viewer(), now=now()
        )
    except Refused as refused:
        if "wrong_state" in refused.codes:
            raise
        form.refuse(refused, sentence)
        form.version.data = report.revision
        return show_submit(report, form, status=409 if "draft_changed" in refused.codes else 422)
    flash(
        gettext("The report is sent to the deputy chair for approval.")
        if report.is_gated
        else gettext("The report is presented to the council.")
    )
    return redirect(url_for(".show", report_id=report_id), code=303)


@blueprint.get("/<uuid:report_id>/revise")
@requires(Permission.WRITE_REPORT)
def revise(report_id: UUID) -> ResponseReturnValue:
    page = ReportPage.of(seen_report(own_report(report_id)))
    return render_template("reports/revise.html", page=page)


@blueprint.post("/<uuid:report_id>/revise")
@requires(Permission.WRITE_REPORT)
def take_back(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    services.revise_report(report.id, actor=viewer(), now=now())
    flash(gettext("The report is yours to rework. Submit it again when it is ready."))
    return redirect(url_for(".edit", report_id=report_id), code=303)


def show_withdraw(report: ReportRow, form: WithdrawForm, status: int = 200) -> ResponseReturnValue:
    page = ReportPage.of(seen_report(report))
    return render_template("reports/withdraw.html", page=page, form=form), status


@blueprint.get("/<uuid:report_id>/withdraw")
@requires(Permission.WRITE_REPORT)
def withdraw(report_id: UUID) -> ResponseReturnValue:
    return show_withdraw(own_report(report_id), WithdrawForm())


@blueprint.post("/<uuid:report_id>/withdraw")
@requires(Permission.WRITE_REPORT)
def withdraw_it(report_id: UUID) -> ResponseReturnValue:
    report = own_report(report_id)
    form = WithdrawForm(request.form)
    if not form.validate():
        return show_withdraw(report, form, status=422)
    services.withdraw_report(report_id, form.reason.data, actor=viewer(), now=now())
    flash(gettext("The report is withdrawn."))
    return redirect(url_for(".show", report_id=report_id), code=303)
