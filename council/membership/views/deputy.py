"""The deputy chair from business: the post and its elections."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.journal import list_history
from council.access import Permission
from council.membership.pages.composition import deputy_view
from council.membership.pages.deputy import DeputyPage, election_line
from council.membership.pages.history import in_words
from council.membership.queries.bodies import get_body_by_slug
from council.membership.queries.elections import list_elections
from council.membership.queries.members import list_eligible
from council.membership.views.blueprint import desk, may_keep, this_day
from council.membership.views.reading import read_composition


@desk.get("/bodies/<slug>/deputy-chair/")
@requires(Permission.READ_MEMBERSHIP)
def deputy(slug: str) -> ResponseReturnValue:
    body, day = get_body_by_slug(slug), this_day()
    known = read_composition(body, day)
    elections = list_elections(body.id)
    keeps = may_keep(body)
    page = DeputyPage(
        body=body,
        deputy=deputy_view(known),
        elections=tuple(election_line(row, may_end=keeps) for row in elections),
        eligible=tuple(each.name.full for each in list_eligible(body.id, day)),
        history=in_words(list_history([row.id for row in elections])) if keeps else (),
    )
    return render_template("membership/deputy.html", page=page)
