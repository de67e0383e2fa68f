"""Meetings that have to hear an interim report, and those that considered a plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import String, exists, literal, select, type_coerce

from core.kernel.zones import local
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingForm
from council.meetings.rules.states import BEFORE, NOT_HELD_STATES, SIGNED_STATES
from council.reports.models import Report
from council.reports.queries.listing import heard_query
from council.reports.queries.rows import rows
from council.reports.rules import ReportKind

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class InterimHearing:
    """A meeting and whether an interim report stands on its agenda."""

    meeting_id: UUID
    number: int
    on: date
    has_interim: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """What meetings of a body considered, by signed minutes: reports, and plans of a year."""

    reports: tuple[tuple[ReportKind, date], ...]
    plans: tuple[date, ...]


def list_considered(body_id: UUID, kinds: Collection[ReportKind], year: int) -> Considered:
    """Reports of the kinds whenever heard, plans considered in the year; one statement."""
    m, i = Meeting, AgendaItem
    plans = (
        select(literal(PLAN), m.starts_at, m.zone)
        .join(i, i.meeting_id == m.id)
        .where(m.body_id == body_id, m.year == year, m.state.in_(SIGNED_STATES))
        .where(i.kind == ItemKind.PLAN, i.state == ItemState.ACCEPTED, i.is_heard)
    )
    heard = heard_query(body_id, kinds).with_only_columns(
        type_coerce(Report.kind, String), m.starts_at, m.zone
    )
    found = [(what, local(at, zone).date()) for what, at, zone in rows(heard.union_all(plans))]
    return Considered(
        reports=tuple((ReportKind(what), day) for what, day in found if what != PLAN),
        plans=tuple(day for what, day in found if what == PLAN),
    )


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
        .where(m.body_id == body_id, m.year == year, m.state.not_in(NOT_HELD_STATES))
        .where(m.form != MeetingForm.ABSENTEE, m.archive_seats.is_(None))
        .order_by(m.starts_at, m.number)
    )
    held: list[InterimHearing] = []
    ahead: list[InterimHearing] = []
    for meeting_id, number, starts_at, zone, state, has in rows(query):
        hearing = InterimHearing(meeting_id, number, local(starts_at, zone).date(), has)
        (ahead if state in BEFORE else held).append(hearing)
    return (*held, *ahead[:1])
