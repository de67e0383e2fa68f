"""Seats: giving, correcting."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.access import Permission
from council.membership.forms.fields import uuid_or_none
from council.membership.forms.seats import SeatForm
from council.membership.queries.bodies import get_body, get_body_by_slug
from council.membership.queries.members import get_seat
from council.membership.queries.names import name_of
from council.membership.queries.people import get_person
from council.membership.queries.rows import BodyRow
from council.membership.services import seats as services
from council.membership.views.blueprint import (
    conflict_of,
    demand_keeping,
    desk,
    known_uuid,
    people_choices,
)

FIELDS = (
    "category",
    "is_voting",
    "by_agreement",
    "position",
    "held_from",
    "held_until",
    "basis",
)
BESIDE = {
    "term_order": "held_until",
    "before_founding": "held_from",
    "body_abolished": "held_from",
    "no_basis": "basis",
    "seat_overlaps": "person_id",
    "secretariat_votes": "is_voting",
    "secretary_votes": "is_voting",
}


def values_of(form: SeatForm) -> dict[str, Any]:
    return {name: form[name].data for name in FIELDS}


def show_new(body: BodyRow, form: SeatForm, status: int = 200) -> ResponseReturnValue:
    form.person_id.choices = people_choices()
    return render_template("membership/seat_form.html", form=form, body=body), status


@desk.get("/bodies/<slug>/seats/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_seat(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = SeatForm()
    form.person_id.data = chosen_person()
    return show_new(body, form)


def chosen_person() -> UUID | None:
    """The person that the page before named, if it is one."""
    try:
        return uuid_or_none(request.args.get("person"))
    except ValueError:
        return None


@desk.post("/bodies/<slug>/seats/new")
@requires(Permission.KEEP_MEMBERSHIP)
def give_seat(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = SeatForm(request.form)
    form.person_id.choices = people_choices()
    if not form.validate():
        return show_new(body, form, status=422)
    person_id = known_uuid(form.person_id.data)
    try:
        services.give_seat(
            body.id, person_id, {"id": form.key.key, **values_of(form)}, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_new(body, form, status=422)
    flash(gettext("The seat was given."))
    return redirect(url_for(".body", slug=body.slug), code=303)


def show_edit(
    seat_id: UUID, form: SeatForm, status: int = 200, conflict: tuple[Any, ...] = ()
) -> ResponseReturnValue:
    seat = get_seat(seat_id)
    body, name = get_body(seat.body_id), name_of(get_person(seat.person_id)).full
    del form.person_id
    page = render_template(
        "membership/seat_form.html",
        form=form,
        body=body,
        seat_id=seat_id,
        name=name,
        conflict=conflict,
    )
    return page, status


@desk.get("/seats/<uuid:seat_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def edit_seat(seat_id: UUID) -> ResponseReturnValue:
    seat = get_seat(seat_id)
    demand_keeping(get_body(seat.body_id))
    return show_edit(seat_id, SeatForm(obj=seat))


@desk.post("/seats/<uuid:seat_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def save_seat(seat_id: UUID) -> ResponseReturnValue:
    seat = get_seat(seat_id)
    body = get_body(seat.body_id)
    demand_keeping(body)
    form = SeatForm(request.form)
    form.person_id.validators, form.person_id.validate_choice = [], False
    if not form.validate():
        return show_edit(seat_id, form, status=422)
    try:
        services.correct_seat(
            seat_id, values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, **{**BESIDE, "seat_overlaps": "held_from"})
        return show_edit(seat_id, form, status=422)
    except Stale:
        return show_edit(seat_id, form, 409, conflict_of(form, get_seat(seat_id)))
    flash(gettext("The seat was corrected."))
    return redirect(url_for(".body", slug=body.slug), code=303)
