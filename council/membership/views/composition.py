"""The composition of a body on a day."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.journal import list_history
from core.region.calendar import region
from council.access import Permission
from council.membership.forms.bodies import DayForm
from council.membership.pages.composition import (
    CompositionPage,
    deputy_view,
    groups_of,
    officer_lines,
    warnings_of,
)
from council.membership.pages.history import in_words
from council.membership.pages.region import FoundingPage
from council.membership.queries.bodies import find_main_body, get_body_by_slug
from council.membership.queries.offices import list_absences
from council.membership.queries.rows import BodyRow
from council.membership.views.blueprint import desk, may_keep, this_day
from council.membership.views.reading import read_composition


def show(body: BodyRow) -> ResponseReturnValue:
    form = DayForm(request.args)
    day = (form.day.data if form.validate() else None) or this_day()
    known = read_composition(body, day)
    page = CompositionPage(
        body=body,
        day=day,
        is_today=day == this_day(),
        groups=groups_of(known),
        officers=officer_lines(known.officers),
        deputy=deputy_view(known),
        absences=list_absences(body.id, day),
        total=len(known.seats),
        voting=sum(seat.is_voting for seat in known.seats),
        warnings=warnings_of(known),
        may_keep=may_keep(body),
        history=in_words(list_history([body.id], limit=50)),
    )
    if not form.day.raw_data:
        form.day.data = day
    status = 422 if form.errors else 200
    return render_template("membership/composition.html", page=page, form=form), status


@desk.get("/")
@requires(Permission.READ_MEMBERSHIP)
def index() -> ResponseReturnValue:
    """The council; on an empty site what has to be recorded first."""
    body = find_main_body()
    if body is None:
        page = FoundingPage(has_region=region() is not None)
        return render_template("membership/founding.html", page=page)
    return show(body)


@desk.get("/bodies/<slug>/")
@requires(Permission.READ_MEMBERSHIP)
def body(slug: str) -> ResponseReturnValue:
    return show(get_body_by_slug(slug))
