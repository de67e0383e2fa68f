"""Lines of a draft: adding, changing, taking out, bringing back."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.fields import as_uuid
from core.adapters.language import language, sentence
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.plan import services
from events.plan.forms import LineForm, ReasonForm
from events.plan.queries.choices import list_countries, list_organisations
from events.plan.queries.line import get_line_values
from events.plan.services import LineDraft
from events.plan.views.blueprint import blueprint, find_edition, keeping
from events.programme.rules import EventFormat, EventType

BESIDE = {
    "no_name": "name",
    "no_type": "type",
    "no_country": "country",
    "no_time": "starts_on",
    "no_first_day": "starts_on",
    "ends_before_start": "ends_on",
    "other_year": "ends_on",
    "too_long": "ends_on",
    "remote_reason": "remote_reason",
    "no_responsible": "responsible",
    "out_of_range": "participants",
}


def line_form(edition_id: UUID, *, data: dict[str, Any] | None = None) -> LineForm:
    """The form with its lists; days without a year are completed by the year of the plan."""
    keeping()
    year, _title, edition = find_edition(edition_id)
    typed = request.form if request.method == "POST" else None
    form = LineForm(typed, data=data)
    form.offer(
        list_countries(language()),
        [(str(key), name) for key, name in list_organisations()],
    )
    if edition.number == 1:
        del form.reason
    form.year = year
    return form


def show_line(
    edition_id: UUID, line_id: UUID | None, form: LineForm, status: int = 200
) -> ResponseReturnValue:
    year, title, _edition = find_edition(edition_id)
    return (
        render_template(
            "plan/line.html",
            form=form,
            edition_id=edition_id,
            line_id=line_id,
            year=year,
            plan_title=title,
        ),
        status,
    )


def draft_of(form: LineForm) -> LineDraft:
    """What was typed, as the service takes it."""
    money = tuple(
        (entry.source.data or "–", entry.rubles.data or 0)
        for entry in (each.form for each in form.money.entries)
        if entry.source.data or entry.rubles.data
    )
    return LineDraft(
        name=form.name.data,
        type=EventType(form.type.data) if form.type.data else None,
        country=form.country.data,
        city=form.city.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        month=int(form.month.data) if form.month.data else None,
        format=EventFormat(form.format.data),
        remote_reason=form.remote_reason.data,
        sectors=[each.strip() for each in form.sectors.data.split(",") if each.strip()],
        participants=form.participants.data or 0,
        responsible_id=as_uuid(form.responsible.data),
        responsible_name=form.responsible_name.data,
        co_executors=form.co_executors.data,
        asks_trade_mission=form.asks_trade_mission.data,
        asks_rec_office=form.asks_rec_office.data,
        expected_result=form.expected_result.data,
        reason=form.reason.data if form.reason else "",
        money=money,
        revision=form.revision.data or 1,
    )


@blueprint.get("/editions/<uuid:edition_id>/lines/new")
@requires(Permission.KEEP_PLAN)
def new_line(edition_id: UUID) -> ResponseReturnValue:
    return show_line(edition_id, None, line_form(edition_id))


@blueprint.post("/editions/<uuid:edition_id>/lines/new")
@requires(Permission.KEEP_PLAN)
def add_line(edition_id: UUID) -> ResponseReturnValue:
    form = line_form(edition_id)
    if not form.validate():
        return show_line(edition_id, None, form, 422)
    try:
        services.add_line(edition_id, form.key.key, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_line(edition_id, None, form, 422)
    flash(gettext("The event is in the draft."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.get("/editions/<uuid:edition_id>/lines/<uuid:line_id>/")
@requires(Permission.KEEP_PLAN)
def edit_line(edition_id: UUID, line_id: UUID) -> ResponseReturnValue:
    keeping()
    values = get_line_values(edition_id, line_id)
    return show_line(edition_id, line_id, line_form(edition_id, data=values))


@blueprint.post("/editions/<uuid:edition_id>/lines/<uuid:line_id>/")
@requires(Permission.KEEP_PLAN)
def save_line(edition_id: UUID, line_id: UUID) -> ResponseReturnValue:
    form = line_form(edition_id)
    if not form.validate():
        return show_line(edition_id, line_id, form, 422)
    try:
        services.change_line(edition_id, line_id, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_line(edition_id, line_id, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_line(edition_id, line_id, form, 409)
    flash(gettext("The line is saved."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.get("/editions/<uuid:edition_id>/lines/<uuid:line_id>/remove")
@requires(Permission.KEEP_PLAN)
def removing(edition_id: UUID, line_id: UUID) -> ResponseReturnValue:
    return show_removal(edition_id, line_id, ReasonForm())


def show_removal(
    edition_id: UUID, line_id: UUID, form: ReasonForm, status: int = 200
) -> ResponseReturnValue:
    keeping()
    _year, _title, edition = find_edition(edition_id)
    values = get_line_values(edition_id, line_id)
    return (
        render_template(
            "plan/remove.html",
            form=form,
            edition=edition,
            line_id=line_id,
            name=values["name"],
        ),
        status,
    )


@blueprint.post("/editions/<uuid:edition_id>/lines/<uuid:line_id>/remove")
@requires(Permission.KEEP_PLAN)
def remove_line(edition_id: UUID, line_id: UUID) -> ResponseReturnValue:
    keeping()
    form = ReasonForm(request.form)
    if not form.validate():
        return show_removal(edition_id, line_id, form, 422)
    try:
        services.remove_line(edition_id, line_id, form.reason.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, no_reason="reason")
        return show_removal(edition_id, line_id, form, 422)
    flash(gettext("The event is out of the draft."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.post("/editions/<uuid:edition_id>/removals/<uuid:event_id>/restore")
@requires(Permission.KEEP_PLAN)
def restore_line(edition_id: UUID, event_id: UUID) -> ResponseReturnValue:
    keeping()
    services.restore_line(edition_id, event_id, actor=viewer(), now=now())
    flash(gettext("The event is back in the draft."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)
