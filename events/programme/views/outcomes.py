"""Outcomes of an event on the working pages: added, brought up to date, closed."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from events.access import Permission
from events.programme import queries, services
from events.programme.forms.outcomes import CloseForm, PromiseForm
from events.programme.pages.outcomes import outcomes_page
from events.programme.queries import EventHead
from events.programme.queries.outcomes import PromiseRow, list_asks, list_promises
from events.programme.rules import OutcomeStage
from events.programme.services import PromiseDraft
from events.programme.views.blueprint import blueprint, council, gone_on, kept_event, may_keep

BESIDE = {"no_company": "company"}
SAME = ("company", "partner", "contact_name", "email", "note")


@blueprint.get("/<int:number>/outcomes")
@requires(Permission.READ_EVENT)
def outcomes(number: int) -> ResponseReturnValue:
    body, event = council(), queries.get_event(number)
    page = outcomes_page(
        event, list_promises(event.id), list_asks(event.id), may_keep=may_keep(body)
    )
    return render_template("programme/outcomes.html", page=page)


def promise_of(event: EventHead, promise_id: UUID) -> PromiseRow:
    row = next((row for row in list_promises(event.id) if row.id == promise_id), None)
    if row is None:
        raise NotFound("no such outcome")
    return row


def show_promise(
    event: EventHead, form: PromiseForm, row: PromiseRow | None = None, status: int = 200
) -> ResponseReturnValue:
    form.offer()
    closing = CloseForm()
    return (
        render_template(
            "programme/outcome.html", event=event, form=form, promise=row, closing=closing
        ),
        status,
    )


def typed_promise() -> PromiseForm:
    form = PromiseForm(request.form)
    form.offer()
    return form


def draft_of(form: PromiseForm) -> PromiseDraft:
    values = {name: form[name].data or "" for name in SAME}
    return PromiseDraft(stage=OutcomeStage(form.stage.data), **values)


@blueprint.get("/<int:number>/outcomes/new")
@requires(Permission.KEEP_EVENT)
def new_outcome(number: int) -> ResponseReturnValue:
    return show_promise(kept_event(number), PromiseForm())


@blueprint.post("/<int:number>/outcomes/new")
@requires(Permission.KEEP_EVENT)
def add_outcome(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), typed_promise()
    if not form.validate():
        return show_promise(event, form, status=422)
    try:
        services.add_promise(event.id, form.key.key, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_promise(event, form, status=422)
    return gone_on(number, gettext("The outcome is followed from now on."), "outcomes")


@blueprint.get("/<int:number>/outcomes/<uuid:promise_id>")
@requires(Permission.KEEP_EVENT)
def edit_outcome(number: int, promise_id: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = promise_of(event, promise_id)
    values = {name: getattr(row, name) for name in SAME}
    return show_promise(event, PromiseForm(data={**values, "stage": row.stage.value}), row)


@blueprint.post("/<int:number>/outcomes/<uuid:promise_id>")
@requires(Permission.KEEP_EVENT)
def save_outcome(number: int, promise_id: UUID) -> ResponseReturnValue:
    event, form = kept_event(number), typed_promise()
    row = promise_of(event, promise_id)
    if not form.validate():
        return show_promise(event, form, row, 422)
    try:
        services.change_promise(event.id, promise_id, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_promise(event, form, row, 422)
    return gone_on(number, gettext("The outcome is saved."), "outcomes")


@blueprint.post("/<int:number>/outcomes/<uuid:promise_id>/close")
@requires(Permission.KEEP_EVENT)
def close_outcome(number: int, promise_id: UUID) -> ResponseReturnValue:
    """Nothing more is expected; the reason is kept."""
    event, form = kept_event(number), CloseForm(request.form)
    promise_of(event, promise_id)
    reason = form.reason.data or ""
    services.close_promise(event.id, promise_id, reason, actor=viewer(), now=now())
    return gone_on(number, gettext("The outcome is closed."), "outcomes")
