"""Bodies: the list, recording, correcting, abolishing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused, Stale
from core.region.calendar import region
from council.access import Permission
from council.membership.forms.bodies import AbolishForm, BodyForm
from council.membership.forms.fields import record_choices
from council.membership.models import Body
from council.membership.pages.bodies import BodiesPage
from council.membership.queries.bodies import (
    find_body_record,
    find_main_body,
    get_body_by_slug,
    list_bodies,
)
from council.membership.rules import BodyKind
from council.membership.rules.acts import Ending
from council.membership.services import bodies as services
from council.membership.views.blueprint import (
    conflict_of,
    demand_in_council,
    demand_keeping,
    desk,
    known_day,
    may_in_council,
    this_day,
)

FIELDS = (
    "kind",
    "name",
    "name_genitive",
    "short_name",
    "slug",
    "parent_id",
    "zone",
    "city",
    "default_place",
    "founded_on",
    "founded_by",
)
BESIDE = {
    "slug_taken": "slug",
    "one_council": "kind",
    "own_parent": "parent_id",
    "no_groups": "parent_id",
}


@desk.get("/bodies/")
@requires(Permission.READ_MEMBERSHIP)
def bodies() -> ResponseReturnValue:
    keeps = may_in_council(Permission.KEEP_MEMBERSHIP)
    page = BodiesPage(list_bodies(), this_day(), keeps)
    return render_template("membership/bodies.html", page=page)


def with_parents(form: BodyForm) -> BodyForm:
    named = ((body.id, body.short_name or body.name) for body in list_bodies())
    form.parent_id.choices = record_choices(named, gettext("None"))
    return form


def values_of(form: BodyForm) -> dict[str, Any]:
    return {name: form[name].data for name in FIELDS}


def show_new(form: BodyForm, status: int = 200) -> ResponseReturnValue:
    return render_template("membership/body_form.html", form=form, body=None), status


@desk.get("/bodies/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_body() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    return show_new(with_parents(BodyForm(data={"founded_on": this_day(), **usual()})))


def usual() -> dict[str, Any]:
    """What a new body most likely is: a group of the council, the council where there is none."""
    main, row = find_main_body(), region()
    if main is not None:
        kind = BodyKind.WORKING_GROUP
        return {"kind": kind, "parent_id": main.id, "zone": main.zone, "city": main.city}
    council = {"kind": BodyKind.COUNCIL, "slug": "council"}
    if row is None:
        return council
    return {**council, "name": row.council_name, "zone": row.zone, "city": row.capital}


@desk.post("/bodies/new")
@requires(Permission.KEEP_MEMBERSHIP)
def create_body() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    form = with_parents(BodyForm(request.form))
    if not form.validate():
        return show_new(form, status=422)
    try:
        services.create_body({"id": form.key.key, **values_of(form)}, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_new(form, status=422)
    flash(gettext("The body was recorded."))
    return redirect(url_for(".body", slug=form.slug.data), code=303)


def record_of(slug: str) -> Body:
    """The body to be changed, by somebody who keeps it."""
    demand_keeping(get_body_by_slug(slug))
    record = find_body_record(slug)
    if record is None:
        raise NotFound("no such body")
    return record


def show_edit(
    slug: str, form: BodyForm, status: int = 200, conflict: tuple[Any, ...] = ()
) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    page = render_template("membership/body_form.html", form=form, body=body, conflict=conflict)
    return page, status


@desk.get("/bodies/<slug>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def edit_body(slug: str) -> ResponseReturnValue:
    return show_edit(slug, with_parents(BodyForm(obj=record_of(slug))))


@desk.post("/bodies/<slug>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def save_body(slug: str) -> ResponseReturnValue:
    body_id = record_of(slug).id
    form = with_parents(BodyForm(request.form))
    if not form.validate():
        return show_edit(slug, form, status=422)
    try:
        services.edit_body(
            body_id, values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_edit(slug, form, status=422)
    except Stale:
        return show_edit(slug, form, 409, conflict_of(form, find_body_record(slug)))
    flash(gettext("The body was saved."))
    return redirect(url_for(".body", slug=form.slug.data), code=303)


def show_abolish(slug: str, form: AbolishForm, status: int = 200) -> ResponseReturnValue:
    page = render_template("membership/abolish.html", form=form, body=get_body_by_slug(slug))
    return page, status


@desk.get("/bodies/<slug>/abolish")
@requires(Permission.KEEP_MEMBERSHIP)
def abolishing(slug: str) -> ResponseReturnValue:
    return show_abolish(slug, AbolishForm(data={"revision": record_of(slug).revision}))


@desk.post("/bodies/<slug>/abolish")
@requires(Permission.KEEP_MEMBERSHIP)
def abolish(slug: str) -> ResponseReturnValue:
    body_id = record_of(slug).id
    form = AbolishForm(request.form)
    if not form.validate():
        return show_abolish(slug, form, status=422)
    end = Ending(known_day(form.last_day.data), form.basis.data, form.revision.data)
    try:
        services.abolish_body(body_id, end, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, before_founding="last_day", already_abolished="last_day")
        return show_abolish(slug, form, status=422)
    flash(gettext("The end of the body was recorded. Its pages stay."))
    return redirect(url_for(".body", slug=slug), code=303)
