"""The blueprint of assignments, and the one way in which its views find one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, url_for

from core.access import permits, viewer
from core.kernel.errors import NotFound
from council.access import Permission
from council.assignments import queries
from council.assignments.queries import AssignmentRow, ExecutorRow
from council.assignments.rules import Reader, is_visible

blueprint = Blueprint("assignments", __name__, url_prefix="/desk/assignments")


def reader() -> Reader:
    """The viewer with the bodies in which they hold any power today."""
    who = viewer()
    return Reader(who.person_id, frozenset(body_id for _, body_id in who.held))


def visible_assignment(assignment_id: UUID) -> tuple[AssignmentRow, tuple[ExecutorRow, ...]]:
    """The assignment with its executors; one hidden from the reader looks like a missing one."""
    row = queries.get_assignment(assignment_id)
    executors = queries.list_executors([row.id])
    if not is_visible(reader(), row.body_id, [each.person_id for each in executors]):
        raise NotFound("hidden from this reader")
    return row, executors


def controls(row: AssignmentRow) -> bool:
    return permits(viewer(), Permission.CONTROL_ASSIGNMENT, row.body_id)


def controlled_assignment(assignment_id: UUID) -> AssignmentRow:
    """For the pages of the secretary; for anybody else they are not there."""
    row, _ = visible_assignment(assignment_id)
    if not controls(row):
        raise NotFound("not under this person's control")
    return row


def answered_assignment(assignment_id: UUID) -> AssignmentRow:
    """For its executors and the secretary: whoever only reads it does not report on it."""
    row, executors = visible_assignment(assignment_id)
    if not controls(row) and viewer().person_id not in {each.person_id for each in executors}:
        raise NotFound("somebody else's assignment")
    return row


def address_of(endpoint: str, **values: Any) -> str:
    """The address of another slice's page, where that slice has it and the viewer may go there."""
    view: Any = current_app.view_functions.get(endpoint)
    may_go = view is not None and permits(viewer(), view.permission)
    return url_for(endpoint, **values) if may_go else ""
