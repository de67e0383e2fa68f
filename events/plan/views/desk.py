"""The plan of a year on the working pages: how the year stands, its editions, a new plan."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import language, sentence
from core.kernel.errors import Refused
from core.region.calendar import region
from events.access import Permission
from events.plan import queries, services
from events.plan.forms import YearForm
from events.plan.pages.desk import PlansPage
from events.plan.pages.figures import in_language, year_figures
from events.plan.queries import LineRow
from events.plan.queries.closing import find_closing
from events.plan.queries.regulation import counting_on
from events.plan.views.blueprint import blueprint, council, keeping, may_keep, this_day


@blueprint.get("/")
@requires(Permission.READ_PLAN)
def index() -> ResponseReturnValue:
    """What endangers the year today, what comes next, and the editions."""
    body, day = council(), this_day()
    years = queries.list_years(body.id, approved_only=False)
    year = chosen_year(years, day.year)
    plan = queries.find_plan(year)
    editions = queries.list_editions(plan.id) if plan else ()
    in_force = queries.find_in_force(editions, day)
    counting = counting_on(body.id, year, day)
    figures = year_figures(lines_of(in_force.id), year, day, counting) if in_force else None
    page = PlansPage(
        year=year,
        years=years,
        figures=figures,
        editions=editions,
        today=day,
        may_keep=may_keep(body),
        closed=find_closing(plan.id) if plan else None,
    )
    return render_template("plan/desk.html", page=page)


def lines_of(edition_id: UUID) -> tuple[LineRow, ...]:
    """The lines with names in the reader's language."""
    here = language()
    return tuple(in_language(row, here) for row in queries.list_lines(edition_id))


def chosen_year(years: tuple[int, ...], this_year: int) -> int:
    """The year of the address, else this one, else the newest that has a plan."""
    asked = request.args.get("year", type=int)
    if asked in years:
        return asked
    return this_year if this_year in years or not years else years[0]


def title_of(year: int) -> str:
    """The official title of a plan; a record, so it is Russian whatever the reader's language."""
    row = region()
    whose = f" {row.name_genitive}" if row else ""
    return f"План международных мероприятий{whose} на {year} год"


@blueprint.get("/new")
@requires(Permission.KEEP_PLAN)
def new() -> ResponseReturnValue:
    keeping()
    return show_new(YearForm(data={"year": this_day().year + 1}))


def show_new(form: YearForm, status: int = 200) -> ResponseReturnValue:
    return render_template("plan/new.html", form=form, years=queries.list_years()), status


@blueprint.post("/new")
@requires(Permission.KEEP_PLAN)
def begin() -> ResponseReturnValue:
    """An empty plan of a new year, or an amendment where the year has a plan."""
    body, form = keeping(), YearForm(request.form)
    if not form.validate():
        return show_new(form, 422)
    year = form.year.data
    values: dict[str, Any] = {"actor": viewer(), "now": now()}
    try:
        edition_id = services.begin_edition(body.id, year, title_of(year), **values)
    except Refused as refused:
        form.refuse(refused, sentence, year_closed="year")
        return show_new(form, 422)
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.post("/copy")
@requires(Permission.KEEP_PLAN)
def copy() -> ResponseReturnValue:
    """The plan of a year once more for the next one; refused with its reason."""
    body, form = keeping(), YearForm(request.form)
    if not form.validate():
        return show_new(form, 422)
    year = form.year.data
    values: dict[str, Any] = {"actor": viewer(), "now": now()}
    try:
        edition_id = services.copy_plan(body.id, year, title_of(year + 1), **values)
    except Refused as refused:
        form.refuse(refused, sentence, no_plan_to_copy="year", plan_exists="year")
        return show_new(form, 422)
    flash(gettext("The plan was copied. Give the events their days."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)
