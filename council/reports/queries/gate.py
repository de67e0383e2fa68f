"""The gate as other slices see it: approvals, what may be tabled, where a report stands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound, Refusal
from core.kernel.names import PersonName
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemState, MeetingState
from council.membership.models import Person
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
