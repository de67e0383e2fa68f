"""Participants on the working pages: taking them in, changing, presence, leaving."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.fields import as_uuid
from core.adapters.language import language, sentence
from core.kernel.errors import NotFound, Refused, Stale
from events.access import Permission
from events.keeping import by
from events.lists import pages, query
from events.missions.rules.timetable.problem import Side
from events.negotiations import services
from events.negotiations.forms.people import NegotiatorForm
from events.negotiations.pages.schedules import PeoplePage
from events.negotiations.queries.heads import Head
from events.negotiations.queries.people import (
    SIZE,
    PersonRow,
    get_person,
    list_names,
    list_people,
)
from events.negotiations.queries.sources import list_company_choices, list_new_exporters
from events.negotiations.rules.languages import SUGGESTED
from events.negotiations.views.blueprint import (
    blueprint,
    head_of,
    reasons_of,
    refused_page,
)
from events.programme.queries.choices import list_countries

ONE = "/<uuid:schedule_id>/people/"
PERSON = "/people/<uuid:negotiator_id>/"
FIELDS = (
    *("name", "country", "city", "goods", "contact", "email", "phone", "most", "table"),
    "revision",
)
BESIDE = {
    "no_name": "name",
    "no_country": "country",
    "there_already": "name",
    "table_without_hall": "hall",
    "no_such_hall": "hall",
}


def side_asked() -> Side | None:
    asked = request.args.get("side", "")
    return Side(asked) if asked in {Side.EXPORTER, Side.BUYER} else None


@blueprint.get(ONE)
@requires(Permission.KEEP_NEGOTIATIONS)
def people(schedule_id: UUID) -> ResponseReturnValue:
    return show_people(head_of(schedule_id))


def show_people(head: Head, refused: Refused | None = None) -> ResponseReturnValue:
    side, words = side_asked(), query()
    names = list_names(head.id, side, words)
    shown = pages(len(names), SIZE)
    ids = [one.id for one in shown.part(names)]
    page = PeoplePage(
        head=head,
        people=list_people(ids),
        total=len(names),
        number=shown.number,
        last=shown.total,
        side=side,
        query=words,
        new_exporters=len(list_new_exporters(head.event_id, head.id)),
        countries=dict(list_countries(language())),
    )
    text = render_template(
        "negotiations/desk/people.html",
        page=page,
        companies=list_company_choices(head.id),
        reasons=reasons_of(refused) if refused else [],
    )
    return text, 409 if refused else 200


@blueprint.post(f"{ONE}exporters")
@requires(Permission.KEEP_NEGOTIATIONS)
def take_exporters(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    try:
        services.take_exporters(schedule_id, **by())
    except Refused as refused:
        return show_people(head, refused)
    return redirect(url_for(".people", schedule_id=schedule_id), code=303)


@blueprint.post(f"{ONE}companies")
@requires(Permission.KEEP_NEGOTIATIONS)
def take_company(schedule_id: UUID) -> ResponseReturnValue:
    head, company_id = head_of(schedule_id), as_uuid(request.form.get("company"))
    if company_id is None:
        raise NotFound("no such company")
    try:
        services.add_company(schedule_id, company_id, **by())
    except Refused as refused:
        return show_people(head, refused)
    return redirect(url_for(".people", schedule_id=schedule_id), code=303)


@blueprint.get(f"{ONE}new/")
@requires(Permission.KEEP_NEGOTIATIONS)
def new_buyer(schedule_id: UUID) -> ResponseReturnValue:
    return show_form(head_of(schedule_id), NegotiatorForm())


@blueprint.post(f"{ONE}new/")
@requires(Permission.KEEP_NEGOTIATIONS)
def add_buyer(schedule_id: UUID) -> ResponseReturnValue:
    head, form = head_of(schedule_id), NegotiatorForm(request.form)
    fill(form, head)
    if not form.validate():
        return show_form(head, form, status=422)
    try:
        services.add_buyer(schedule_id, form.draft(), **by())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_form(head, form, status=422)
    flash(gettext("The participant is added."))
    return redirect(url_for(".people", schedule_id=schedule_id, side="buyer"), code=303)


def fill(form: NegotiatorForm, head: Head) -> None:
    form.country.choices = [("", gettext("Not chosen")), *list_countries(language())]
    rooms = [(str(one.number), one.name) for one in head.rooms]
    form.hall.choices = [("", gettext("any")), *rooms]


def show_form(
    head: Head, form: NegotiatorForm, person: PersonRow | None = None, status: int = 200
) -> ResponseReturnValue:
    fill(form, head)
    text = render_template(
        "negotiations/desk/person.html",
        head=head,
        form=form,
        person=person,
        suggested=SUGGESTED,
        own_page=services.page_of(person.id) if person else "",
    )
    return text, status


@blueprint.get(PERSON)
@requires(Permission.KEEP_NEGOTIATIONS)
def person(negotiator_id: UUID) -> ResponseReturnValue:
    row = get_person(negotiator_id)
    data = {name: getattr(row, name) for name in FIELDS}
    data |= {"languages": ", ".join(row.languages), "hall": str(row.hall or "")}
    return show_form(head_of(row.schedule_id), NegotiatorForm(data=data), row)


@blueprint.post(PERSON)
@requires(Permission.KEEP_NEGOTIATIONS)
def save_person(negotiator_id: UUID) -> ResponseReturnValue:
    row, form = get_person(negotiator_id), NegotiatorForm(request.form)
    head = head_of(row.schedule_id)
    fill(form, head)
    if not form.validate():
        return show_form(head, form, row, 422)
    try:
        services.change_negotiator(negotiator_id, form.draft(), **by())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_form(head, form, row, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_form(head, form, row, 409)
    flash(gettext("The participant is saved."))
    return redirect(url_for(".people", schedule_id=head.id), code=303)


@blueprint.get(f"{PERSON}presence/")
@requires(Permission.KEEP_NEGOTIATIONS)
def presence(negotiator_id: UUID) -> ResponseReturnValue:
    """When the participant is away; the form is a change like any other."""
    row = get_person(negotiator_id)
    head = head_of(row.schedule_id)
    return render_template(
        "negotiations/desk/away.html",
        head=head,
        title=row.name,
        kind="absence",
        number=row.number,
        away=row.absences,
        back=url_for(".person", negotiator_id=negotiator_id),
    )


@blueprint.post(f"{PERSON}remove")
@requires(Permission.KEEP_NEGOTIATIONS)
def remove_person(negotiator_id: UUID) -> ResponseReturnValue:
    row = get_person(negotiator_id)
    head = head_of(row.schedule_id)
    try:
        services.remove_negotiator(negotiator_id, **by())
    except Refused as refused:
        return refused_page(head, refused, url_for(".person", negotiator_id=negotiator_id))
    flash(gettext("The participant is removed."))
    return redirect(url_for(".people", schedule_id=head.id), code=303)
