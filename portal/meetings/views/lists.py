"""Lists of meetings by year, and what a search among them finds."""

from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.lemmas import RussianLemmas
from core.kernel.search import search_terms
from core.region.calendar import region
from council.access import Permission
from council.membership.queries import procedure_on
from council.membership.rules.procedure import DEFAULTS
from portal.caching import conditional
from portal.meetings.naming import NOBODY_HIDDEN, load_general_naming
from portal.meetings.pages.search import Asked, search_page
from portal.meetings.pages.year import YearPage, YearRows, year_page
from portal.meetings.queries.decided import list_decided
from portal.meetings.queries.lists import list_year, list_years
from portal.meetings.queries.search import list_texts
from portal.meetings.queries.version import get_site_version
from portal.meetings.views.blueprint import LARGEST, blueprint

LONGEST_QUERY = 200


@blueprint.get("/meetings/")
@requires(Permission.READ_PUBLIC)
def index() -> ResponseReturnValue:
    """The present year, or the last one that has meetings."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    return found(query) if query else show(None)


@blueprint.get(f"/meetings/<int(max={LARGEST}):year>/")
@requires(Permission.READ_PUBLIC)
def show_year(year: int) -> ResponseReturnValue:
    return show(year)


def show(asked: int | None) -> ResponseReturnValue:
    version = get_site_version()

    def make() -> ResponseReturnValue:
        page = load_page(asked, version.day(now()))
        return render_template("meetings/public/year.html", page=page)

    return conditional(version.on(now()), make)


def load_page(asked: int | None, today: date) -> YearPage:
    years = list_years()
    if asked is not None and asked not in years:
        abort(404)
    year = asked or (today.year if today.year in years else max(years, default=today.year))
    heads = list_year(year)
    decided = list_decided(heads)
    last_day = min(today, date(year, 12, 31))
    row = region()
    return year_page(
        YearRows(year, years, heads, decided),
        load_general_naming(today) if decided else NOBODY_HIDDEN,
        procedure_on(heads[0].body_id, last_day) if heads else DEFAULTS,
        first_year=row.standard_start_year if row else year,
        today=today,
    )


def found(query: str) -> ResponseReturnValue:
    """What a search finds; never stored, since every query is another page."""
    lemmas = RussianLemmas()
    page = search_page(
        Asked(query, request.args.get("page", 1, type=int)),
        list_texts(search_terms(query, lemmas)),
        load_general_naming(get_site_version().day(now())),
        lemmas=lemmas,
        years=list_years(),
    )
    return render_template("meetings/public/found.html", page=page)
