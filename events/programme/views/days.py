"""The programme of an event by days: sessions with places, in the zone of the host."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from core.kernel.errors import N_
from core.kernel.zones import clocks_on
from events.access import Permission
from events.asking import BOTH, spot_of, typed
from events.programme import queries, services
from events.programme.forms.days import SessionForm
from events.programme.pages.days import DaysPage, shown_days
from events.programme.queries import EventHead
from events.programme.queries import days as found
from events.programme.rules import SessionKind
from events.programme.services import SessionDraft
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

SAME = ("day", "starts_at", "ends_at", "title", "place", "revision")
STEPS = {
    ("programme", "remove"): (services.remove_session, N_("The session is removed.")),
    ("programme", "raise"): (services.raise_session, N_("The order is changed.")),
    ("organisers", "remove"): (services.remove_organiser, N_("The organiser is removed.")),
    ("organisers", "raise"): (services.raise_organiser, N_("The order is changed.")),
    ("hearings", "remove"): (services.remove_hearing, N_("The project is removed.")),
    ("hearings", "raise"): (services.raise_hearing, N_("The order is changed.")),
}


@blueprint.get("/<int:number>/programme")
@requires(Permission.READ_EVENT)
def programme(number: int) -> ResponseReturnValue:
    """Days and sessions; the host's time beside Moscow's and the region's."""
    body, event = council(), queries.get_event(number)
    moscow = gettext("MSK")
    page = DaysPage(
        event=event,
        days=shown_days(found.list_sessions(event.id), event.zone, body.zone),
        organisers=found.list_organisers(event.id),
        hearings=found.list_hearings(event.id),
        host_offset=clocks_on(event.starts_on, event.zone, moscow),
        region_offset=clocks_on(event.starts_on, body.zone, moscow),
        may_keep=may_keep(body),
    )
    return render_template("programme/days.html", page=page)


@blueprint.route("/<int:number>/programme/new", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def new_session(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    return session_form(event, {"day": event.starts_on})


@blueprint.route("/<int:number>/programme/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_session(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = one_of_rows(found.list_sessions(event.id), key)
    data = {name: getattr(row, name) for name in SAME} | {"kind": row.kind.value}
    return session_form(event, data, key)


def session_form(
    event: EventHead, data: dict[str, Any], key: UUID | None = None
) -> ResponseReturnValue:
    form = SessionForm(typed(), data=data)
    form.offer()

    def save() -> None:
        if form.day.data is None or form.starts_at.data is None:
            return
        draft = SessionDraft(
            form.day.data,
            form.starts_at.data,
            form.title.data,
            form.ends_at.data,
            form.place.data,
            SessionKind(form.kind.data),
        )
        services.save_session(spot_of(form, event.id, key), draft, actor=viewer(), now=now())

    title = gettext("Session of the event") if key else gettext("New session")
    said = gettext("The session is in the programme.")
    about = gettext(
        "Time of the place: %(zone)s.",
        zone=clocks_on(event.starts_on, event.zone, gettext("MSK")) or event.zone,
    )
    return asked(form, event, Heading(title, about), save, said)


@blueprint.post(
    "/<int:number>/<any(programme, organisers, hearings):part>/<uuid:key>/<any(remove, raise):step>"
)
@requires(Permission.KEEP_EVENT)
def step_of_days(number: int, part: str, key: UUID, step: str) -> ResponseReturnValue:
    """Remove a row of the programme, an organiser, a project; or name it before the one above."""
    event = kept_event(number)
    take, said = STEPS[part, step]
    take(Spot(event.id, key), actor=viewer(), now=now())
    anchor = "" if part == "programme" else part
    return gone_on(number, gettext(said), "programme", anchor)
