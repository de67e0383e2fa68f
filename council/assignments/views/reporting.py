"""The executor's report on what was done."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.files import received
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.assignments import services
from council.assignments.forms import ExecutionForm, day_of
from council.assignments.services import Execution
from council.assignments.views.blueprint import answered_assignment, blueprint
from council.assignments.views.reading import show_assignment

BESIDE = {
    "no_text": "text",
    "done_in_future": "done_on",
    "done_before": "done_on",
    "file_type": "files",
    "file_empty": "files",
    "file_size": "files",
    "too_many_files": "files",
}


@blueprint.post("/<uuid:assignment_id>/report")
@requires(Permission.REPORT_EXECUTION)
def report(assignment_id: UUID) -> ResponseReturnValue:
    row = answered_assignment(assignment_id)
    form = ExecutionForm(request.form, near=today(row.zone))
    if not form.validate():
        return show_assignment(assignment_id, form, status=422)
    try:
        uploads = received(request.files.getlist("files"))
        execution = Execution(form.text.data, day_of(form.done_on), uploads)
        services.report_execution(assignment_id, execution, actor=viewer(), now=now())
    except Refused as refused:
        if not set(refused.codes) <= set(BESIDE):
            raise
        form.refuse(refused, sentence, **BESIDE)
        return show_assignment(assignment_id, form, status=422)
    flash(gettext("The report is with the secretary now."))
    return redirect(url_for(".show", assignment_id=assignment_id), code=303)
