"""An event outside the plan, and what is known of any: forms and the switch for visitors."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import language, sentence
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.programme import services
from events.programme.forms import EventForm
from events.programme.queries import EventHead, was_moved
from events.programme.queries.choices import list_countries
from events.programme.rules import EventFormat, EventType, Support
from events.programme.services import EventDraft
from events.programme.views.blueprint import blueprint, gone_on, keeping, kept_event

BESIDE = {
    "no_name": "name",
    "no_type": "type",
    "no_country": "country",
    "no_zone": "zone",
    "no_first_day": "starts_on",
    "bad_days": "ends_on",
    "remote_reason": "remote_reason",
}
SAME = (
    *("name", "name_english", "country", "city", "zone", "starts_on", "ends_on", "participants"),
    *("series", "ordinal", "note", "remote_reason", "revision"),
)


def event_form(data: dict[str, Any] | None = None) -> EventForm:
    """The form with its lists."""
    form = EventForm(request.form if request.method == "POST" else None, data=data)
    form.offer(list_countries(language()))
    return form


def values_of(event: EventHead) -> dict[str, Any]:
    found = {name: getattr(event, name) for name in SAME}
    for name in ("type", "format", "trade_mission", "rec_office"):
        found[name] = getattr(event, name).value
    listed = {"sectors": ", ".join(event.sectors), "themes": "\n".join(event.themes)}
    return found | listed


def draft_of(form: EventForm) -> EventDraft:
    """What was typed, as the service takes it."""
    return EventDraft(
        name=form.name.data,
        type=EventType(form.type.data) if form.type.data else None,
        country=form.country.data,
        name_english=form.name_english.data,
        city=form.city.data,
        zone=form.zone.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        format=EventFormat(form.format.data),
        remote_reason=form.remote_reason.data,
        sectors=[each.strip() for each in form.sectors.data.split(",") if each.strip()],
        participants=form.participants.data or 0,
        themes=[each.strip() for each in form.themes.data.splitlines() if each.strip()],
        series=form.series.data,
        ordinal=form.ordinal.data,
        trade_mission=Support(form.trade_mission.data),
        rec_office=Support(form.rec_office.data),
        note=form.note.data,
    )


def show_form(
    form: EventForm, event: EventHead | None = None, status: int = 200
) -> ResponseReturnValue:
    keeps_days = event is not None and (
        event.starts_on is not None or was_moved(event.id, event.state)
    )
    text = render_template("programme/form.html", form=form, event=event, keeps_days=keeps_days)
    return text, status


@blueprint.get("/new")
@requires(Permission.KEEP_EVENT)
def new() -> ResponseReturnValue:
    keeping()
    return show_form(event_form({"trade_mission": "not_asked", "rec_office": "not_asked"}))


@blueprint.post("/new")
@requires(Permission.KEEP_EVENT)
def add() -> ResponseReturnValue:
    """An event outside the plan."""
    keeping()
    form = event_form()
    if not form.validate():
        return show_form(form, status=422)
    try:
        number = services.add_unplanned(form.key.key, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_form(form, status=422)
    return gone_on(number, gettext("The event is added. Visitors do not see it yet."))


@blueprint.get("/<int:number>/edit")
@requires(Permission.KEEP_EVENT)
def edit(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    return show_form(event_form(values_of(event)), event)


@blueprint.post("/<int:number>/edit")
@requires(Permission.KEEP_EVENT)
def save(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), event_form()
    if not form.validate():
        return show_form(form, event, 422)
    try:
        services.change_event(
            event.id, draft_of(form), form.revision.data or 0, actor=viewer(), now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_form(form, event, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_form(form, event, 409)
    return gone_on(number, gettext("The event is saved."))


@blueprint.post("/<int:number>/visibility")
@requires(Permission.KEEP_EVENT)
def set_visibility(number: int) -> ResponseReturnValue:
    """Open the event to visitors or close it."""
    event = kept_event(number)
    opens = request.form.get("public") == "yes"
    revision = request.form.get("revision", type=int) or 0
    services.show_to_visitors(event.id, revision, is_public=opens, actor=viewer(), now=now())
    said = gettext("Visitors see the event.") if opens else gettext("The event is hidden.")
    return gone_on(number, said)
