"""The checklist of an event: filled from the template, added to, changed, ticked off."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused, Stale
from events.access import Permission
from events.programme import queries, services
from events.programme.forms import TaskForm
from events.programme.queries import EventHead
from events.programme.services import TaskDraft
from events.programme.views.blueprint import blueprint, gone_on, keeping, kept_event, procedure

BESIDE = {"no_name": "name", "far": "days_before"}


@blueprint.post("/<int:number>/tasks/fill")
@requires(Permission.KEEP_EVENT)
def fill_checklist(number: int) -> ResponseReturnValue:
    """Copy the template of the type; lines that are there already stay as they are."""
    body, event = keeping(), kept_event(number)
    days = procedure(body).partner_letter_days
    count = services.fill_checklist(event.id, days, actor=viewer(), now=now())
    said = ngettext("%(num)s line was added.", "%(num)s lines were added.", count)
    return gone_on(number, said, anchor="checklist")


def show_task(
    event: EventHead, form: TaskForm, task_id: UUID | None = None, status: int = 200
) -> ResponseReturnValue:
    return render_template("programme/task.html", event=event, form=form, task_id=task_id), status


def draft_of(form: TaskForm) -> TaskDraft:
    return TaskDraft(
        form.name.data, form.days_before.data, form.due_on.data, form.revision.data or 0
    )


@blueprint.get("/<int:number>/tasks/new")
@requires(Permission.KEEP_EVENT)
def new_task(number: int) -> ResponseReturnValue:
    return show_task(kept_event(number), TaskForm())


@blueprint.post("/<int:number>/tasks/new")
@requires(Permission.KEEP_EVENT)
def add_task(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), TaskForm(request.form)
    if not form.validate():
        return show_task(event, form, status=422)
    try:
        services.add_task(event.id, form.key.key, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_task(event, form, status=422)
    return gone_on(number, gettext("The line is in the checklist."), anchor="checklist")


@blueprint.get("/<int:number>/tasks/<uuid:task_id>")
@requires(Permission.KEEP_EVENT)
def edit_task(number: int, task_id: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    row = next((row for row in queries.list_tasks(event.id) if row.id == task_id), None)
    if row is None:
        raise NotFound("no such line")
    values = {"name": row.name, "days_before": row.days_before, "due_on": row.due_on}
    return show_task(event, TaskForm(data={**values, "revision": row.revision}), task_id)


@blueprint.post("/<int:number>/tasks/<uuid:task_id>")
@requires(Permission.KEEP_EVENT)
def save_task(number: int, task_id: UUID) -> ResponseReturnValue:
    event, form = kept_event(number), TaskForm(request.form)
    if not form.validate():
        return show_task(event, form, task_id, 422)
    try:
        services.change_task(event.id, task_id, draft_of(form), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_task(event, form, task_id, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_task(event, form, task_id, 409)
    return gone_on(number, gettext("The line is saved."), anchor="checklist")


@blueprint.post("/<int:number>/tasks/<uuid:task_id>/mark")
@requires(Permission.KEEP_EVENT)
def mark_task(number: int, task_id: UUID) -> ResponseReturnValue:
    """Done today, or not done after all."""
    body, event = keeping(), kept_event(number)
    done_on = today(body.zone) if request.form.get("done") == "yes" else None
    services.mark_task(event.id, task_id, done_on, actor=viewer(), now=now())
    said = gettext("Done.") if done_on else gettext("Not done after all.")
    return gone_on(number, said, anchor="checklist")


@blueprint.post("/<int:number>/tasks/<uuid:task_id>/remove")
@requires(Permission.KEEP_EVENT)
def remove_task(number: int, task_id: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    services.remove_task(event.id, task_id, actor=viewer(), now=now())
    return gone_on(number, gettext("The line is removed."), anchor="checklist")
