"""The deputy chair from business: the post, its elections, the end of a term."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.membership.forms.seats import EndForm
from council.membership.pages.composition import deputy_view
from council.membership.pages.deputy import DeputyPage, election_line
from council.membership.pages.history import in_words
from council.membership.queries.bodies import get_body, get_body_by_slug
from council.membership.queries.elections import get_election, list_elections
from council.membership.queries.members import list_eligible
from council.membership.queries.names import name_of
from council.membership.queries.people import get_person
from council.membership.rules import Office
from council.membership.rules.acts import Ending
from council.membership.services import offices as services
from council.membership.views.blueprint import demand_keeping, desk, known_day, may_keep, this_day
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


def show_end(election_id: UUID, form: EndForm, status: int = 200) -> ResponseReturnValue:
    held = get_election(election_id)
    page = render_template(
        "membership/end_form.html",
        form=form,
        title=gettext("Record the end of the term"),
        name=name_of(get_person(held.elected_id)).full if held.elected_id else "",
        what=Office.DEPUTY_CHAIR,
        body=get_body(held.body_id),
        url=url_for(".end_term", election_id=election_id),
    )
    return page, status


@desk.get("/elections/<uuid:election_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def ending_term(election_id: UUID) -> ResponseReturnValue:
    demand_keeping(get_body(get_election(election_id).body_id))
    return show_end(election_id, EndForm())


@desk.post("/elections/<uuid:election_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def end_term(election_id: UUID) -> ResponseReturnValue:
    body = get_body(get_election(election_id).body_id)
    demand_keeping(body)
    form = EndForm(request.form)
    if not form.validate():
        return show_end(election_id, form, status=422)
    end = Ending(known_day(form.last_day.data), form.basis.data)
    try:
        services.end_deputy_term(election_id, end, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, term_order="last_day", already_ended="last_day")
        return show_end(election_id, form, status=422)
    flash(gettext("The end of the term was recorded."))
    return redirect(url_for(".deputy", slug=body.slug), code=303)
