"""The history of a call, and of one application among what was noted of its call."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.journal import list_history
from core.audit.history import show_history, show_lines
from events.access import Permission
from events.missions.queries.applications import get_row
from events.missions.queries.calls import get_call_row
from events.missions.views.desk import blueprint, keeping
from events.missions.views.selection import load

MOST = 2000  # entries of a call in which those of one application are looked for


@blueprint.get("/<uuid:call_id>/history")
@requires(Permission.KEEP_CALL)
def history(call_id: UUID) -> ResponseReturnValue:
    body, call = keeping(), get_call_row(call_id)
    back = url_for(".show", call_id=call_id)
    return show_history([call_id], name=call.name, back=back, zone=body.zone)


@blueprint.get("/applications/<uuid:application_id>/history")
@requires(Permission.KEEP_CALL)
def application_history(application_id: UUID) -> ResponseReturnValue:
    """Who read its files, and what was done with it: the call keeps that, by its number."""
    body, page = keeping(), load(application_id)
    of_call = list_history([get_row(application_id).call_id], limit=MOST)
    own = [line for line in of_call if line.details.get("application") == str(application_id)]
    lines = sorted((*own, *list_history([application_id])), key=lambda line: line.at, reverse=True)
    back = url_for(".consider", application_id=application_id)
    return show_lines(lines, name=page.application.company, back=back, zone=body.zone)
