"""The gate as other slices see it: approvals, what may be tabled, where a report stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound, Refusal
from core.kernel.names import PersonName
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState, MeetingState
from council.membership.models import Absence, Person
from council.membership.queries import find_deputy_chair, find_officer, procedure_on
from council.membership.rules import Office
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.queries.rows import row, rows
from council.reports.rules import ReportKind, ReportState, blocked_because

BEGUN = (MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.MINUTES_TO_SIGN)


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a report stands before the gate. `approved_*` and `decided_by` only while approved."""

    report_id: UUID
    is_gated: bool
    state: ReportState
    approval_id: UUID | None
    approved_version: int | None
    approved_on: datetime | None
    decided_by: PersonName | None


@dataclass(frozen=True, slots=True)
class TablingOption:
    """A report that an agenda item may name; `blocked` says why it cannot be agreed yet."""

    report_id: UUID
    title: str
    kind: ReportKind
    is_gated: bool
    state: ReportState
    approval_id: UUID | None

    @property
    def blocked(self) -> Refusal | None:
        is_approved = self.approval_id is not None
        return blocked_because(self.state, is_gated=self.is_gated, is_approved=is_approved)


@dataclass(frozen=True, slots=True)
class Tabling:
    """The meeting on whose agenda the report stands."""

    meeting_id: UUID
    year: int
    number: int
    starts_at: datetime
    zone: str
    state: MeetingState
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class DeputyChair:
    """Who decides on a day. Without a name the office is vacant."""

    person_id: UUID | None = None
    name: PersonName | None = None
    away_until: date | None = None
    is_stand_in: bool = False


def find_gate(report_id: UUID) -> Gate:
    """Raises `NotFound`; one statement."""
    r, a, d, v = Report, ReportApproval, ReportDecision, ReportVersion
    query = (
        select(
            *(r.id, r.is_gated, r.state, a.id, v.number, d.decided_at),
            *(Person.surname, Person.given_name, Person.patronymic),
        )
        .outerjoin(a, a.report_id == r.id)
        .outerjoin(d, d.id == a.decision_id)
        .outerjoin(v, v.id == d.version_id)
        .outerjoin(Person, Person.id == d.decided_by_id)
        .where(r.id == report_id)
    )
    found = row(query)
    if found is None:
        raise NotFound("no such report")
    decided_by = PersonName(*found[6:]) if found[6] else None
    return Gate(*(*found[:6], decided_by))


def list_tabling_options(body_id: UUID) -> tuple[TablingOption, ...]:
    """Reports of the body that were submitted and not yet heard or withdrawn; one statement."""
    r, a = Report, ReportApproval
    query = (
        select(r.id, r.title, r.kind, r.is_gated, r.state, a.id)
        .outerjoin(a, a.report_id == r.id)
        .where(r.body_id == body_id, r.current_version > 0)
        .where(r.state.not_in([ReportState.HEARD, ReportState.WITHDRAWN]))
        .order_by(r.period_year.desc(), r.title, r.id)
    )
    return tuple(TablingOption(*each) for each in rows(query))


def find_tabling(report_id: UUID) -> Tabling | None:
    """The latest meeting on whose agenda the report was accepted; one statement."""
    m, i = Meeting, AgendaItem
    query = (
        select(m.id, m.year, m.number, m.starts_at, m.zone, m.state, i.is_agreed)
        .join(i, i.meeting_id == m.id)
        .where(i.report_id == report_id, i.state == ItemState.ACCEPTED)
        .order_by(m.starts_at.desc())
        .limit(1)
    )
    found = row(query)
    return Tabling(*found) if found else None


def is_being_heard(report_id: UUID) -> bool:
    """Whether a meeting that has begun and has no signed minutes yet hears the report."""
    i = AgendaItem
    query = (
        select(i.id)
        .join(Meeting, Meeting.id == i.meeting_id)
        .where(i.report_id == report_id, i.state == ItemState.ACCEPTED, Meeting.state.in_(BEGUN))
    )
    return db.session.execute(query.limit(1)).first() is not None


def find_decider(body_id: UUID, day: date) -> DeputyChair:
    """The deputy chair from business on the day, or the stand-in that the regulation allows."""
    deputy = find_deputy_chair(body_id, day)
    away_until = find_absence_end(body_id, deputy.person_id, day) if deputy else None
    if deputy and away_until is None:
        return DeputyChair(deputy.person_id, deputy.name)
    stand_in = find_stand_in(body_id, day)
    if stand_in is not None:
        return stand_in
    return DeputyChair(deputy.person_id, deputy.name, away_until) if deputy else DeputyChair()


def find_stand_in(body_id: UUID, day: date) -> DeputyChair | None:
    if not procedure_on(body_id, day).stand_in_allowed:
        return None
    holder = find_officer(body_id, Office.STAND_IN, day)
    return DeputyChair(holder.person_id, holder.name, is_stand_in=True) if holder else None


def find_absence_end(body_id: UUID, person_id: UUID, day: date) -> date | None:
    """The last day of the absence that covers the day."""
    a = Absence
    query = (
        select(a.until_day)
        .where(a.body_id == body_id, a.person_id == person_id)
        .where(a.from_day <= day, a.until_day >= day)
        .order_by(a.until_day.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def may_decide(body_id: UUID, person_id: UUID | None, day: date) -> bool:
    """Whether the person is deputy chair of the body today, or an allowed stand-in.

    An absence explains why a report waits and takes no power away: who is back early may decide.
    """
    if person_id is None:
        return False
    deputy = find_deputy_chair(body_id, day)
    if deputy is not None and deputy.person_id == person_id:
        return True
    stand_in = find_stand_in(body_id, day)
    return stand_in is not None and stand_in.person_id == person_id
