"""The list of a year's events: what needs doing, filters by type and state."""

from enum import StrEnum
from typing import TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from events.access import Permission
from events.programme import queries
from events.programme.pages.listing import EventsPage, Wanted, shown_events
from events.programme.rules import EventState, EventType
from events.programme.views.blueprint import blueprint, council, may_keep, terms_of

E = TypeVar("E", bound=StrEnum)


@blueprint.get("/")
@requires(Permission.READ_EVENT)
def index() -> ResponseReturnValue:
    """Events of a year; what needs doing stands with each."""
    body = council()
    terms, years = terms_of(body), queries.list_event_years()
    asked = request.args.get("year", type=int)
    year = chosen_year(asked, years, terms.today.year)
    rows = queries.list_events(year)
    tasks = queries.list_open_tasks([row.id for row in rows])
    page = EventsPage(year, years, shown_events(rows, tasks, terms), wanted(), may_keep(body))
    return render_template("programme/list.html", page=page)


def chosen_year(asked: int | None, years: tuple[int, ...], this_year: int) -> int:
    """The year of the address, else this one, else the newest that has events."""
    if asked in years:
        return int(asked or this_year)
    return this_year if this_year in years or not years else years[0]


def wanted() -> Wanted:
    """Filters of the address; unknown values filter nothing."""
    return Wanted(
        one_of(EventType, "type"), one_of(EventState, "state"), bool(request.args.get("pressing"))
    )


def one_of(values: type[E], name: str) -> E | None:
    text = request.args.get(name, "")
    return values(text) if text in set(values) else None
