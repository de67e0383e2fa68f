"""One application on the working pages: what the company wrote and received, and the decision."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.clock import today
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from events.access import Permission
from events.companies.queries import CameOfIt, find_outcomes, get_head, list_supports
from events.keeping import by
from events.missions import services
from events.missions.forms.desk import VerdictForm
from events.missions.pages.desk import DECIDING, SelectionPage
from events.missions.pages.public import Beside
from events.missions.queries.applications import (
    count_waiting_before,
    find_company_id,
    get_row,
    list_consents,
    list_files,
)
from events.missions.queries.calls import get_call_row
from events.missions.rules.applications import MissionApplicationAction, MissionApplicationState
from events.missions.views.desk import blueprint, keeping
from events.programme.pages.results import amount_text

SCORE = "score"


def load(application_id: UUID) -> SelectionPage:
    body, row = keeping(), get_row(application_id)
    if row.confirmed_at is None:
        raise NotFound("an application that nobody confirmed is nobody's")
    waits = row.state is MissionApplicationState.WAITING
    beside = Beside(
        list_files(row.id), list_consents(row.id), count_waiting_before(row) + 1 if waits else None
    )
    company_id = find_company_id(row.inn)
    history = (company_id, list_supports(company_id), outcomes_of(row.company, company_id))
    return SelectionPage.of(get_call_row(row.call_id), row, beside, history, today(body.zone))


def outcomes_of(name: str, company_id: UUID | None) -> CameOfIt:
    """By the name in the application and by those that the register has."""
    if company_id is None:
        return find_outcomes(name)
    head = get_head(company_id)
    return find_outcomes(name, head.name, head.short_name)


def shown(page: SelectionPage, form: VerdictForm, status: int = 200) -> ResponseReturnValue:
    form.ask(page.call.criteria, page.application.scores)
    values = {"page": page, "form": form, "amount_text": amount_text}
    return render_template("missions/desk/application.html", **values), status


@blueprint.get("/applications/<uuid:application_id>/")
@requires(Permission.KEEP_CALL)
def consider(application_id: UUID) -> ResponseReturnValue:
    page = load(application_id)
    return shown(page, VerdictForm(reason=page.application.reason))


@blueprint.post("/applications/<uuid:application_id>/")
@requires(Permission.KEEP_CALL)
def decide(application_id: UUID) -> ResponseReturnValue:
    page, form = load(application_id), VerdictForm(request.form)
    form.ask(page.call.criteria, {})
    if not form.validate():
        return shown(page, form, 422)
    act, verdict = request.form.get("act", SCORE), form.verdict(page.call.criteria)
    try:
        if act in DECIDING:
            services.decide_application(
                application_id, MissionApplicationAction(act), verdict, **by()
            )
        else:
            services.score_application(application_id, verdict, **by())
    except Refused as refused:
        form.refuse(refused, sentence, no_reason="reason")
        return shown(load(application_id), form, 409)
    flash(gettext("The company is told.") if act in DECIDING else gettext("The points are kept."))
    return redirect(url_for(".show", call_id=page.call.id), code=303)
