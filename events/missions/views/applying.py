"""A company applies at the address of the event; what it typed is kept under a secret address."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import in_both_languages, sentence, under_language
from core.kernel.errors import Refused
from core.limits import REGISTRATIONS, TooOften, count
from events.access import Permission
from events.missions import services
from events.missions.forms.applications import ApplicationForm
from events.missions.forms.stamp import read_stamp
from events.missions.queries.calls import get_call_at
from events.missions.views.answers import (
    BESIDE,
    RETRY_SECONDS,
    TOO_MANY,
    apply_page,
    draft_of,
    is_for_later,
    is_taken,
    show_form,
)

blueprint = Blueprint("applying", __name__)
AT = "/events/<int(max=999999):number>-<slug>/apply/"


@in_both_languages(blueprint, AT)
@requires(Permission.APPLY_TO_CALL)
def apply(number: int, slug: str) -> ResponseReturnValue:
    call = get_call_at(number)
    if slug != call.slug:
        return redirect(under_language(f"{call.path}apply/"), code=301)
    return show_form(apply_page(call), ApplicationForm())


@in_both_languages(blueprint, AT, "POST")
@requires(Permission.APPLY_TO_CALL)
def save(number: int, slug: str) -> ResponseReturnValue:  # noqa: ARG001 - the number tells
    call, form = get_call_at(number), ApplicationForm(request.form)
    form.ask(call.questions)
    if not is_taken(form):
        return show_form(apply_page(call), form, status=422)
    count(REGISTRATIONS, f"mail {form.email.data}".casefold())
    key, _ = read_stamp(form.stamp.data or "", now())
    try:
        draft = draft_of(form, call)
        services.save_application(call.id, key, draft, actor=viewer(), now=now())
    except Refused as refused:
        if TOO_MANY in refused.codes:
            raise TooOften(RETRY_SECONDS, *refused.refusals) from None
        form.refuse(refused, sentence, **BESIDE)
        return show_form(apply_page(call), form, status=409)
    own = under_language(services.page_of(key))
    return redirect(own if is_for_later() else f"{own}check/", code=303)
