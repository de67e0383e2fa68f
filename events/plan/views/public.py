"""The plan for visitors: /plan/ leads to this year's, /plan/<year>/ shows one."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import today
from core.adapters.language import in_both_languages, label, language
from core.kernel.errors import NotFound
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from core.region.calendar import region
from council.membership.queries import get_body
from events.access import Permission
from events.plan import queries
from events.plan.documents import plan_paper
from events.plan.pages.figures import PlanLineShown, timeline, year_figures
from events.plan.pages.public import PlanPage, Wanted, choices, chosen, today_at
from events.plan.queries import EditionRow, LineRow, PlanHead
from events.plan.queries.printed import get_plan_record
from events.plan.queries.regulation import counting_on
from events.plan.queries.sheet import list_table
from events.plan.rules.completion import LineStanding
from events.plan.rules.history import EditionInForce, Point, figures_of_the_year
from events.plan.views.files import XLSX, comma_table, download, workbook
from events.programme.rules import HELD, EventType
from events.words import country_in, name_in

blueprint = Blueprint("plan", __name__)
DEFAULT_ZONE = "Europe/Moscow"
LONGEST = 200
E = TypeVar("E", bound=StrEnum)


def this_day() -> date:
    row = region()
    return today(row.zone if row else DEFAULT_ZONE)


@in_both_languages(blueprint, "/plan/")
@requires(Permission.READ_PUBLIC_EVENT)
def index() -> ResponseReturnValue:
    """The plan of this year, else the newest there is; its permanent address names the year."""
    plans = queries.list_decided()
    if not plans:
        return render_template("plan/none.html")
    years = [plan.year for plan in plans]
    this_year = this_day().year
    return show_year(plans, this_year if this_year in years else years[0])


@in_both_languages(blueprint, "/plan/<int:year>/")
@requires(Permission.READ_PUBLIC_EVENT)
def show(year: int) -> ResponseReturnValue:
    """At most eight statements, however many events there are."""
    return show_year(queries.list_decided(), year)


def show_year(plans: tuple[PlanHead, ...], year: int) -> ResponseReturnValue:
    plan, editions, in_force = decided(plans, year)
    page = plan_page(plan, editions, in_force, tuple(each.year for each in plans))
    return render_template("plan/show.html", page=page)


def decided(
    plans: tuple[PlanHead, ...], year: int
) -> tuple[PlanHead, tuple[EditionRow, ...], EditionRow]:
    """The plan of a year, its editions and the one in force today; raises `NotFound`."""
    plan = next((each for each in plans if each.year == year), None)
    editions = queries.list_editions(plan.id) if plan else ()
    in_force = queries.find_in_force(editions, this_day())
    if plan is None or in_force is None:
        raise NotFound("no approved plan of this year")
    return plan, editions, in_force


def in_force_of(year: int) -> tuple[PlanHead, EditionRow]:
    plan, _editions, in_force = decided(queries.list_decided(), year)
    return plan, in_force


@blueprint.get("/plan/<int:year>/plan.xlsx")
@requires(Permission.READ_PUBLIC_EVENT)
def sheet(year: int) -> ResponseReturnValue:
    plan, in_force = in_force_of(year)
    return download(workbook(plan.title, list_table(in_force.id)), f"{plan.title}.xlsx", XLSX)


@blueprint.get("/plan/<int:year>/plan.csv")
@requires(Permission.READ_PUBLIC_EVENT)
def comma_separated(year: int) -> ResponseReturnValue:
    plan, in_force = in_force_of(year)
    return download(comma_table(list_table(in_force.id)), f"{plan.title}.csv", "text/csv")


@blueprint.get("/plan/<int:year>/plan.pdf")
@requires(Permission.READ_PUBLIC_EVENT)
def printed(year: int) -> ResponseReturnValue:
    plan, in_force = in_force_of(year)
    address = url_for(".show", year=year, _external=True)
    record = get_plan_record(get_body(plan.body_id), year, plan.title, in_force, address)
    return serve_paper(plan_paper(record), Format.PDF)


def plan_page(
    plan: PlanHead,
    editions: tuple[EditionRow, ...],
    in_force: EditionRow,
    years: tuple[int, ...],
) -> PlanPage:
    day = this_day()
    counting = counting_on(plan.body_id, day)
    rows = tuple(map(in_language, queries.list_lines(in_force.id)))
    figures = year_figures(rows, plan.year, day, counting)
    wanted, lines = wanted_of(), figures.lines
    return PlanPage(
        figures=figures,
        title=plan.title,
        today=day,
        today_at=today_at(day, plan.year),
        in_force=in_force,
        editions=tuple(each for each in editions if each.approved_on),
        removed=queries.list_removed(plan.id),
        shown=chosen(lines, wanted),
        unplanned=tuple(map(in_language, queries.list_unplanned(plan.year, in_force.id))),
        timeline=timeline(lines, plan.year),
        history=history(plan, lines, day, counting.threshold),
        years=years,
        wanted=wanted,
        types=choices(lines, wanted, "type", lambda line: [(line.row.type, label(line.row.type))]),
        countries=choices(lines, wanted, "country", country_of),
        sectors=choices(lines, wanted, "sector", lambda line: [(s, s) for s in line.row.sectors]),
        states=choices(
            lines, wanted, "state", lambda line: [(line.standing, label(line.standing))]
        ),
    )


def in_language(row: LineRow) -> LineRow:
    """The line with its names in the reader's language, where they are given."""
    here = language()
    return replace(
        row,
        name=name_in(here, row.name, row.name_english),
        country_name=country_in(here, row.country, row.country_name),
    )


def country_of(line: PlanLineShown) -> list[tuple[str, object]]:
    return [(line.row.country, line.row.country_name)]


def history(
    plan: PlanHead, lines: tuple[PlanLineShown, ...], day: date, threshold: int
) -> tuple[Point, ...]:
    editions = [
        EditionInForce(number, approved_on, events)
        for number, approved_on, events in queries.list_events_of_editions(plan.id)
    ]
    held = {
        line.row.event_id: line.row.ends_on
        for line in lines
        if line.row.state in HELD and line.row.ends_on
    }
    return figures_of_the_year(plan.year, editions, held, until=day, threshold=threshold)


def wanted_of() -> Wanted:
    """The filters of the address; what is no value of theirs counts as not given."""
    return Wanted(
        type=member(EventType, "type"),
        country=text("country"),
        sector=text("sector"),
        state=member(LineStanding, "state"),
    )


def member(values: type[E], name: str) -> E | None:
    asked = request.args.get(name, "")
    return values(asked) if asked in set(values) else None


def text(name: str) -> str | None:
    asked = request.args.get(name, "")
    return asked if asked and len(asked) <= LONGEST and asked.isprintable() else None
