"""The list of assignments on the working pages; one's own are a filter of it."""

from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import today
from core.kernel.errors import NotFound
from core.region.calendar import region
from council.access import Permission
from council.assignments import queries
from council.assignments.forms import SearchForm
from council.assignments.pages import Choosing, Wanted, by_assignment, list_page, pages_of
from council.assignments.pages.filters import Chip
from council.assignments.queries import AssignmentLine, Filter
from council.assignments.rules import Timeliness
from council.assignments.views.blueprint import blueprint, reader
from council.meetings.rules.kinds import DecisionKind
from council.membership.queries import BodyRow, list_bodies
from council.membership.rules import BodyKind

E = TypeVar("E", bound=StrEnum)
FIRST_YEAR, LAST_YEAR = 2000, 2199
DEFAULT_ZONE = "Europe/Moscow"
NOBODY = UUID(int=0)
TWO = 2


def chosen(values: type[E], name: str) -> E | None:
    """A filter of the address; what is no value counts as not given."""
    asked = request.args.get(name, "")
    return values(asked) if asked in set(values) else None


def wanted_of(form: SearchForm, *, is_mine: bool, body: str | None = None) -> Wanted:
    year = request.args.get("year", type=int)
    return Wanted(
        standing=chosen(Timeliness, "standing"),
        year=year if year and FIRST_YEAR <= year <= LAST_YEAR else None,
        kind=chosen(DecisionKind, "kind"),
        q=form.q.data if form.validate() else "",
        is_mine=is_mine,
        body=body,
    )


def page_number() -> int:
    return max(1, request.args.get("page", 1, type=int))


def parts_shown(
    lines: tuple[AssignmentLine, ...], choosing: Choosing
) -> tuple[AssignmentLine, ...]:
    """The rows whose executors are needed: of one page, or all that are searched."""
    if choosing.wanted.q:
        return lines
    chosen = choosing.chosen(lines)
    return pages_of(chosen, choosing).part(chosen)


@blueprint.get("/")
@requires(Permission.READ_ASSIGNMENT)
def index() -> ResponseReturnValue:
    readable = [body for body in list_bodies() if body.id in reader().body_ids]
    body = chosen_body(readable)
    is_mine = body is None or "mine" in request.args
    slug = body.slug if body and body.kind is not BodyKind.COUNCIL else None
    form = SearchForm(request.args)
    wanted = wanted_of(form, is_mine=is_mine, body=slug)
    day = today(body.zone if body else zone())
    lines = queries.list_assignments(filter_of(body, day, is_mine=is_mine))
    choosing = Choosing(wanted, day, "assignments.index", page_number())
    executors = queries.list_executors([line.id for line in parts_shown(lines, choosing)])
    page = list_page(
        lines,
        by_assignment(executors),
        choosing,
        may_see_all=body is not None,
        bodies=body_chips(readable, body),
    )
    body_id = body.id if body else None
    return render_template("assignments/index.html", page=page, form=form, body_id=body_id)


def chosen_body(readable: list[BodyRow]) -> BodyRow | None:
    """The body named in the address, else the first; None for an executor without a seat."""
    slug = request.args.get("body", "")
    found = [body for body in readable if slug in {"", body.slug}]
    if slug and not found:
        raise NotFound("no such body for this reader")
    return found[0] if found else None


def filter_of(body: BodyRow | None, day: date, *, is_mine: bool) -> Filter:
    """All of a body, or one's own in every body; whoever has no person has none of their own."""
    if not is_mine:
        return Filter(body.id if body else None, day)
    return Filter(None, day, executor_id=viewer().person_id or NOBODY)


def body_chips(readable: list[BodyRow], body: BodyRow | None) -> tuple[Chip, ...]:
    """Other bodies of the reader, where there is more than one."""
    if body is None or len(readable) < TWO:
        return ()
    return tuple(
        (each.short_name or each.name, url_for(".index", body=each.slug), each.id == body.id)
        for each in readable
    )


def zone() -> str:
    row = region()
    return row.zone if row else DEFAULT_ZONE
