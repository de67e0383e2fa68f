"""The regulation of a body: acts, and rules of procedure as dated settings."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused, Stale
from council.access import Permission
from council.membership.forms.bodies import RegulationForm
from council.membership.forms.settings import setting_form, typed_value
from council.membership.pages.bodies import RegulationPage, SettingPage
from council.membership.pages.history import in_words
from council.membership.pages.matters import by_matter
from council.membership.pages.settings import choice_labels, setting_line, setting_lines
from council.membership.queries.bodies import get_body, get_body_by_slug
from council.membership.queries.regulation import (
    get_regulation,
    list_regulations,
    list_settings,
)
from council.membership.queries.rows import BodyRow
from council.membership.rules.acts import NewSetting
from council.membership.rules.procedure import BY_KEY, SettingSpec, values_on
from council.membership.services import bodies as services
from council.membership.views.blueprint import (
    conflict_of,
    demand_keeping,
    desk,
    known_day,
    may_keep,
    this_day,
)

FIELDS = (
    "act_kind",
    "act_on",
    "act_number",
    "title",
    "amended_by",
    "in_force_from",
    "in_force_until",
    "text",
)


@desk.get("/bodies/<slug>/regulation/")
@requires(Permission.READ_MEMBERSHIP)
def regulation(slug: str) -> ResponseReturnValue:
    body, day = get_body_by_slug(slug), this_day()
    regulations = list_regulations(body.id)
    page = RegulationPage(
        body=body,
        day=day,
        regulations=regulations,
        matters=by_matter(setting_lines(list_settings(body.id), day)),
        history=in_words(list_history([row.id for row in regulations], limit=50)),
        may_keep=may_keep(body),
    )
    return render_template("membership/regulation.html", page=page)


def values_of(form: RegulationForm) -> dict[str, Any]:
    return {name: form[name].data for name in FIELDS}


def show_form(
    body: BodyRow,
    form: RegulationForm,
    status: int = 200,
    regulation_id: UUID | None = None,
    conflict: tuple[Any, ...] = (),
) -> ResponseReturnValue:
    page = render_template(
        "membership/regulation_form.html",
        form=form,
        body=body,
        regulation_id=regulation_id,
        conflict=conflict,
    )
    return page, status


@desk.get("/bodies/<slug>/regulation/new")
@requires(Permission.KEEP_MEMBERSHIP)
def new_regulation(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    return show_form(body, RegulationForm())


@desk.post("/bodies/<slug>/regulation/new")
@requires(Permission.KEEP_MEMBERSHIP)
def record_regulation(slug: str) -> ResponseReturnValue:
    body = get_body_by_slug(slug)
    demand_keeping(body)
    form = RegulationForm(request.form)
    if not form.validate():
        return show_form(body, form, status=422)
    try:
        services.record_regulation(
            body.id, {"id": form.key.key, **values_of(form)}, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, force_order="in_force_until")
        return show_form(body, form, status=422)
    flash(gettext("The regulation was recorded."))
    return redirect(url_for(".regulation", slug=slug), code=303)


@desk.get("/regulations/<uuid:regulation_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def edit_regulation(regulation_id: UUID) -> ResponseReturnValue:
    record = get_regulation(regulation_id)
    body = get_body(record.body_id)
    demand_keeping(body)
    return show_form(body, RegulationForm(obj=record), regulation_id=regulation_id)


@desk.post("/regulations/<uuid:regulation_id>/edit")
@requires(Permission.KEEP_MEMBERSHIP)
def save_regulation(regulation_id: UUID) -> ResponseReturnValue:
    body = get_body(get_regulation(regulation_id).body_id)
    demand_keeping(body)
    form = RegulationForm(request.form)
    if not form.validate():
        return show_form(body, form, 422, regulation_id)
    try:
        services.edit_regulation(
            regulation_id, values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, force_order="in_force_until")
        return show_form(body, form, 422, regulation_id)
    except Stale:
        conflict = conflict_of(form, get_regulation(regulation_id))
        return show_form(body, form, 409, regulation_id, conflict)
    flash(gettext("The regulation was saved."))
    return redirect(url_for(".regulation", slug=body.slug), code=303)


def known_spec(key: str) -> SettingSpec:
    if key not in BY_KEY:
        raise NotFound("no such setting")
    return BY_KEY[key]


def show_setting(body: BodyRow, key: str, form: Any, status: int = 200) -> ResponseReturnValue:
    rows = [row for row in list_settings(body.id) if row.key == key]
    line = setting_line(known_spec(key), rows, this_day())
    page = SettingPage(body, line, may_keep(body))
    return render_template("membership/setting.html", page=page, form=form), status


@desk.get("/bodies/<slug>/settings/<key>/")
@requires(Permission.READ_MEMBERSHIP)
def setting(slug: str, key: str) -> ResponseReturnValue:
    body, spec = get_body_by_slug(slug), known_spec(key)
    rows = [(row.key, row.value, row.valid_from) for row in list_settings(body.id)]
    stored = values_on(rows, this_day()).get(key, spec.default)
    return show_setting(body, key, setting_form(spec, choice_labels(spec), stored=stored))


@desk.post("/bodies/<slug>/settings/<key>/")
@requires(Permission.KEEP_MEMBERSHIP)
def change_setting(slug: str, key: str) -> ResponseReturnValue:
    body, spec = get_body_by_slug(slug), known_spec(key)
    demand_keeping(body)
    form = setting_form(spec, choice_labels(spec), request.form)
    if not form.validate():
        return show_setting(body, key, form, status=422)
    new = NewSetting(key, typed_value(form), known_day(form.valid_from.data), form.basis.data)
    try:
        services.change_setting(body.id, new, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, bad_setting="value", before_founding="valid_from")
        return show_setting(body, key, form, status=422)
    flash(gettext("The rule was changed."))
    return redirect(url_for(".setting", slug=slug, key=key), code=303)
