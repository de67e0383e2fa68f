"""The programme of an event by days: sessions with places, in the zone of the host."""

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from events.access import Permission
from events.programme import queries, services
from events.programme.forms.days import SessionForm
from events.programme.pages.days import DaysPage, offset_on, shown_days
from events.programme.queries import EventHead
from events.programme.queries import days as found
from events.programme.services import SessionDraft
from events.programme.views.blueprint import blueprint, council, gone_on, kept_event, may_keep

BESIDE = {"no_title": "title", "ends_early": "ends_at", "other_day": "day"}


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
        host_offset=offset_on(event.starts_on, event.zone, moscow),
        region_offset=offset_on(event.starts_on, body.zone, moscow),
        may_keep=may_keep(body),
    )
    return render_template("programme/days.html", page=page)


def show_session(event: EventHead, form: SessionForm, status: int = 200) -> ResponseReturnValue:
    return render_template("programme/session.html", event=event, form=form), status


@blueprint.get("/<int:number>/programme/new")
@requires(Permission.KEEP_EVENT)
def new_session(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    data: dict[str, Any] = {"day": event.starts_on}
    return show_session(event, SessionForm(data=data))


@blueprint.post("/<int:number>/programme/new")
@requires(Permission.KEEP_EVENT)
def add_session(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), SessionForm(request.form)
    if not form.validate() or form.day.data is None or form.starts_at.data is None:
        return show_session(event, form, 422)
    draft = SessionDraft(
        form.day.data,
        form.starts_at.data,
        form.title.data,
        form.ends_at.data,
        form.place.data,
    )
    try:
        services.add_session(event.id, form.key.key, draft, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_session(event, form, 422)
    return gone_on(number, gettext("The session is in the programme."), "programme")


@blueprint.post("/<int:number>/programme/<uuid:session_id>/remove")
@requires(Permission.KEEP_EVENT)
def remove_session(number: int, session_id: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    services.remove_session(event.id, session_id, actor=viewer(), now=now())
    return gone_on(number, gettext("The session is removed."), "programme")
