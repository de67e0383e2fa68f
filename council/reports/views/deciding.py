"""The deputy chair's decision: one form, and every way in which it can be refused."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand, requires, viewer
from core.accounts.forms import BESIDE_FACTOR
from core.accounts.rules.throttle import Throttled
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refusal, Refused, Stale
from core.pages import error_page
from core.signatures.asking import ask_to_accept, proof_in, signing, wants_agreement
from council.access import Permission
from council.reports import queries, services
from council.reports.forms import DecisionForm
from council.reports.pages import ReportPage, UndecidedPage
from council.reports.queries import ReportRow
from council.reports.rules import ReportAction
from council.reports.services import Verdict
from council.reports.views.blueprint import blueprint, visible_report
from council.reports.views.reading import seen_report, show_report

FORBIDDEN = frozenset({"not_deputy_chair", "own_report"})
BESIDE = {**BESIDE_FACTOR, "signing_paused": "confirmation", "no_remarks": "remarks"}


@blueprint.post("/<uuid:report_id>/decision")
@requires(Permission.DECIDE_REPORT)
def decide(report_id: UUID) -> ResponseReturnValue:
    report = visible_report(report_id)
    demand(Permission.DECIDE_REPORT, report.body_id)
    if signing().begins_with_agreement:
        return ask_to_accept()
    form = DecisionForm(request.form)
    if not form.validate():
        return show_report(report, form, status=422)
    try:
        services.sign_decision(
            report.id, verdict_of(form), proof_in(form), actor=viewer(), now=now()
        )
    except Refused as refused:
        return answer(report_id, form, refused)
    except Stale as stale:
        return show_undecided(report_id, form, stale.refusal)
    flash(
        gettext("The report is approved.")
        if form.action.data == ReportAction.APPROVE
        else gettext("The report is returned with your remarks.")
    )
    return redirect(url_for(".show", report_id=report_id), code=303)


def verdict_of(form: DecisionForm) -> Verdict:
    return Verdict(
        ReportAction(form.action.data), form.version.data, form.sha256.data, form.remarks.data
    )


def answer(report_id: UUID, form: DecisionForm, refused: Refused) -> ResponseReturnValue:
    """403 for who may not decide, 422 or 429 for what can be mended in the form, else 409."""
    codes = set(refused.codes)
    if wants_agreement(refused):
        return ask_to_accept()
    if codes & FORBIDDEN:
        return error_page(403, reasons=[sentence(refusal) for refusal in refused.refusals])
    if codes <= set(BESIDE):
        form.refuse(refused, sentence, **BESIDE)
        status = 429 if isinstance(refused, Throttled) else 422
        return show_report(visible_report(report_id), form, status=status)
    return show_undecided(report_id, form, *refused.refusals)


def show_undecided(report_id: UUID, form: DecisionForm, *reasons: Refusal) -> ResponseReturnValue:
    """Nothing was decided: both versions, what differs, and the remarks that were typed."""
    report = visible_report(report_id)
    page = undecided(report, form, reasons)
    again = None
    if page.report.may_decide and page.report.version:
        present = page.report.version
        again = DecisionForm(
            data={
                "version": present.number,
                "sha256": present.sha256,
                "remarks": form.remarks.data,
            }
        )
    asked = signing() if again else None
    return render_template("reports/undecided.html", page=page, form=again, signing=asked), 409


def undecided(report: ReportRow, form: DecisionForm, reasons: tuple[Refusal, ...]) -> UndecidedPage:
    shown = [v for v in queries.list_versions(report.id) if v.sha256 == form.sha256.data]
    return UndecidedPage(
        report=ReportPage.of(seen_report(report, shown[0].number if shown else None)),
        reasons=reasons,
        remarks=form.remarks.data,
        shown_version=form.version.data,
        shown_sha256=form.sha256.data,
        shown=shown[0] if shown else None,
    )
