"""What signing minutes has consequences for: reports tabled at the meeting and its elections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from core.adapters.database import db
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Meeting, Resolution
from council.meetings.rules.kinds import ItemState
from council.membership.models import Election
from council.reports.models import Report, ReportApproval, ReportDecision


@dataclass(frozen=True, slots=True)
class Tabled:
    """A report that was heard under an item; `approved_at` is None without a live approval."""

    number: int
    report_id: UUID
    is_gated: bool
    approved_at: datetime | None


def list_tabled(meeting_id: UUID) -> tuple[Tabled, ...]:
    """Reports of the items that were considered. An approval counts only for its own report."""
    i = AgendaItem
    considered = or_(i.is_heard, exists().where(Resolution.item_id == i.id))
    query = (
        select(
            func.coalesce(i.printed_number, i.position),
            Report.id,
            Report.is_gated,
            ReportDecision.decided_at,
        )
        .join(Report, Report.id == i.report_id)
        .outerjoin(
            ReportApproval,
            (ReportApproval.id == i.approval_id) & (ReportApproval.report_id == Report.id),
        )
        .outerjoin(ReportDecision, ReportDecision.id == ReportApproval.decision_id)
        .where(i.meeting_id == meeting_id, i.state == ItemState.ACCEPTED, considered)
        .order_by(i.position)
    )
    return tuple(Tabled(*row) for row in db.session.execute(query))


def unapproved(meeting: Meeting, tabled: Sequence[Tabled]) -> tuple[int, ...]:
    """Items whose gated report had no approval on the day of the agenda (DOMAIN.md § 1.5)."""
    agenda_at = meeting.agenda_approved_at or meeting.starts_at
    agenda_day = local(agenda_at, meeting.zone).date()
    return tuple(
        each.number
        for each in tabled
        if each.is_gated
        and (each.approved_at is None or local(each.approved_at, meeting.zone).date() > agenda_day)
    )


def lock_reports(tabled: Sequence[Tabled]) -> Sequence[Report]:
    """The tabled reports, locked in the order of their ids."""
    ids = [each.report_id for each in tabled]
    query = select(Report).where(Report.id.in_(ids)).order_by(Report.id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def load_elections(meeting_id: UUID) -> Sequence[Election]:
    """Elections held under items of the meeting that somebody won."""
    query = (
        select(Election)
        .join(AgendaItem, AgendaItem.id == Election.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting_id, Election.elected_id.is_not(None))
        .with_for_update(of=Election)
    )
    return db.session.scalars(query).all()
