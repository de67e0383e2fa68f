"""Organisations: the list, recording, correcting."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from core.kernel.identifiers import read_inn, read_ogrn
from core.kernel.pagination import Pages
from council.access import Permission
from council.membership.forms.organisations import OrganisationForm, SearchForm
from council.membership.pages.history import in_words
from council.membership.pages.organisations import OrganisationsPage
from council.membership.queries.organisations import get_organisation, list_organisations
from council.membership.services import people as services
from council.membership.views.blueprint import (
    conflict_of,
    demand_in_council,
    desk,
    may_in_council,
    searched,
)

ON_PAGE = 50
FIELDS = ("name", "short_name", "kind", "inn", "ogrn", "city", "email", "note")


@desk.get("/organisations/")
@requires(Permission.READ_MEMBERSHIP)
def organisations() -> ResponseReturnValue:
    search = searched(request.args.get("q"))
    rows = list_organisations(search)
    pages = Pages(len(rows), ON_PAGE, request.args.get("page", 1, type=int))
    page = OrganisationsPage(
        rows=pages.part(rows),
        found=pages.found,
        number=pages.number,
        total=pages.total,
        search=search,
        may_keep=may_in_council(Permission.KEEP_MEMBERSHIP),
    )
    form = SearchForm(data={"q": search})
    return render_template("membership/organisations.html", page=page, form=form)


def values_of(form: OrganisationForm) -> dict[str, Any]:
    """The fields, state numbers as digits only."""
    values = {name: form[name].data for name in FIELDS}
    for name, read in (("inn", read_inn), ("ogrn", read_ogrn)):
        values[name] = read(values[name]) if values[name] else ""
    return values


def show_new(form: OrganisationForm, status: int = 200) -> ResponseReturnValue:
    template = "membership/organisation_form.html"
    return render_template(template, form=form, organisation_id=None), status


@desk.get("/organisations/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_organisation() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    return show_new(OrganisationForm())


@desk.post("/organisations/new")
@requires(Permission.KEEP_MEMBERSHIP)
def create_organisation() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    form = OrganisationForm(request.form)
    if not form.validate():
        return show_new(form, status=422)
    try:
        services.create_organisation(
            {"id": form.key.key, **values_of(form)}, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_new(form, status=422)
    flash(gettext("The organisation was recorded."))
    return redirect(url_for(".organisations"), code=303)


def show_edit(
    organisation_id: UUID,
    form: OrganisationForm,
    status: int = 200,
    conflict: tuple[Any, ...] = (),
) -> ResponseReturnValue:
    page = render_template(
        "membership/organisation_form.html",
        form=form,
        organisation_id=organisation_id,
        name=get_organisation(organisation_id).name,
        conflict=conflict,
        history_entries=in_words(list_history([organisation_id], limit=50)),
    )
    return page, status


@desk.get("/organisations/<uuid:organisation_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def edit_organisation(organisation_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    return show_edit(organisation_id, OrganisationForm(obj=get_organisation(organisation_id)))


@desk.post("/organisations/<uuid:organisation_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def save_organisation(organisation_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    record = get_organisation(organisation_id)
    form = OrganisationForm(request.form)
    if not form.validate():
        return show_edit(organisation_id, form, status=422)
    try:
        services.edit_organisation(
            record.id, values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Stale:
        conflict = conflict_of(form, get_organisation(organisation_id))
        return show_edit(organisation_id, form, 409, conflict)
    flash(gettext("The organisation was saved."))
    return redirect(url_for(".organisations"), code=303)
