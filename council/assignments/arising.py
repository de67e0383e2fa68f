"""Assignments arise when minutes are signed: from each resolution that tells somebody to act.

Runs inside the signature's transaction (council.minutes.aftermath). A corrected edition brings its
wording to assignments that are still open and never makes a second one of the same resolution.
Source: DOMAIN.md §§ 1.9 (invariant 8), 2.4.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from core.adapters import journal
from core.adapters.database import db
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.rules import AssignmentState
from council.assignments.services.telling import tell_given
from council.meetings.models import AgendaItem, Executor, Resolution
from council.meetings.rules.kinds import DecisionKind
from council.minutes.aftermath import SignedMinutes


def arise(signed: SignedMinutes) -> None:
    """Make the assignments of the signed minutes, or bring them to the corrected wording."""
    known = load_assignments(signed.meeting_id)
    executors = load_executors(signed.meeting_id)
    given: list[UUID] = []
    for resolution, item_number in load_resolutions(signed.meeting_id):
        number = f"{item_number}.{resolution.position}"
        wording = signed.wordings.get(number, resolution.text)
        if found := known.get(resolution.id):
            reword(found, wording, signed)
        else:
            given.append(
                give(resolution, number, wording, executors.get(resolution.id, ()), signed)
            )
    db.session.flush()
    tell_given(given, signed.edition_id, signed.signed_at)


def load_assignments(meeting_id: UUID) -> dict[UUID, Assignment]:
    query = select(Assignment).where(Assignment.meeting_id == meeting_id).with_for_update()
    return {each.resolution_id: each for each in db.session.scalars(query)}


def load_resolutions(meeting_id: UUID) -> Sequence[Any]:
    """Resolutions that tell somebody to act, with the printed number of their item."""
    query = (
        select(Resolution, func.coalesce(AgendaItem.printed_number, AgendaItem.position))
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .where(AgendaItem.meeting_id == meeting_id, Resolution.kind != DecisionKind.DECISION)
        .order_by(AgendaItem.position, Resolution.position)
    )
    return db.session.execute(query).all()


def load_executors(meeting_id: UUID) -> dict[UUID, list[Executor]]:
    query = (
        select(Executor)
        .join(Resolution, Resolution.id == Executor.resolution_id)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(Executor.position)
    )
    found: dict[UUID, list[Executor]] = {}
    for each in db.session.scalars(query):
        found.setdefault(each.resolution_id, []).append(each)
    return found


def give(
    resolution: Resolution,
    number: str,
    wording: str,
    executors: Sequence[Executor],
    signed: SignedMinutes,
) -> UUID:
    assignment = Assignment(
        id=uuid4(),
        body_id=signed.body_id,
        meeting_id=signed.meeting_id,
        item_id=resolution.item_id,
        resolution_id=resolution.id,
        edition_id=signed.edition_id,
        number=number,
        text=wording,
        kind=resolution.kind,
        due_kind=resolution.due_kind,
        due_on=resolution.due_on,
        given_on=signed.signed_on,
    )
    db.session.add(assignment)
    db.session.flush()
    db.session.add_all(
        AssignmentExecutor(
            assignment_id=assignment.id,
            position=each.position,
            person_id=each.person_id,
            organisation_id=each.organisation_id,
            name=each.name,
        )
        for each in executors
    )
    journal.record(
        "assignment.given", subject_id=assignment.id, actor=signed.actor, at=signed.signed_at
    )
    return assignment.id


def reword(assignment: Assignment, wording: str, signed: SignedMinutes) -> None:
    """What is closed stays as it was closed."""
    if assignment.state is AssignmentState.CLOSED:
        return
    if changes := journal.apply_changes(assignment, {"text": wording}):
        assignment.edition_id = signed.edition_id
        assignment.revision += 1
        journal.record(
            "assignment.corrected",
            subject_id=assignment.id,
            actor=signed.actor,
            at=signed.signed_at,
            details=changes,
        )
