"""The list of assignments for visitors."""

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import today
from core.kernel.zones import MOSCOW
from council.access import Permission
from council.assignments import queries
from council.assignments.forms import SearchForm
from council.assignments.pages import Choosing, Publishing, by_assignment, public_page
from council.assignments.queries import Filter
from council.assignments.rules import FOR_VISITORS
from council.assignments.views.listing import page_number, parts_shown, wanted_of
from council.membership.queries import find_main_body

blueprint = Blueprint("public_assignments", __name__, url_prefix="/assignments")


@blueprint.get("/")
@requires(Permission.READ_PUBLIC)
def index() -> ResponseReturnValue:
    """Assignments of the council; those of its other bodies stand on the pages of meetings."""
    body = find_main_body()
    day = today(body.zone if body else MOSCOW.key)
    form = SearchForm(request.args)
    wanted = wanted_of(form, is_mine=False)
    if wanted.standing:
        wanted = replace(wanted, standing=FOR_VISITORS[wanted.standing])
    choosing = Choosing(wanted, day, "public_assignments.index", page_number(), for_visitors=True)
    lines = queries.list_assignments(Filter(body.id, day, only_published=True)) if body else ()
    executors = queries.list_executors([line.id for line in parts_shown(lines, choosing)])
    page = public_page(
        lines,
        by_assignment(executors),
        choosing,
        Publishing(queries.load_naming(day)),
    )
    return render_template("assignments/public.html", page=page, form=form)
