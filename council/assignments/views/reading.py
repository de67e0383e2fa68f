"""One assignment: its page and the files of its reports."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import today
from core.adapters.files import sent
from core.adapters.journal import list_history
from council.access import Permission
from council.assignments import queries
from council.assignments.forms import ExecutionForm, RulingForm
from council.assignments.pages import AssignmentPage, Seen
from council.assignments.queries import AssignmentRow, ExecutorRow
from council.assignments.rules import GOES_ON
from council.assignments.views.blueprint import (
    address_of,
    blueprint,
    controls,
    visible_assignment,
)
from council.reminders.delays import delays_about

FORM = ExecutionForm | RulingForm


def seen(row: AssignmentRow, executors: tuple[ExecutorRow, ...]) -> Seen:
    person_id = viewer().person_id
    return Seen(
        row=row,
        executors=executors,
        reports=queries.list_reports(row.id),
        files=queries.list_files(row.id),
        extensions=queries.list_extensions(row.id),
        history=list_history([row.id]),
        today=today(row.zone),
        is_executor=person_id is not None and person_id in {e.person_id for e in executors},
        is_controller=controls(row),
        meeting_url=address_of("meetings.show", meeting_id=row.meeting_id),
        minutes_url=address_of("minutes.show", meeting_id=row.meeting_id),
    )


def show_assignment(
    assignment_id: UUID, form: FORM | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page with the one form that this reader may fill in, if any."""
    row, executors = visible_assignment(assignment_id)
    page = AssignmentPage.of(seen(row, executors))
    if form is None and page.offers.report:
        form = ExecutionForm(data={"done_on": today(row.zone)})
    if form is None and page.offers.rule and page.waiting:
        form = ruling_form(row, data={"report": str(page.waiting.row.id)})
    delays = delays_about(row.id, row.body_id, row.zone)
    return render_template("assignments/show.html", page=page, form=form, delays=delays), status


def ruling_form(row: AssignmentRow, *args: Any, **kwargs: Any) -> RulingForm:
    form = RulingForm(*args, **kwargs)
    return form.offer_to_keep() if row.due_kind in GOES_ON else form


@blueprint.get("/<uuid:assignment_id>/")
@requires(Permission.READ_ASSIGNMENT)
def show(assignment_id: UUID) -> ResponseReturnValue:
    return show_assignment(assignment_id)


@blueprint.get("/<uuid:assignment_id>/files/<uuid:file_id>")
@requires(Permission.READ_ASSIGNMENT)
def download(assignment_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """A file of a report for whoever may read the assignment."""
    row, _ = visible_assignment(assignment_id)
    file = queries.get_file(row.id, file_id)
    return sent(file.sha256, file.name, file.media_type)
