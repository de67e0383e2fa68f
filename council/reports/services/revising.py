"""Taking a report back: to write a new version, or for good. Either voids its approval.

Agenda items that stood on the approval leave the agreed agenda in the same transaction.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import NotFound
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem, Meeting
from council.reports import queries
from council.reports.models import Report, ReportApproval
from council.reports.rules import LIFE_CYCLE, ReportAction, ReportState, Ruling
from council.reports.rules.versions import normal_text
from council.reports.services.telling import tell_withdrawn

TAKEN_BACK = {ReportAction.REVISE: "report.revised", ReportAction.WITHDRAW: "report.withdrawn"}


@command
def revise_report(report_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take a submitted, approved or presented report back to work. Sent twice, done once."""
    report = lock_with_meetings(report_id)
    is_author = report.author_id == actor.person_id
    if is_author and report.state is ReportState.DRAFT and report.current_version:
        return
    take_back(report, ReportAction.REVISE, "", actor, now)


@command
def withdraw_report(report_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> None:
    """Withdraw a report for good, with its reason. Sent twice, done once."""
    report = lock_with_meetings(report_id)
    is_author = report.author_id == actor.person_id
    if not is_author and not report.current_version:
        raise NotFound("no such draft")
    if is_author and report.state is ReportState.WITHDRAWN:
        return
    reason = normal_text(reason).strip()
    take_back(report, ReportAction.WITHDRAW, reason, actor, now)
    tell_withdrawn(report, reason, now)


def lock_with_meetings(report_id: UUID) -> Report:
    """Meetings first, as everybody who locks both: their agenda may change."""
    on_agenda = select(AgendaItem.meeting_id).where(AgendaItem.report_id == report_id)
    meetings = select(Meeting.id).where(Meeting.id.in_(on_agenda)).order_by(Meeting.id)
    db.session.execute(meetings.with_for_update()).all()
    return queries.lock_report(report_id)


def take_back(
    report: Report, action: ReportAction, reason: str, actor: Viewer, now: datetime
) -> None:
    facts = Ruling(
        report.is_gated,
        is_author=report.author_id == actor.person_id,
        is_being_heard=queries.is_being_heard(report.id),
        remarks=reason,
    )
    report.state = LIFE_CYCLE.advance(action, report.state, facts)
    report.revision += 1
    voided = void_approval(report, actor, now)
    details = {"version": report.current_version, "approval_voided": voided, "reason": reason}
    journal.record(TAKEN_BACK[action], subject_id=report.id, actor=actor, at=now, details=details)


def void_approval(report: Report, actor: Viewer, now: datetime) -> bool:
    """Delete the live approval, if there is one; what stood on it is no longer agreed."""
    approval_id = db.session.scalar(
        select(ReportApproval.id).where(ReportApproval.report_id == report.id)
    )
    if approval_id is None:
        return False
    query = select(AgendaItem).where(AgendaItem.approval_id == approval_id).with_for_update()
    for item in db.session.scalars(query):
        item.is_agreed, item.approval_id = False, None
        item.revision += 1
        details = {"item": item.title, "report": report.title, "report_id": report.id}
        journal.record(
            "meeting.approval_voided",
            subject_id=item.meeting_id,
            actor=actor,
            at=now,
            details=details,
        )
    db.session.flush()
    db.session.execute(delete(ReportApproval).where(ReportApproval.id == approval_id))
    return True
