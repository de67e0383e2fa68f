"""What a person's calendar tells: meetings of their seats, reports that wait, rules of bodies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, func, literal, select, union_all

from core.adapters.database import db
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Meeting
from council.meetings.queries.meetings import COLUMNS, MeetingRow
from council.meetings.rules.kinds import ItemState
from council.membership.models import (
    Appointment,
    Body,
    Election,
    RegulationSetting,
    Seat,
)
from council.membership.rules import Office
from council.membership.rules.terms import Term
from council.reports.models import Report, ReportVersion
from council.reports.rules import ReportState

BACK = timedelta(days=365)
SEAT, SECRETARY, DEPUTY = "seat", "secretary", "deputy"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person holds or held in a body, from day to day."""

    body_id: UUID
    what: str
    term: Term


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting with its body's names and with what only calendars need."""

    row: MeetingRow
    body_name: str
    body_genitive: str
    body_slug: str
    minutes: int
    sequence: int
    changed_at: datetime | None

    @property
    def day(self) -> date:
        return local(self.row.starts_at, self.row.zone).date()


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A report that waits for the deputy chair's decision since a day of its body's zone."""

    id: UUID
    body_id: UUID
    title: str
    submitted_at: datetime
    zone: str

    @property
    def since(self) -> date:
        return local(self.submitted_at, self.zone).date()


def list_holdings(person_id: UUID) -> tuple[Holding, ...]:
    """Seats, the secretary's office and the deputy chair's post; one statement."""
    s, a, e = Seat, Appointment, Election
    seats = select(s.body_id, literal(SEAT), s.held_from, s.held_until)
    offices = select(a.body_id, literal(SECRETARY), a.held_from, a.held_until)
    elected = select(e.body_id, literal(DEPUTY), e.effective_on, e.ended_on)
    query: CompoundSelect[*tuple[Any, ...]] = union_all(
        seats.where(s.person_id == person_id),
        offices.where(a.person_id == person_id, a.office == Office.SECRETARY),
        elected.where(e.elected_id == person_id, e.effective_on.is_not(None)),
    )
    rows = (tuple[Any, ...](row) for row in db.session.execute(query))
    return tuple(Holding(row[0], row[1], Term(row[2], row[3])) for row in rows)


def list_own_meetings(holdings: Collection[Holding], now: datetime) -> tuple[OwnMeeting, ...]:
    """The meetings of the last year and all ahead on whose day the person held anything.

    One statement, however many meetings and bodies.
    """
    i, m, b = AgendaItem, Meeting, Body
    minutes = select(func.coalesce(func.sum(i.minutes), 0)).where(
        i.meeting_id == m.id, i.state == ItemState.ACCEPTED
    )
    query = (
        select(*COLUMNS, b.name, b.name_genitive, b.slug, minutes.scalar_subquery())
        .add_columns(m.calendar_sequence, m.calendar_at)
        .join(b, b.id == m.body_id)
        .where(m.body_id.in_({each.body_id for each in holdings}), m.starts_at > now - BACK)
        .order_by(m.starts_at, m.id)
    )
    width = len(COLUMNS)
    rows = (tuple[Any, ...](row) for row in db.session.execute(query))
    found = (OwnMeeting(*(MeetingRow(*row[:width]), *row[width:])) for row in rows)
    return tuple(each for each in found if covers(holdings, each.row.body_id, each.day))


def covers(holdings: Collection[Holding], body_id: UUID, day: date) -> bool:
    return any(each.body_id == body_id and each.term.covers(day) for each in holdings)


def list_waiting(body_ids: Collection[UUID]) -> tuple[WaitingReport, ...]:
    """Gated reports that were submitted in these bodies; one statement."""
    r, v, b = Report, ReportVersion, Body
    query = (
        select(r.id, r.body_id, r.title, v.submitted_at, b.zone)
        .join(v, (v.report_id == r.id) & (v.number == r.current_version))
        .join(b, b.id == r.body_id)
        .where(r.body_id.in_(body_ids), r.state == ReportState.SUBMITTED, r.is_gated)
    )
    return tuple(WaitingReport(*row) for row in db.session.execute(query))


def settings_of(body_ids: Collection[UUID]) -> Mapping[UUID, list[tuple[str, str, date]]]:
    """Every value ever set in these bodies, oldest first; one statement."""
    s = RegulationSetting
    query = select(s.body_id, s.key, s.value, s.valid_from).where(s.body_id.in_(body_ids))
    found: dict[UUID, list[tuple[str, str, date]]] = {}
    for body_id, key, value, since in db.session.execute(query.order_by(s.valid_from)):
        found.setdefault(body_id, []).append((key, value, since))
    return found
