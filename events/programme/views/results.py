"""Results of an event: the page, its text and figures, totals of a year."""

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.files import sent
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.programme import queries, services
from events.programme.forms.results import ResultForm
from events.programme.pages.results import ResultsPage, amount_text, ratio_text, totals_page
from events.programme.queries import EventHead
from events.programme.queries import results as found
from events.programme.queries.counting import result_so_far
from events.programme.rules.checklist import report_due
from events.programme.rules.feedback import is_taken
from events.programme.rules.results import FIGURES
from events.programme.services import ResultDraft
from events.programme.views.blueprint import (
    blueprint,
    council,
    gone_on,
    kept_event,
    may_keep,
    terms_of,
)
from events.programme.views.feedback import link_of
from events.programme.views.listing import chosen_year

BESIDE = {"no_currency": "currency", "sum_without_contract": "contracts", "negative": "amount"}


@blueprint.get("/<int:number>/results")
@requires(Permission.READ_EVENT)
def results(number: int) -> ResponseReturnValue:
    """What the event brought, and what it cost."""
    body, event = council(), queries.get_event(number)
    terms = terms_of(body)
    page = ResultsPage(
        event=event,
        result=result_so_far(event.id),
        contracts=found.list_contracts(event.id),
        costs=found.list_costs(event.id),
        feedback=found.list_feedback(event.id),
        photos=found.list_photos(event.id),
        report_until=report_due(event.ends_on, terms.report_days, terms.calendar),
        may_keep=may_keep(body),
        feedback_link=link_of(event),
        takes_feedback=is_taken(event.state, event.ends_on, today(event.zone)),
    )
    return render_template(
        "programme/results.html", page=page, amount_text=amount_text, ratio_text=ratio_text
    )


@blueprint.get("/totals")
@requires(Permission.READ_EVENT)
def totals() -> ResponseReturnValue:
    """What the events of a year brought for what they cost."""
    terms, years = terms_of(council()), queries.list_event_years()
    year = chosen_year(request.args.get("year", type=int), years, terms.today.year)
    page = totals_page(year, years, found.list_totals(year), found.list_contracts_of_year(year))
    return render_template("programme/totals.html", page=page)


@blueprint.get("/<int:number>/files/<uuid:photo_id>")
@requires(Permission.READ_EVENT)
def photo(number: int, photo_id: UUID) -> ResponseReturnValue:
    council()
    file = found.get_photo(queries.get_event(number).id, photo_id)
    return sent(file.sha256, file.name, file.media_type)


RESULT_FIELDS = ("summary", "summary_english", "currency", "revision")


def result_values(event: EventHead) -> dict[str, Any]:
    """Only figures that somebody typed stand in the form; the others are counted."""
    row = found.find_result(event.id)
    own = {name: getattr(row, name) for name in row.own_figures}
    kept = {name: getattr(row, name) for name in RESULT_FIELDS}
    return kept | own


def show_result(event: EventHead, form: ResultForm, status: int = 200) -> ResponseReturnValue:
    return render_template("programme/result_form.html", event=event, form=form), status


@blueprint.get("/<int:number>/results/edit")
@requires(Permission.KEEP_EVENT)
def edit_result(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    return show_result(event, ResultForm(data=result_values(event)))


@blueprint.post("/<int:number>/results/edit")
@requires(Permission.KEEP_EVENT)
def save_result(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), ResultForm(request.form)
    if not form.validate():
        return show_result(event, form, 422)
    own = {name: form[name].data for name in FIGURES}
    draft = ResultDraft(
        form.summary.data,
        own,
        form.currency.data,
        form.revision.data or 0,
        form.summary_english.data,
    )
    try:
        services.save_result(event.id, draft, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_result(event, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_result(event, form, 409)
    return gone_on(number, gettext("The results are saved."), "results")
