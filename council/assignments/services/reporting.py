"""An executor reports what was done, with files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from core.access import permits
from core.adapters import files, journal
from core.adapters.database import command, db
from core.kernel.errors import NotFound
from core.kernel.viewers import Viewer
from council.access import Permission
from council.assignments import queries
from council.assignments.models import Assignment, ExecutionFile, ExecutionReport
from council.assignments.rules import LIFE_CYCLE, AssignmentAction, Facts


@dataclass(frozen=True, slots=True)
class Execution:
    """What the executor says: what was done, on which day, with which files."""

    text: str
    done_on: date
    uploads: Sequence[files.Upload] = ()


@command
def report_execution(
    assignment_id: UUID, execution: Execution, *, actor: Viewer, now: datetime, today: date
) -> UUID:
    """Hand in a report on the execution; returns its id. Raises `Refused`, `NotFound`."""
    assignment = queries.lock_assignment(assignment_id)
    facts = Facts(
        is_executor=queries.is_executor(assignment_id, actor.person_id),
        is_controller=controls(actor, assignment),
        text=execution.text,
        today=today,
        done_on=execution.done_on,
    )
    if not (facts.is_executor or facts.is_controller):
        raise NotFound("somebody else's assignment")
    assignment.state = LIFE_CYCLE.advance(AssignmentAction.REPORT, assignment.state, facts)
    assignment.done_on = execution.done_on
    assignment.revision += 1
    report = ExecutionReport(
        id=uuid4(),
        assignment_id=assignment_id,
        text=execution.text,
        done_on=execution.done_on,
        reported_by_id=actor.person_id,
        reported_at=now,
    )
    db.session.add(report)
    db.session.flush()
    keep_files(report.id, execution.uploads, now)
    journal.record("assignment.reported", subject_id=assignment_id, actor=actor, at=now)
    return report.id


def keep_files(report_id: UUID, uploads: Sequence[files.Upload], now: datetime) -> None:
    for position, upload in enumerate(uploads, 1):
        sha256 = files.store(upload, now=now)
        db.session.add(
            ExecutionFile(report_id=report_id, position=position, name=upload.name, sha256=sha256)
        )


def controls(actor: Viewer, assignment: Assignment) -> bool:
    """The secretary of the body reports for executors who have no account."""
    return permits(actor, Permission.CONTROL_ASSIGNMENT, assignment.body_id)
