"""The days of an event: its sessions, who holds it, the hearings of its commission."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.programme.models import EventHearing, EventOrganiser, EventRemark, EventSession
from events.programme.rules import OrganiserRole, RemarkState, SessionKind


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row of the programme, in the time of the place."""

    id: UUID
    day: date
    starts_at: time
    ends_at: time | None
    title: str
    place: str
    kind: SessionKind
    position: int
    revision: int


def list_sessions(event_id: UUID) -> tuple[SessionRow, ...]:
    """One statement."""
    s = EventSession
    query = (
        select(
            *(s.id, s.day, s.starts_at, s.ends_at, s.title, s.place), s.kind, s.position, s.revision
        )
        .where(s.event_id == event_id)
        .order_by(s.day, s.starts_at, s.position, s.title)
    )
    return tuple(SessionRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class OrganiserRow:
    """Who holds an event."""

    id: UUID
    revision: int
    name: str
    role: OrganiserRole


def list_organisers(event_id: UUID) -> tuple[OrganiserRow, ...]:
    """One statement."""
    o = EventOrganiser
    query = select(o.id, o.revision, o.name, o.role).where(o.event_id == event_id)
    return tuple(OrganiserRow(*row) for row in db.session.execute(query.order_by(o.position)))


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark of the commission."""

    id: UUID
    revision: int
    hearing_id: UUID
    text: str
    author: str
    state: RemarkState


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A project before the commission with the remarks on it."""

    id: UUID
    revision: int
    project: str
    speaker: str
    outcome: str
    remarks: tuple[RemarkRow, ...]


def list_hearings(event_id: UUID) -> tuple[HearingRow, ...]:
    """Two statements, however many hearings there are."""
    h, r = EventHearing, EventRemark
    remarks: dict[UUID, list[RemarkRow]] = defaultdict(list)
    asked = (
        select(r.id, r.revision, r.hearing_id, r.text, r.author, r.state)
        .join(h, h.id == r.hearing_id)
        .where(h.event_id == event_id)
        .order_by(r.position)
    )
    for row in db.session.execute(asked):
        remark = RemarkRow(*row)
        remarks[remark.hearing_id].append(remark)
    query = (
        select(h.id, h.revision, h.project, h.speaker, h.outcome)
        .where(h.event_id == event_id)
        .order_by(h.position)
    )
    rows = db.session.execute(query)
    return tuple(HearingRow(*row, remarks=tuple(remarks[row[0]])) for row in rows)
