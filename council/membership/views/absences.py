"""Absences of members: noting and taking back."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.membership.forms.seats import AbsenceForm
from council.membership.queries.bodies import get_body, get_body_by_slug
from council.membership.queries.offices import get_absence
from council.membership.queries.rows import BodyRow
from council.membership.rules.acts import NewAbsence
from council.membership.rules.terms import Term
from council.membership.services import seats as services
from council.membership.views.blueprint import (
    demand_keeping,
    desk,
    known_day,
    known_uuid,
    people_choices,
)
from council.membership.views.seats import chosen_person


def show_new(body: BodyRow, form: AbsenceForm, status: int = 200) -> ResponseReturnValue:
    form.person_id.choices = people_choices()
    return render_template("membership/absence_form.html", form=form, body=body), status


@desk.get("/bodies/<slug>/absences/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_absence(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = AbsenceForm()
    form.person_id.data = chosen_person()
    return show_new(body, form)


@desk.post("/bodies/<slug>/absences/new")
@requires(Permission.KEEP_MEMBERSHIP)
def record_absence(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = AbsenceForm(request.form)
    form.person_id.choices = people_choices()
    if not form.validate():
        return show_new(body, form, status=422)
    term = Term(known_day(form.from_day.data), form.until_day.data)
    new = NewAbsence(known_uuid(form.person_id.data), term, form.reason.data, form.key.key)
    try:
        services.record_absence(body.id, new, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, term_order="until_day", not_member="person_id")
        return show_new(body, form, status=422)
    flash(gettext("The absence was noted."))
    return redirect(url_for(".body", slug=body.slug), code=303)


@desk.post("/absences/<uuid:absence_id>/remove")
@requires(Permission.KEEP_MEMBERSHIP)
def remove_absence(absence_id: UUID) -> ResponseReturnValue:
    body = get_body(get_absence(absence_id).body_id)
    demand_keeping(body)
    services.remove_absence(absence_id, actor=viewer(), now=now())
    flash(gettext("The absence was taken back."))
    return redirect(url_for(".body", slug=body.slug), code=303)
