"""Approving the agenda and opening it again: each approval is a frozen edition."""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import AgendaEdition, Meeting
from council.meetings.queries.agenda import (
    ItemRow,
    accepted,
    lines_of,
    list_items,
    lock_items,
    lock_reports,
)
from council.meetings.queries.materials import list_speakers
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.people import list_approvers
from council.meetings.queries.session.hall import day_of
from council.meetings.rules.agenda import blocked_lines
from council.meetings.rules.editions import AgendaApproval, FrozenItem
from council.meetings.rules.kinds import ItemState, MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.meetings.services.inviting import stamp
from council.meetings.services.revisions import check_revision, touch
from council.membership.queries import procedure_on
from council.membership.rules.procedure import AgendaRule


@command
def approve_agenda(
    meeting_id: UUID, approval: AgendaApproval, *, revision: int, actor: Viewer, now: datetime
) -> AgendaEdition:
    """Record that the presiding or the chair approved the agenda, and freeze it as an edition.

    Refused with every blocked item while a gated report lacks the approval of its version.
    """
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    lock_reports(meeting_id)
    rows = list_items(meeting_id)
    facts = facts_of(meeting, rows, approval)
    meeting.state = past_the_gate(MeetingAction.APPROVE_AGENDA, meeting, facts)
    meeting.agenda_edition += 1
    meeting.agenda_approved_at = now
    agree(meeting, rows)
    edition = AgendaEdition(
        meeting_id=meeting.id,
        number=meeting.agenda_edition,
        items=[each.as_json() for each in frozen(meeting, rows)],
        reason=approval.reason,
        approved_by_id=approval.approver_id,
        approved_at=now,
    )
    db.session.add(edition)
    touch(meeting)
    stamp(meeting, now)
    details = {"edition": edition.number, "reason": edition.reason, "by": approval.approver_id}
    journal.record(
        "meeting.agenda_approved",
        subject_id=meeting.id,
        actor=actor,
        at=now,
        details=details,
        is_official=True,
    )
    return edition


@command
def reopen_agenda(meeting_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """Let the agenda change again; what is approved next is a new edition."""
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    meeting.state = LIFE_CYCLE.advance(MeetingAction.REOPEN_AGENDA, meeting.state, MeetingFacts())
    meeting.agenda_approved_at = None
    for item in lock_items(meeting_id):
        item.is_agreed, item.approval_id = False, None
    touch(meeting)
    stamp(meeting, now)
    journal.record("meeting.agenda_reopened", subject_id=meeting.id, actor=actor, at=now)


def facts_of(meeting: Meeting, rows: tuple[ItemRow, ...], approval: AgendaApproval) -> MeetingFacts:
    approvers: set[UUID | None] = {holder.person_id for holder in list_approvers(meeting)}
    rule = procedure_on(meeting.body_id, day_of(meeting)).agenda_rule
    if rule is AgendaRule.ADOPTED:
        approvers.add(None)  # the members give the agenda its force
    return MeetingFacts(
        reason=approval.reason,
        lines=lines_of(rows),
        undecided=sum(row.state is ItemState.PROPOSED for row in rows),
        editions=meeting.agenda_edition,
        approver_named=approval.approver_id in approvers,
    )


def past_the_gate(action: MeetingAction, meeting: Meeting, facts: MeetingFacts) -> MeetingState:
    """The next state; a refusal by the gate names every blocked item with its reason."""
    refusals = LIFE_CYCLE.refusals(action, meeting.state, facts)
    if refusals:
        is_gate = any(refusal.code == "items_blocked" for refusal in refusals)
        raise Refused(*refusals, *(blocked_lines(facts.lines) if is_gate else ()))
    return LIFE_CYCLE.steps[action].target


def agree(meeting: Meeting, rows: tuple[ItemRow, ...]) -> None:
    """Number the accepted items and tie each to the approval of its report."""
    items = {item.id: item for item in lock_items(meeting.id)}
    for number, row in enumerate(accepted(rows), 1):
        item = items[row.id]
        item.printed_number, item.is_agreed = number, True
        item.approval_id = row.approval_id


def frozen(meeting: Meeting, rows: tuple[ItemRow, ...]) -> tuple[FrozenItem, ...]:
    """The accepted items as the edition keeps them."""
    speakers: dict[UUID, list[str]] = {row.id: [] for row in rows}
    for speaker in list_speakers(meeting.id):
        speakers[speaker.item_id].append(speaker.text)
    return tuple(
        FrozenItem(
            id=str(row.id),
            number=number,
            title=row.title,
            kind=row.kind.value,
            minutes=row.minutes,
            speakers=tuple(speakers[row.id]),
            proposed_decision=row.proposed_decision,
            report=row.report_title or "",
            report_version=row.approved_version,
            approved_on=approved_day(row, meeting.zone),
        )
        for number, row in enumerate(accepted(rows), 1)
    )


def approved_day(row: ItemRow, zone: str) -> str:
    return local(row.approved_at, zone).date().isoformat() if row.approved_at else ""
