"""The composition of a body on paper: for those who work in it, and as visitors may read it."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.kernel.errors import NotFound
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper, serve_state
from council.access import Permission
from council.membership.documents import composition
from council.membership.forms.bodies import DayForm
from council.membership.publishing import public_composition
from council.membership.queries.bodies import get_body_by_slug, get_main_body
from council.membership.queries.papers import get_composition_record
from council.membership.queries.rows import BodyRow
from council.membership.rules import BodyKind
from council.membership.views.blueprint import desk, site, this_day


@in_every_form(desk, "/bodies/<slug>/composition")
@requires(Permission.READ_MEMBERSHIP)
def composition_paper(slug: str, form: str) -> ResponseReturnValue:
    """On the day asked for, else today."""
    body, asked = get_body_by_slug(slug), DayForm(request.args)
    if not asked.validate():
        abort(404)
    record = get_composition_record(body, asked.day.data or this_day(), is_public=False)
    back = url_for("membership.body", slug=slug)
    return serve_paper(composition(record), Format(form), back=back)


@site.get("/composition.pdf")
@requires(Permission.READ_PUBLIC)
def main_composition() -> ResponseReturnValue:
    return public_paper(get_main_body())


@site.get("/<slug>/composition.pdf")
@requires(Permission.READ_PUBLIC)
def body_composition(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    if body.kind is BodyKind.COUNCIL:
        raise NotFound("the council has an address of its own")
    return public_paper(body)


def public_paper(body: BodyRow) -> ResponseReturnValue:
    """As it was kept when its words were first asked for."""
    return serve_state(public_composition(body, this_day()))
