"""Who took part in an event, and the counters that visitors read."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from core.adapters.language import language
from events.access import Permission
from events.asking import BOTH, spot_of, typed
from events.programme import queries, services
from events.programme.forms.days import CountersForm, ParticipantForm
from events.programme.pages.participants import ParticipantsPage
from events.programme.queries import EventHead
from events.programme.queries import participants as found
from events.programme.queries.choices import list_countries
from events.programme.rules import ParticipantKind
from events.programme.rules.counters import COUNTERS, Participant
from events.programme.services import CountersDraft
from events.programme.views.blueprint import (
    Heading,
    asked,
    blueprint,
    council,
    gone_on,
    kept_event,
    may_keep,
    one_of_rows,
)

PART = "participants"


@blueprint.get("/<int:number>/participants")
@requires(Permission.READ_EVENT)
def participants(number: int) -> ResponseReturnValue:
    body, event = council(), queries.get_event(number)
    rows = found.list_participants(event.id)
    known = found.list_known(event.id, rows)
    counters = found.counters_of(event.id, rows, known)
    page = ParticipantsPage(event, rows, known, counters, may_keep(body))
    return render_template("programme/participants.html", page=page)


@blueprint.route("/<int:number>/participants/new", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def new_participant(number: int) -> ResponseReturnValue:
    return participant_form(kept_event(number), {})


@blueprint.route("/<int:number>/participants/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_participant(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = one_of_rows(found.list_participants(event.id), key)
    names = ("name", "country", "region", "people", "revision")
    data = {name: getattr(row, name) for name in names} | {"kind": row.kind.value}
    return participant_form(event, data, key)


def participant_form(
    event: EventHead, data: dict[str, Any], key: UUID | None = None
) -> ResponseReturnValue:
    form = ParticipantForm(typed(), data=data)
    form.offer(list_countries(language()))

    def save() -> None:
        participant = Participant(
            ParticipantKind(form.kind.data),
            form.name.data,
            form.country.data,
            form.region.data,
            form.people.data or 0,
        )
        spot = spot_of(form, event.id, key)
        services.save_participant(spot, participant, actor=viewer(), now=now())

    heading = Heading(gettext("Organisation that took part"), event.name, PART)
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.post("/<int:number>/participants/<uuid:key>/remove")
@requires(Permission.KEEP_EVENT)
def remove_participant(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    services.remove_participant(Spot(event.id, key), actor=viewer(), now=now())
    return gone_on(number, gettext("Removed."), PART)


@blueprint.route("/<int:number>/counters", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def counters(number: int) -> ResponseReturnValue:
    """Publish other numbers than those counted, with a reason."""
    event = kept_event(number)
    row = found.get_counters(event.id)
    data = {**row.own, "reason": row.reason, "revision": row.revision}
    form = CountersForm(typed(), data=data)

    def save() -> None:
        own = {name: form[name].data for name in COUNTERS}
        draft = CountersDraft(own, form.reason.data, form.revision.data or 0)
        services.publish_counters(event.id, draft, actor=viewer(), now=now())

    about = gettext("A counter that is left empty is counted from the participants.")
    heading = Heading(gettext("Counters that are published"), about, PART)
    return asked(form, event, heading, save, gettext("Saved."))
