"""Meetings that have to hear an interim report: those held in a year and the nearest ahead."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from core.kernel.zones import local
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState, MeetingForm
from council.meetings.rules.states import BEFORE
from council.reports.models import Report
from council.reports.queries.listing import NOT_HELD
from council.reports.queries.rows import rows
from council.reports.rules import ReportKind


@dataclass(frozen=True, slots=True)
class InterimHearing:
    """A meeting and whether an interim report stands on its agenda."""

    meeting_id: UUID
    number: int
    on: date
    has_interim: bool


def list_interim_hearings(body_id: UUID, year: int) -> tuple[InterimHearing, ...]:
    """Held meetings of the year and the next one; one statement.

    An absentee vote hears nobody, and of the archive's meetings the agenda is not known.
    """
    m, i = Meeting, AgendaItem
    has_interim = (
        exists()
        .where(i.meeting_id == m.id, i.state == ItemState.ACCEPTED, i.report_id == Report.id)
        .where(Report.kind == ReportKind.INTERIM)
    )
    query = (
        select(m.id, m.number, m.starts_at, m.zone, m.state, has_interim)
        .where(m.body_id == body_id, m.year == year, m.state.not_in(NOT_HELD))
        .where(m.form != MeetingForm.ABSENTEE, m.archive_seats.is_(None))
        .order_by(m.starts_at, m.number)
    )
    held: list[InterimHearing] = []
    ahead: list[InterimHearing] = []
    for meeting_id, number, starts_at, zone, state, has in rows(query):
        hearing = InterimHearing(meeting_id, number, local(starts_at, zone).date(), has)
        (ahead if state in BEFORE else held).append(hearing)
    return (*held, *ahead[:1])
