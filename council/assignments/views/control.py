"""The secretary's control: ruling on a report, extending, closing, putting back on control."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused
from council.access import Permission
from council.assignments import services
from council.assignments.forms import ExtensionForm, GroundForm, day_of, report_of
from council.assignments.pages import StepPage
from council.assignments.queries import AssignmentRow
from council.assignments.rules import AssignmentAction
from council.assignments.services import Extended, Verdict
from council.assignments.views.blueprint import blueprint, controlled_assignment
from council.assignments.views.reading import ruling_form, show_assignment
from council.membership.queries import procedure_on
from council.membership.rules.procedure import Decider

SAID = {
    AssignmentAction.ACCEPT: N_("The report is accepted, the assignment is off control."),
    AssignmentAction.KEEP: N_("The report is accepted, the assignment stays on control."),
    AssignmentAction.RETURN: N_("The report is returned to the executor with your remarks."),
}
BESIDE_EXTENSION = {
    "not_later": "new_due_on",
    "no_due_date": "new_due_on",
    "no_decider": "decided_by",
    "no_basis": "basis",
}


@blueprint.post("/<uuid:assignment_id>/ruling")
@requires(Permission.CONTROL_ASSIGNMENT)
def rule(assignment_id: UUID) -> ResponseReturnValue:
    form = ruling_form(controlled_assignment(assignment_id), request.form)
    if not form.validate():
        return show_assignment(assignment_id, form, status=422)
    action = AssignmentAction(form.action.data)
    verdict = Verdict(report_of(form), action, form.remarks.data)
    try:
        services.rule_on_report(assignment_id, verdict, actor=viewer(), now=now())
    except Refused as refused:
        if refused.codes != ("no_remarks",):
            raise
        form.refuse(refused, sentence, no_remarks="remarks")
        return show_assignment(assignment_id, form, status=422)
    return gone_on(assignment_id, gettext(SAID[action]))


def gone_on(assignment_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".show", assignment_id=assignment_id), code=303)


def asked(
    template: str, row: AssignmentRow, form: ExtensionForm | GroundForm, status: int = 200
) -> ResponseReturnValue:
    page = StepPage.of(row)
    return render_template(f"assignments/{template}.html", page=page, form=form), status


@blueprint.route("/<uuid:assignment_id>/extend", methods=["GET", "POST"])
@requires(Permission.CONTROL_ASSIGNMENT)
def extend(assignment_id: UUID) -> ResponseReturnValue:
    row = controlled_assignment(assignment_id)
    day = today(row.zone)
    decider = procedure_on(row.body_id, day).control_decider
    form = ExtensionForm(request.form, near=day, needs_decider=decider is not Decider.SECRETARY)
    if request.method == "GET":
        return asked("extend", row, form)
    if not form.validate():
        return asked("extend", row, form, status=422)
    extended = Extended(day_of(form.new_due_on), form.decided_by.data, form.basis.data)
    try:
        services.extend_assignment(assignment_id, extended, actor=viewer(), now=now())
    except Refused as refused:
        if not set(refused.codes) <= set(BESIDE_EXTENSION):
            raise
        form.refuse(refused, sentence, **BESIDE_EXTENSION)
        return asked("extend", row, form, status=422)
    return gone_on(assignment_id, gettext("The new term is recorded."))


@blueprint.route("/<uuid:assignment_id>/close", methods=["GET", "POST"])
@requires(Permission.CONTROL_ASSIGNMENT)
def close(assignment_id: UUID) -> ResponseReturnValue:
    said = gettext("The assignment is off control.")
    return on_a_ground("close", assignment_id, services.close_assignment, said)


@blueprint.route("/<uuid:assignment_id>/reopen", methods=["GET", "POST"])
@requires(Permission.CONTROL_ASSIGNMENT)
def reopen(assignment_id: UUID) -> ResponseReturnValue:
    said = gettext("The assignment is on control again.")
    return on_a_ground("reopen", assignment_id, services.reopen_assignment, said)


def on_a_ground(
    template: str, assignment_id: UUID, step: Callable[..., None], said: str
) -> ResponseReturnValue:
    """A page that asks for the ground of a step, then takes it."""
    row = controlled_assignment(assignment_id)
    form = GroundForm(request.form)
    if request.method == "GET":
        return asked(template, row, form)
    if not form.validate():
        return asked(template, row, form, status=422)
    step(assignment_id, form.basis.data, actor=viewer(), now=now())
    return gone_on(assignment_id, said)
