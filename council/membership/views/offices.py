"""Offices given by an act."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.region.calendar import region
from council.access import Permission
from council.membership.forms.seats import OfficeForm
from council.membership.queries.bodies import get_body_by_slug
from council.membership.queries.regulation import procedure_on
from council.membership.queries.rows import BodyRow
from council.membership.rules.acts import NewOffice
from council.membership.rules.terms import Term
from council.membership.services import offices as services
from council.membership.views.blueprint import (
    demand_keeping,
    desk,
    known_day,
    known_uuid,
    people_choices,
    this_day,
)
from council.membership.views.seats import chosen_person

BESIDE = {
    "term_order": "held_until",
    "before_founding": "held_from",
    "deputy_is_elected": "office",
    "office_taken": "office",
    "not_highest_official": "person_id",
    "secretary_votes": "person_id",
    "is_deputy_chair": "person_id",
    "stand_in_not_allowed": "office",
    "stand_in_not_business": "person_id",
}


def show_new(body: BodyRow, form: OfficeForm, status: int = 200) -> ResponseReturnValue:
    form.person_id.choices = people_choices()
    row = region()
    page = render_template(
        "membership/office_form.html",
        form=form,
        body=body,
        highest_official=row.highest_official_title if row else "",
        stand_in_allowed=procedure_on(body.id, this_day()).stand_in_allowed,
    )
    return page, status


@desk.get("/bodies/<slug>/offices/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_office(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = OfficeForm()
    form.person_id.data = chosen_person()
    return show_new(body, form)


@desk.post("/bodies/<slug>/offices/new")
@requires(Permission.KEEP_MEMBERSHIP)
def appoint(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = OfficeForm(request.form)
    form.person_id.choices = people_choices()
    if not form.validate():
        return show_new(body, form, status=422)
    new = NewOffice(
        known_uuid(form.person_id.data),
        form.office.data,
        Term(known_day(form.held_from.data), form.held_until.data),
        form.basis.data,
        acts_as_highest=form.acts_as_highest.data,
        id=form.key.key,
    )
    try:
        services.appoint_officer(body.id, new, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_new(body, form, status=422)
    flash(gettext("The office was given."))
    return redirect(url_for(".body", slug=body.slug), code=303)
