"""Offices given by an act: appointing and ending."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.region.calendar import region
from council.access import Permission
from council.membership.forms.seats import EndForm, OfficeForm
from council.membership.queries.bodies import get_body, get_body_by_slug
from council.membership.queries.names import name_of
from council.membership.queries.offices import get_appointment
from council.membership.queries.people import get_person
from council.membership.queries.regulation import procedure_on
from council.membership.queries.rows import BodyRow
from council.membership.rules.acts import Ending, NewOffice
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
    )
    try:
        services.appoint_officer(body.id, new, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_new(body, form, status=422)
    flash(gettext("The office was given."))
    return redirect(url_for(".body", slug=body.slug), code=303)


def show_end(appointment_id: UUID, form: EndForm, status: int = 200) -> ResponseReturnValue:
    held = get_appointment(appointment_id)
    page = render_template(
        "membership/end_form.html",
        form=form,
        title=gettext("End the office"),
        name=name_of(get_person(held.person_id)).full,
        what=held.office,
        body=get_body(held.body_id),
        url=url_for(".end_office", appointment_id=appointment_id),
    )
    return page, status


@desk.get("/appointments/<uuid:appointment_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def ending_office(appointment_id: UUID) -> ResponseReturnValue:
    held = get_appointment(appointment_id)
    demand_keeping(get_body(held.body_id))
    return show_end(appointment_id, EndForm(data={"revision": held.revision}))


@desk.post("/appointments/<uuid:appointment_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def end_office(appointment_id: UUID) -> ResponseReturnValue:
    body = get_body(get_appointment(appointment_id).body_id)
    demand_keeping(body)
    form = EndForm(request.form)
    if not form.validate():
        return show_end(appointment_id, form, status=422)
    end = Ending(known_day(form.last_day.data), form.basis.data, form.revision.data)
    try:
        services.end_appointment(appointment_id, end, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, term_order="last_day", already_ended="last_day")
        return show_end(appointment_id, form, status=422)
    flash(gettext("The end of the office was recorded."))
    return redirect(url_for(".body", slug=body.slug), code=303)
