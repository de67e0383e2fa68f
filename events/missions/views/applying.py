"""A company applies at the address of the event; what it typed is kept under a secret address."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from events.access import Permission
from events.missions import services
from events.missions.forms.applications import ApplicationForm
from events.missions.forms.stamp import read_stamp
from events.missions.queries.calls import get_call_at
from events.missions.views.answers import (
    BESIDE,
    TOO_MANY,
    apply_page,
    draft_of,
    is_for_later,
    is_taken,
    show_form,
    too_many,
)

blueprint = Blueprint("applying", __name__)
AT = "/events/<int(max=999999):number>-<slug>/apply/"


@blueprint.get(AT)
@requires(Permission.APPLY_TO_CALL)
def apply(number: int, slug: str) -> ResponseReturnValue:
    call = get_call_at(number)
    if slug != call.slug:
        return redirect(f"{call.path}apply/", code=301)
    return show_form(apply_page(call), ApplicationForm())


@blueprint.post(AT)
@requires(Permission.APPLY_TO_CALL)
def save(number: int, slug: str) -> ResponseReturnValue:  # noqa: ARG001 - the number tells
    call, form = get_call_at(number), ApplicationForm(request.form)
    form.ask(call.questions)
    if not is_taken(form):
        return show_form(apply_page(call), form, status=422)
    key, _ = read_stamp(form.stamp.data or "", now())
    try:
        draft = draft_of(form, call)
        services.save_application(call.id, key, draft, actor=viewer(), now=now())
    except Refused as refused:
        if TOO_MANY in refused.codes:
            return too_many(refused)
        form.refuse(refused, sentence, **BESIDE)
        return show_form(apply_page(call), form, status=409)
    own = services.page_of(key)
    return redirect(own if is_for_later() else f"{own}check/", code=303)
