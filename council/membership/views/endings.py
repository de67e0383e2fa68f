"""The end of a seat, of an office, of the deputy chair's term: one form for the three."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused, Stale
from council.access import Permission
from council.membership.forms.seats import EndForm
from council.membership.queries.bodies import get_body
from council.membership.queries.elections import get_election
from council.membership.queries.members import get_seat
from council.membership.queries.names import name_of
from council.membership.queries.offices import get_appointment
from council.membership.queries.people import get_person
from council.membership.queries.rows import BodyRow
from council.membership.rules import Office
from council.membership.rules.acts import Ending
from council.membership.services import endings as services
from council.membership.views.blueprint import demand_keeping, desk, known_day


@dataclass(frozen=True, slots=True)
class Held:
    """What is to end: who holds it, where, the page's words and addresses."""

    body: BodyRow
    person_id: UUID | None
    what: StrEnum
    revision: int | None
    title: str
    url: str


def show(held: Held, form: EndForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "membership/end_form.html",
        form=form,
        title=gettext(held.title),
        name=name_of(get_person(held.person_id)).full if held.person_id else "",
        what=held.what,
        body=held.body,
        url=held.url,
    )
    return page, status


def ask(held: Held) -> ResponseReturnValue:
    demand_keeping(held.body)
    return show(held, EndForm(data={"revision": held.revision}))


def end(held: Held, service: Callable[[Ending], None], said: str, to: str) -> ResponseReturnValue:
    """Record the end by the service; then say so on the body's page `to`."""
    demand_keeping(held.body)
    form = EndForm(request.form)
    if not form.validate():
        return show(held, form, status=422)
    try:
        service(Ending(known_day(form.last_day.data), form.basis.data, form.revision.data))
    except Refused as refused:
        form.refuse(refused, sentence, term_order="last_day", already_ended="last_day")
        return show(held, form, status=422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        form.revision.data, form.revision.raw_data = held.revision, None
        return show(held, form, status=409)
    flash(gettext(said))
    return redirect(url_for(to, slug=held.body.slug), code=303)


def held_seat(seat_id: UUID) -> Held:
    seat, url = get_seat(seat_id), url_for(".end_seat", seat_id=seat_id)
    body, title = get_body(seat.body_id), N_("End the seat")
    return Held(body, seat.person_id, seat.category, seat.revision, title, url)


@desk.get("/seats/<uuid:seat_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def ending_seat(seat_id: UUID) -> ResponseReturnValue:
    return ask(held_seat(seat_id))


@desk.post("/seats/<uuid:seat_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def end_seat(seat_id: UUID) -> ResponseReturnValue:
    def service(ending: Ending) -> None:
        services.end_seat(seat_id, ending, actor=viewer(), now=now())

    return end(held_seat(seat_id), service, N_("The end of the seat was recorded."), ".body")


def held_office(appointment_id: UUID) -> Held:
    held = get_appointment(appointment_id)
    url = url_for(".end_office", appointment_id=appointment_id)
    body, title = get_body(held.body_id), N_("End the office")
    return Held(body, held.person_id, held.office, held.revision, title, url)


@desk.get("/appointments/<uuid:appointment_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def ending_office(appointment_id: UUID) -> ResponseReturnValue:
    return ask(held_office(appointment_id))


@desk.post("/appointments/<uuid:appointment_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def end_office(appointment_id: UUID) -> ResponseReturnValue:
    def service(ending: Ending) -> None:
        services.end_appointment(appointment_id, ending, actor=viewer(), now=now())

    said = N_("The end of the office was recorded.")
    return end(held_office(appointment_id), service, said, ".body")


def held_term(election_id: UUID) -> Held:
    held, url = get_election(election_id), url_for(".end_term", election_id=election_id)
    body, title = get_body(held.body_id), N_("Record the end of the term")
    return Held(body, held.elected_id, Office.DEPUTY_CHAIR, None, title, url)


@desk.get("/elections/<uuid:election_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def ending_term(election_id: UUID) -> ResponseReturnValue:
    return ask(held_term(election_id))


@desk.post("/elections/<uuid:election_id>/end")
@requires(Permission.KEEP_MEMBERSHIP)
def end_term(election_id: UUID) -> ResponseReturnValue:
    def service(ending: Ending) -> None:
        services.end_deputy_term(election_id, ending, actor=viewer(), now=now())

    said = N_("The end of the term was recorded.")
    return end(held_term(election_id), service, said, ".deputy")
