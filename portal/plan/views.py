"""The plan for visitors: /plan/ leads to this year's, /plan/<year>/ shows one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.language import in_both_languages, label, language
from core.kernel.errors import NotFound
from events.access import Permission
from events.plan import queries
from events.plan.pages.figures import (
    PlanLineShown,
    YearFigures,
    in_language,
    removed_in_language,
    timeline,
    year_figures,
)
from events.plan.pages.public import Choice, PlanPage, Wanted, choices, chosen, today_at
from events.plan.queries import EditionRow, PlanHead
from events.plan.queries.lines import LineRow, RemovedRow
from events.plan.queries.regulation import year_counting
from events.plan.rules.completion import LineStanding
from events.plan.rules.counting import YearCounting
from events.plan.rules.dates import planned
from events.plan.rules.history import (
    EditionInForce,
    HeldEvent,
    Point,
    figures_of_the_year,
    kept,
)
from events.plan.views.blueprint import events_of_kind
from events.programme.rules import HELD, TYPE_NUMBERS, EventType
from portal.caching import conditional
from portal.meetings.queries.version import Version, get_site_version

blueprint = Blueprint("plan", __name__)
LONGEST = 200
MOST_UNPLANNED = 50  # events of the year outside the plan; the list of events has them all
E = TypeVar("E", bound=StrEnum)


@in_both_languages(blueprint, "/plan/")
@requires(Permission.READ_PUBLIC_EVENT)
def index() -> ResponseReturnValue:
    """The plan of this year, else the newest there is; its permanent address names the year."""
    return answered(None)


@in_both_languages(blueprint, "/plan/<int:year>/")
@requires(Permission.READ_PUBLIC_EVENT)
def show(year: int) -> ResponseReturnValue:
    """At most eight statements, however many events there are; one for who has this page."""
    return answered(year)


def answered(year: int | None) -> ResponseReturnValue:
    version, wanted = get_site_version(), wanted_of()
    return conditional(f"{version.on(now())}\n{wanted}", lambda: show_year(year, wanted, version))


@dataclass(frozen=True, slots=True)
class Looked:
    """How the reader looks at the plan: filters, the day, the years there are, days of moments."""

    wanted: Wanted
    today: date
    years: tuple[int, ...]
    day_of: Callable[[datetime], date]


def show_year(asked: int | None, wanted: Wanted, version: Version) -> ResponseReturnValue:
    today = version.day(now())
    plans = queries.list_decided()
    if asked is None and not plans:
        return render_template("plan/none.html")
    years = list(dict.fromkeys(plan.year for plan in plans))
    year = asked if asked is not None else today.year if today.year in years else years[0]
    plan = next((each for each in plans if each.year == year), None)
    editions = queries.list_editions(plan.id) if plan else ()
    in_force = queries.find_in_force(editions, today)
    if plan is None or in_force is None:
        raise NotFound("no approved plan of this year")
    page = plan_page(plan, editions, in_force, Looked(wanted, today, tuple(years), version.day))
    return render_template("plan/show.html", page=page)


def plan_page(
    plan: PlanHead,
    editions: tuple[EditionRow, ...],
    in_force: EditionRow,
    looked: Looked,
) -> PlanPage:
    day, wanted = looked.today, looked.wanted
    rules = year_counting(plan.body_id, plan.year)
    counting = rules.on(day)
    here = language()
    rows = tuple(in_language(row, here) for row in queries.list_lines(in_force.id))
    figures = year_figures(rows, plan.year, day, counting)
    lines = figures.lines
    removed = removed_in_language(queries.list_removed(plan.id), here)
    unplanned = queries.list_unplanned(plan.year, in_force.id, MOST_UNPLANNED + 1)
    return PlanPage(
        figures=figures,
        title=plan.title,
        today=day,
        today_at=today_at(day, plan.year),
        in_force=in_force,
        editions=tuple(each for each in editions if each.approved_on),
        removed=removed,
        shown=chosen(lines, wanted),
        unplanned=tuple(in_language(row, here) for row in unplanned[:MOST_UNPLANNED]),
        has_more_unplanned=len(unplanned) > MOST_UNPLANNED,
        timeline=timeline(lines, plan.year),
        history=history(plan, figures, removed, rules, looked),
        years=looked.years,
        wanted=wanted,
        types=tuple(sorted(choices(lines, wanted, "type", kind_of), key=place_of_kind)),
        countries=choices(lines, wanted, "country", country_of),
        sectors=choices(lines, wanted, "sector", lambda line: [(s, s) for s in line.row.sectors]),
        states=choices(
            lines, wanted, "state", lambda line: [(line.standing, label(line.standing))]
        ),
        closed=plan.closed,
    )


def kind_of(line: PlanLineShown) -> list[tuple[str, object]]:
    return [(line.row.type, events_of_kind(line.row.type))]


def place_of_kind(choice: Choice) -> int:
    """As the Standard numbers the types."""
    return TYPE_NUMBERS[EventType(choice.value)]


def country_of(line: PlanLineShown) -> list[tuple[str, object]]:
    return [(line.row.country, line.row.country_name)]


def history(
    plan: PlanHead,
    figures: YearFigures,
    removed: tuple[RemovedRow, ...],
    rules: YearCounting,
    looked: Looked,
) -> tuple[Point, ...]:
    """The figure of each day by the settings and in the plan of that day, also what left it since.

    Its last point is what the gauge shows.
    """
    editions = [
        EditionInForce(number, approved_on, events)
        for number, approved_on, events in queries.list_events_of_editions(plan.id)
    ]
    rows: tuple[LineRow | RemovedRow, ...] = (*(line.row for line in figures.lines), *removed)
    found = ((row.event_id, held_event(row, looked.day_of)) for row in rows)
    held = {event_id: event for event_id, event in found if event}
    points = figures_of_the_year(rules, editions, held, until=looked.today)
    return kept(points, plan.closed.closed_on, plan.closed.figures) if plan.closed else points


def held_event(row: LineRow | RemovedRow, day_of: Callable[[datetime], date]) -> HeldEvent | None:
    """None while it is not held. A report of before this system counts from the last day on."""
    event = planned(row)
    if event.state not in HELD or event.ends_on is None:
        return None
    told = day_of(row.reported_at) if row.reported_at else event.ends_on
    return HeldEvent(event.ends_on, told if event.has_report else None, event.is_remote)


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
