"""An executor reports what was done, with files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from core.access import permits
from core.adapters import files, journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.access import Permission
from council.assignments import queries
from council.assignments.models import Assignment, ExecutionFile, ExecutionReport
from council.assignments.rules import LIFE_CYCLE, AssignmentAction, Facts
from council.assignments.services.telling import tell_reported

MOST_FILES = 20
TOO_MANY_FILES = Refusal(
    "too_many_files",
    N_("A report has at most %(most)s files. Remove some or put them together."),
    {"most": MOST_FILES},
)


@dataclass(frozen=True, slots=True)
class Execution:
    """What the executor says: what was done, on which day, with which files."""

    text: str
    done_on: date
    uploads: Sequence[files.Upload] = ()


@command
def report_execution(
    assignment_id: UUID, execution: Execution, *, actor: Viewer, now: datetime
) -> UUID:
    """Hand in a report on the execution; returns its id. Raises `Refused`, `NotFound`.

    The day of the report becomes that of the assignment; a return takes it away again.
    """
    assignment = queries.lock_assignment(assignment_id)
    facts = facts_of(assignment, execution, actor, now)
    if not (facts.is_executor or facts.is_controller):
        raise NotFound("somebody else's assignment")
    if len(execution.uploads) > MOST_FILES:
        raise Refused(TOO_MANY_FILES)
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
    tell_reported(assignment_id, actor.name, execution.text, now)
    return report.id


def facts_of(assignment: Assignment, execution: Execution, actor: Viewer, now: datetime) -> Facts:
    row = queries.get_assignment(assignment.id)
    return Facts(
        is_executor=queries.is_executor(row.id, actor.person_id),
        is_controller=controls(actor, assignment),
        text=execution.text,
        today=local(now, row.zone).date(),
        done_on=execution.done_on,
        held_on=row.meeting_on,
    )


def keep_files(report_id: UUID, uploads: Sequence[files.Upload], now: datetime) -> None:
    for position, upload in enumerate(uploads, 1):
        sha256 = files.store(upload, now=now)
        db.session.add(
            ExecutionFile(report_id=report_id, position=position, name=upload.name, sha256=sha256)
        )


def controls(actor: Viewer, assignment: Assignment) -> bool:
    """The secretary of the body reports for executors who have no account."""
    return permits(actor, Permission.CONTROL_ASSIGNMENT, assignment.body_id)
