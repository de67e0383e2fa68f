"""Closing a year: the final figure once more, then it stays."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import NotFound, Refused
from events.access import Permission
from events.plan import queries, services
from events.plan.pages.definition import definition
from events.plan.pages.desk import ClosingPage
from events.plan.queries.regulation import counting_on
from events.plan.rules.closing import closing_refusals
from events.plan.rules.completion import completion_of
from events.plan.services.closing import closing_facts
from events.plan.views.blueprint import blueprint, keeping, this_day


@blueprint.get("/<int:year>/close")
@requires(Permission.KEEP_PLAN)
def closing(year: int) -> ResponseReturnValue:
    """What would be kept, and every reason against it."""
    return show_closing(year)


def show_closing(year: int, status: int = 200) -> ResponseReturnValue:
    body, plan = keeping(), queries.find_plan(year)
    if plan is None or plan.body_id != body.id:
        raise NotFound("no plan of this year")
    facts, standings, _edition = closing_facts(plan, now())
    counting = counting_on(body.id, year, this_day())
    figures = completion_of(standings, counting)
    told = definition(year, figures, counting)
    page = ClosingPage(year, figures, closing_refusals(facts), told)
    return render_template("plan/close.html", page=page), status


@blueprint.post("/<int:year>/close")
@requires(Permission.KEEP_PLAN)
def close(year: int) -> ResponseReturnValue:
    keeping()
    try:
        services.close_year(year, actor=viewer(), now=now())
    except Refused:
        return show_closing(year, 409)
    flash(gettext("The year is closed. Its figure stays as it is."))
    return redirect(url_for(".index", year=year), code=303)
