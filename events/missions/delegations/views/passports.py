"""Reading a passport: named people only, with a purpose, each time noted."""

from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from events.access import Permission
from events.missions.delegations import queries, services
from events.missions.delegations.forms import PurposeForm
from events.missions.delegations.rules.passports import NOT_NAMED, PassportPurpose
from events.missions.delegations.views.desk import blueprint, member_of
from events.missions.views.answers import private
from events.programme.queries import EventHead, get_event


def found(number: int, member_id: UUID) -> tuple[EventHead, queries.MemberRow]:
    """The event and the member with a passport, for a named reader; 403 for all others."""
    event = get_event(number)
    delegation = queries.find_delegation(event.id)
    key = delegation.id if delegation else None
    if not queries.is_reader(key, viewer().account_id):
        abort(403)
    row = member_of(event, member_id)
    if row.passport_until is None:
        raise NotFound("no passport was given")
    return event, row


def shown(
    number: int, member_id: UUID, form: PurposeForm, status: int = 200, **values: object
) -> ResponseReturnValue:
    event, row = found(number, member_id)
    text = render_template(
        "delegations/desk/passport.html", event=event, member=row, form=form, **values
    )
    return private(text, status)


@blueprint.get("/members/<uuid:member_id>/passport/")
@requires(Permission.READ_DELEGATION)
def passport(number: int, member_id: UUID) -> ResponseReturnValue:
    """Asks what for, before anything is opened."""
    return shown(number, member_id, PurposeForm())


@blueprint.post("/members/<uuid:member_id>/passport/")
@requires(Permission.READ_DELEGATION)
def read_passport(number: int, member_id: UUID) -> ResponseReturnValue:
    event, _ = found(number, member_id)
    form = PurposeForm(request.form)
    if not form.validate():
        return shown(number, member_id, form, 422)
    purpose = PassportPurpose(form.purpose.data)
    try:
        opened = services.read_passport(event.id, member_id, purpose, actor=viewer(), now=now())
    except Refused as refused:
        if NOT_NAMED.code in refused.codes:
            abort(403)
        form.refuse(refused, sentence)
        return shown(number, member_id, form, 409)
    return shown(number, member_id, form, passport=opened, purpose=purpose)
