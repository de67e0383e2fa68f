"""Steps of an event's life: at once by a button, moving and cancelling by a page with a reason."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused, Stale
from events.access import Permission
from events.programme import services
from events.programme.forms import CancelForm, MoveForm
from events.programme.queries import EventHead
from events.programme.rules import LIFE_CYCLE, EventAction
from events.programme.services import StepDraft
from events.programme.views.blueprint import blueprint, gone_on, kept_event

BY_BUTTON = frozenset(EventAction) - {EventAction.MOVE, EventAction.CANCEL}
BESIDE = {"no_reason": "reason"}
BESIDE_MOVE = {
    **BESIDE,
    "same_dates": "starts_on",
    "no_first_day": "starts_on",
    "bad_days": "ends_on",
}
SAID = {
    EventAction.PREPARE: N_("The event is being prepared."),
    EventAction.OPEN_CALL: N_("The call is open."),
    EventAction.CLOSE_CALL: N_("The call is closed."),
    EventAction.BEGIN: N_("The event has begun."),
    EventAction.HOLD: N_("The event is recorded as held. Its report is due next."),
    EventAction.PUBLISH_REPORT: N_("The results are published."),
    EventAction.MOVE: N_("The event is moved."),
    EventAction.CANCEL: N_("The event is cancelled."),
}


@blueprint.post("/<int:number>/steps/<step>")
@requires(Permission.KEEP_EVENT)
def take(number: int, step: str) -> ResponseReturnValue:
    """A step that needs nothing but the button."""
    event = kept_event(number)
    if step not in BY_BUTTON:
        abort(404)
    action = EventAction(step)
    draft = StepDraft(action, request.form.get("revision", type=int) or 0)
    services.take_step(event.id, draft, actor=viewer(), now=now())
    return gone_on(number, gettext(SAID[action]))


@blueprint.get("/<int:number>/move")
@requires(Permission.KEEP_EVENT)
def moving(number: int) -> ResponseReturnValue:
    return asked("move", kept_event(number), MoveForm())


@blueprint.post("/<int:number>/move")
@requires(Permission.KEEP_EVENT)
def move(number: int) -> ResponseReturnValue:
    """New days, or none yet; the old ones stay in the history."""
    event, form = kept_event(number), MoveForm(request.form)
    if not form.validate():
        return asked("move", event, form, 422)
    draft = StepDraft(
        EventAction.MOVE,
        form.revision.data or 0,
        form.reason.data,
        form.starts_on.data,
        form.ends_on.data,
    )
    return taken("move", event, form, draft)


@blueprint.get("/<int:number>/cancel")
@requires(Permission.KEEP_EVENT)
def cancelling(number: int) -> ResponseReturnValue:
    return asked("cancel", kept_event(number), CancelForm())


@blueprint.post("/<int:number>/cancel")
@requires(Permission.KEEP_EVENT)
def cancel(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), CancelForm(request.form)
    if not form.validate():
        return asked("cancel", event, form, 422)
    draft = StepDraft(EventAction.CANCEL, form.revision.data or 0, form.reason.data)
    return taken("cancel", event, form, draft)


def asked(step: str, event: EventHead, form: CancelForm, status: int = 200) -> ResponseReturnValue:
    """The page of the step; away from it where the table does not offer the step."""
    if request.method == "GET":
        form.revision.data = event.revision
        if EventAction(step) not in LIFE_CYCLE.reachable_actions(event.state):
            return redirect(url_for(".show", number=event.number))
    return render_template(f"programme/{step}.html", event=event, form=form), status


def taken(step: str, event: EventHead, form: CancelForm, draft: StepDraft) -> ResponseReturnValue:
    try:
        services.take_step(event.id, draft, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **(BESIDE_MOVE if isinstance(form, MoveForm) else BESIDE))
        return asked(step, event, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return asked(step, event, form, 409)
    return gone_on(event.number, gettext(SAID[draft.action]))
