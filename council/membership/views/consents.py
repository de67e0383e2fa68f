"""Consents of a person to publication: recorded by the council's keepers or by the person."""

from datetime import UTC, datetime, time
from uuid import UUID

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.region.calendar import region
from council.access import Permission
from council.membership.documents import CURRENT_VERSION, ConsentSubject, consent_text
from council.membership.forms.people import ConsentForm
from council.membership.models import Person
from council.membership.pages.people import ConsentsPage, consent_lines
from council.membership.queries.names import name_of
from council.membership.queries.people import get_person, list_consents
from council.membership.rules.acts import NewConsent
from council.membership.services import publication as services
from council.membership.views.blueprint import desk, known_day, may_in_council, this_day


def demand_concerned(person_id: UUID) -> Person:
    """The person's own matter, or that of those who keep the membership; 404 for others."""
    person = get_person(person_id)
    if viewer().person_id != person_id and not may_in_council(Permission.KEEP_MEMBERSHIP):
        abort(404)
    return person


def text_for(person: Person) -> str:
    row = region()
    subject = ConsentSubject(
        name=name_of(person).full,
        contact=", ".join(filter(None, (person.email, person.phone))),
        operator=row.contact if row and row.contact else (row.council_name if row else ""),
        site=current_app.config["SETTINGS"].base_url,
    )
    return consent_text(subject)


def show(person_id: UUID, form: ConsentForm, status: int = 200) -> ResponseReturnValue:
    person = demand_concerned(person_id)
    page = ConsentsPage(
        person_id=person_id,
        name=name_of(person).full,
        lines=consent_lines(list_consents(person_id), now()),
        version=CURRENT_VERSION,
        text=text_for(person),
        is_own=viewer().person_id == person_id,
    )
    return render_template("membership/consents.html", page=page, form=form), status


@desk.get("/people/<uuid:person_id>/consents/")
@requires(Permission.READ_MEMBERSHIP)
def consents(person_id: UUID) -> ResponseReturnValue:
    return show(person_id, ConsentForm(data={"given_on": this_day()}))


@desk.post("/people/<uuid:person_id>/consents/")
@requires(Permission.READ_MEMBERSHIP)
def record_consent(person_id: UUID) -> ResponseReturnValue:
    demand_concerned(person_id)
    form = ConsentForm(request.form)
    if not form.validate():
        return show(person_id, form, status=422)
    moment, day = now(), known_day(form.given_on.data)
    # A consent of today lives from now on; of another day, from its beginning.
    given_at = moment if day == this_day() else datetime.combine(day, time(), UTC)
    new = NewConsent(form.scope.data, CURRENT_VERSION, given_at, form.key.key)
    try:
        services.record_consent(person_id, new, actor=viewer(), now=moment)
    except Refused as refused:
        form.refuse(refused, sentence, given_in_future="given_on", consent_live="scope")
        return show(person_id, form, status=422)
    flash(gettext("The consent was recorded."))
    return redirect(url_for(".consents", person_id=person_id), code=303)


@desk.post("/people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw")
@requires(Permission.READ_MEMBERSHIP)
def withdraw_consent(person_id: UUID, consent_id: UUID) -> ResponseReturnValue:
    demand_concerned(person_id)
    services.withdraw_consent(person_id, consent_id, actor=viewer(), now=now())
    flash(gettext("The consent was withdrawn. The data no longer stand on public pages."))
    return redirect(url_for(".consents", person_id=person_id), code=303)
