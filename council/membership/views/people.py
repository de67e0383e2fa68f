"""People: the list, one person, recording and correcting."""

from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts.pages import IssuedLink
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from core.kernel.pagination import Pages
from council.access import Permission
from council.membership.forms.fields import record_choices
from council.membership.forms.people import PersonForm, SearchForm
from council.membership.models import Person
from council.membership.pages.history import known_only
from council.membership.pages.people import (
    AbsenceLine,
    PeoplePage,
    PersonPage,
    account_view,
    mask_of,
    term_line,
)
from council.membership.queries.names import name_of
from council.membership.queries.organisations import list_organisations
from council.membership.queries.people import (
    find_account,
    get_person,
    list_absences_of,
    list_offices_of,
    list_people,
    list_seats_of,
)
from council.membership.queries.publication import public_people
from council.membership.services import people as services
from council.membership.views.blueprint import (
    conflict_of,
    demand_in_council,
    desk,
    may_in_council,
    searched,
    this_day,
)

ON_PAGE = 50
FIELDS = (
    "surname",
    "given_name",
    "patronymic",
    "gender",
    "genitive",
    "dative",
    "instrumental",
    "position",
    "organisation_id",
    "email",
    "phone",
)


@desk.get("/people/")
@requires(Permission.READ_MEMBERSHIP)
def people() -> ResponseReturnValue:
    search = searched(request.args.get("q"))
    rows = list_people(search)
    pages = Pages(len(rows), ON_PAGE, request.args.get("page", 1, type=int))
    page = PeoplePage(
        rows=pages.part(rows),
        found=pages.found,
        number=pages.number,
        total=pages.total,
        search=search,
        may_keep=may_in_council(Permission.KEEP_MEMBERSHIP),
    )
    form = SearchForm(data={"q": search})
    return render_template("membership/people.html", page=page, form=form)


def show_person(person_id: UUID, link: IssuedLink | None = None) -> ResponseReturnValue:
    """The person's page; a fresh one-time link is shown on it once."""
    person = get_person(person_id)
    page = person_page(person)
    response = make_response(render_template("membership/person.html", page=page, link=link))
    response.headers["Cache-Control"] = "no-store"
    return response


def person_page(person: Person) -> PersonPage:
    day, who = this_day(), viewer()
    keeps = may_in_council(Permission.KEEP_MEMBERSHIP)
    invites = may_in_council(Permission.INVITE_PEOPLE)
    is_own = who.person_id == person.id
    seats, offices = list_seats_of(person.id), list_offices_of(person.id)
    account = find_account(person.account_id) if keeps else None
    subjects = [person.id, *(row.id for row in seats), *(row.id for row in offices)]
    if person.account_id is not None:
        subjects.append(person.account_id)
    return PersonPage(
        person_id=person.id,
        title=name_of(person).full,
        gender=person.gender,
        genitive=person.genitive,
        dative=person.dative,
        instrumental=person.instrumental,
        position=person.position,
        organisation=person.organisation.name if person.organisation else "",
        contacts=(person.email, person.phone) if keeps or is_own else None,
        seats=tuple(term_line(row, day, may_end=keeps) for row in seats),
        offices=tuple(term_line(row, day, may_end=keeps) for row in offices),
        absences=tuple(AbsenceLine(*row) for row in list_absences_of(person.id, day)),
        public=public_people([person.id], day)[person.id],
        unnamed=mask_of(seats, day),
        account=account_view(account, who, may_invite=invites),
        history=known_only(list_history(subjects, limit=200)) if keeps else (),
        may_keep=keeps,
        may_invite=invites and person.account_id is None,
        may_consent=keeps or is_own,
    )


@desk.get("/people/<uuid:person_id>/")
@requires(Permission.READ_MEMBERSHIP)
def person(person_id: UUID) -> ResponseReturnValue:
    return show_person(person_id)


def with_organisations(form: PersonForm) -> PersonForm:
    rows = list_organisations()
    named = ((row.id, row.short_name or row.name) for row in rows)
    form.organisation_id.choices = record_choices(named, gettext("None"))
    return form


def values_of(form: PersonForm) -> dict[str, Any]:
    return {name: form[name].data for name in FIELDS}


def show_new(form: PersonForm, status: int = 200) -> ResponseReturnValue:
    return render_template("membership/person_form.html", form=form, person_id=None), status


@desk.get("/people/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_person() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    return show_new(with_organisations(PersonForm()))


@desk.post("/people/new")
@requires(Permission.KEEP_MEMBERSHIP)
def create_person() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    form = with_organisations(PersonForm(request.form))
    if not form.validate():
        return show_new(form, status=422)
    try:
        person_id = services.create_person(
            {"id": form.key.key, **values_of(form)}, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_new(form, status=422)
    flash(gettext("The person was recorded. Look at the proposed case forms."))
    return redirect(url_for(".person", person_id=person_id), code=303)


@desk.get("/people/<uuid:person_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def edit_person(person_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    form = with_organisations(PersonForm(obj=get_person(person_id)))
    return show_edit(person_id, form)


def show_edit(
    person_id: UUID, form: PersonForm, status: int = 200, conflict: tuple[Any, ...] = ()
) -> ResponseReturnValue:
    title = name_of(get_person(person_id)).full
    template = "membership/person_form.html"
    page = render_template(template, form=form, person_id=person_id, name=title, conflict=conflict)
    return page, status


@desk.post("/people/<uuid:person_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def save_person(person_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    get_person(person_id)
    form = with_organisations(PersonForm(request.form))
    if not form.validate():
        return show_edit(person_id, form, status=422)
    try:
        services.edit_person(
            person_id, values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Stale:
        return show_edit(person_id, form, 409, conflict_of(form, get_person(person_id)))
    flash(gettext("The person was saved."))
    return redirect(url_for(".person", person_id=person_id), code=303)
