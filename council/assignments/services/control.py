"""The secretary's control: ruling on a report, extending, closing and taking back on control."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.access import permits
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.access import Permission
from council.assignments import queries
from council.assignments.models import Assignment, ExecutionReport, Extension
from council.assignments.rules import LIFE_CYCLE, AssignmentAction, Facts, Ruling
from council.assignments.services.telling import (
    tell_closed,
    tell_extended,
    tell_reopened,
    tell_ruled,
)
from council.membership.queries import get_body, procedure_on
from council.membership.rules.procedure import Decider

NOT_WAITING = Refusal(
    "not_waiting", N_("This report has been ruled on already. Open the page again.")
)
NO_DECIDER = Refusal("no_decider", N_("Write who decided."))
RULINGS = {
    AssignmentAction.ACCEPT: Ruling.ACCEPTED,
    AssignmentAction.KEEP: Ruling.ACCEPTED,
    AssignmentAction.RETURN: Ruling.RETURNED,
}
RECORDED = {
    AssignmentAction.ACCEPT: "assignment.accepted",
    AssignmentAction.KEEP: "assignment.kept",
    AssignmentAction.RETURN: "assignment.returned",
}


@dataclass(frozen=True, slots=True)
class Extended:
    """A later day: who decided and on what ground."""

    new_due_on: date
    decided_by: str
    basis: str


def locked(assignment_id: UUID, actor: Viewer) -> Assignment:
    """The assignment, locked, for somebody who controls it; else it looks missing."""
    assignment = queries.lock_assignment(assignment_id)
    if not permits(actor, Permission.CONTROL_ASSIGNMENT, assignment.body_id):
        raise NotFound("not under this person's control")
    return assignment


def today_of(assignment: Assignment, now: datetime) -> date:
    """The day in the zone of the body: an evening there may be another day here."""
    return local(now, get_body(assignment.body_id).zone).date()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling on the very report that the secretary read."""

    report_id: UUID
    action: AssignmentAction
    remarks: str = ""


@command
def rule_on_report(assignment_id: UUID, verdict: Verdict, *, actor: Viewer, now: datetime) -> None:
    """Accept the waiting report and close or keep on control, or return it with remarks."""
    assignment = locked(assignment_id, actor)
    action, remarks = verdict.action, verdict.remarks
    report = waiting_report(assignment_id, verdict.report_id)
    day = today_of(assignment, now)  # read before anything changes, or half of it is written
    facts = Facts(text=remarks, due_kind=assignment.due_kind)
    assignment.state = LIFE_CYCLE.advance(action, assignment.state, facts)
    report.ruling, report.remarks = RULINGS[action], remarks
    report.ruled_by_id, report.ruled_at = actor.person_id, now
    if action is AssignmentAction.ACCEPT:
        assignment.closed_on = day
    else:
        assignment.done_on = None
    assignment.revision += 1
    details = {"remarks": remarks} if remarks else {}
    journal.record(RECORDED[action], subject_id=assignment_id, actor=actor, at=now, details=details)
    tell_ruled(assignment_id, action, remarks, now)


def waiting_report(assignment_id: UUID, report_id: UUID) -> ExecutionReport:
    """The report, while nobody has ruled on it; another one needs reading first."""
    r = ExecutionReport
    query = select(r).where(
        r.id == report_id, r.assignment_id == assignment_id, r.ruling == Ruling.WAITING
    )
    report = db.session.scalars(query.with_for_update()).one_or_none()
    if report is None:
        raise Refused(NOT_WAITING)
    return report


@command
def extend_assignment(
    assignment_id: UUID, extended: Extended, *, actor: Viewer, now: datetime
) -> None:
    """Move the due day later; the old day, who decided and the ground are kept."""
    assignment = locked(assignment_id, actor)
    decided_by = decider(assignment, extended, actor, now)
    facts = Facts(
        text=extended.basis,
        old_due_on=assignment.due_on,
        new_due_on=extended.new_due_on,
    )
    assignment.state = LIFE_CYCLE.advance(AssignmentAction.EXTEND, assignment.state, facts)
    old = assignment.due_on
    db.session.add(
        Extension(
            assignment_id=assignment_id,
            old_due_on=old,
            new_due_on=extended.new_due_on,
            basis=extended.basis,
            decided_by=decided_by,
            recorded_at=now,
        )
    )
    assignment.due_on = extended.new_due_on
    assignment.revision += 1
    details = {"due_on": [old, extended.new_due_on], "basis": extended.basis}
    journal.record(
        "assignment.extended", subject_id=assignment_id, actor=actor, at=now, details=details
    )
    tell_extended(assignment_id, extended.basis, now)


def decider(assignment: Assignment, extended: Extended, actor: Viewer, now: datetime) -> str:
    """Who decided: named, unless the regulation lets whoever controls assignments decide."""
    rule = procedure_on(assignment.body_id, today_of(assignment, now)).control_decider
    own = actor.name if rule is Decider.SECRETARY else ""
    decided_by = extended.decided_by.strip() or own
    if not decided_by:
        raise Refused(NO_DECIDER)
    return decided_by


@command
def close_assignment(assignment_id: UUID, basis: str, *, actor: Viewer, now: datetime) -> None:
    """Take off control without a report, by a decision that is named («снято с контроля»)."""
    assignment = locked(assignment_id, actor)
    action, day = AssignmentAction.CLOSE, today_of(assignment, now)
    assignment.state = LIFE_CYCLE.advance(action, assignment.state, Facts(text=basis))
    assignment.closed_on, assignment.close_basis = day, basis
    assignment.revision += 1
    details = {"basis": basis}
    journal.record(
        "assignment.closed", subject_id=assignment_id, actor=actor, at=now, details=details
    )
    tell_closed(assignment_id, basis, now)


@command
def reopen_assignment(assignment_id: UUID, basis: str, *, actor: Viewer, now: datetime) -> None:
    """Put a closed assignment back on control, saying why."""
    assignment = locked(assignment_id, actor)
    action = AssignmentAction.REOPEN
    assignment.state = LIFE_CYCLE.advance(action, assignment.state, Facts(text=basis))
    assignment.closed_on = assignment.done_on = None
    assignment.close_basis = ""
    assignment.revision += 1
    details = {"basis": basis}
    journal.record(
        "assignment.reopened", subject_id=assignment_id, actor=actor, at=now, details=details
    )
    tell_reopened(assignment_id, basis, now)
