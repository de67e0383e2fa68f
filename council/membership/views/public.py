"""The council for visitors: /council/ and a page for each other body."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.kernel.errors import NotFound
from council.access import Permission
from council.membership.pages.public import (
    SHOWN_SETTINGS,
    PublicBodyPage,
    groups_of,
    heads_of,
)
from council.membership.pages.settings import setting_lines
from council.membership.queries.bodies import list_bodies
from council.membership.queries.publication import grounds_of
from council.membership.queries.regulation import find_regulation_on, list_settings
from council.membership.queries.rows import BodyRow
from council.membership.rules import BodyKind
from council.membership.views.blueprint import site, this_day
from council.membership.views.reading import read_public_composition


def show(body: BodyRow, bodies: tuple[BodyRow, ...]) -> ResponseReturnValue:
    """At most eight statements, however many members there are."""
    day = this_day()
    settings = list_settings(body.id)
    known = read_public_composition(body, day)
    people = {s.person_id for s in known.seats} | {o.person_id for o in known.officers}
    grounds = grounds_of(people, day) if people else {}
    lines = [line for line in setting_lines(settings, day) if line.key in SHOWN_SETTINGS]
    page = PublicBodyPage(
        body=body,
        day=day,
        heads=heads_of(known, grounds),
        deputy_is_vacant=known.post.is_vacant,
        groups=groups_of(known, grounds),
        total=len(known.seats),
        voting=sum(seat.is_voting for seat in known.seats),
        regulation=find_regulation_on(body.id, day),
        settings=tuple(lines),
        working_bodies=tuple(b for b in bodies if b.parent_id == body.id and b.id != body.id),
        parent=next((b for b in bodies if b.id == body.parent_id), None),
    )
    return render_template("council/body.html", page=page)


@site.get("/")
@requires(Permission.READ_PUBLIC)
def index() -> ResponseReturnValue:
    bodies = list_bodies()
    main = next((body for body in bodies if body.kind is BodyKind.COUNCIL), None)
    if main is None:
        return render_template("council/none.html")
    return show(main, bodies)


@site.get("/<slug>/")
@requires(Permission.READ_PUBLIC)
def body(slug: str) -> ResponseReturnValue:
    bodies = list_bodies()
    found = next((each for each in bodies if each.slug == slug), None)
    if found is None:
        raise NotFound("no such body")
    if found.kind is BodyKind.COUNCIL:
        return redirect(url_for(".index"), code=308)
    return show(found, bodies)
