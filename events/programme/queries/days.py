"""The days of an event: its sessions, who holds it, the hearings of its commission."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.programme.models import EventHearing, EventOrganiser, EventRemark, EventSession
from events.programme.rules import OrganiserRole, RemarkState


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row of the programme, in the time of the place."""

    id: UUID
    day: date
    starts_at: time
    ends_at: time | None
    title: str
    place: str


def list_sessions(event_id: UUID) -> tuple[SessionRow, ...]:
    """One statement."""
    s = EventSession
    query = (
        select(s.id, s.day, s.starts_at, s.ends_at, s.title, s.place)
        .where(s.event_id == event_id)
        .order_by(s.day, s.starts_at, s.title)
    )
    return tuple(SessionRow(*row) for row in db.session.execute(query))


def list_organisers(event_id: UUID) -> tuple[tuple[str, OrganiserRole], ...]:
    """(name, role); one statement."""
    o = EventOrganiser
    query = select(o.name, o.role).where(o.event_id == event_id).order_by(o.position)
    return tuple((row[0], row[1]) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A project before the commission with the remarks on it."""

    project: str
    speaker: str
    outcome: str
    remarks: tuple[tuple[str, RemarkState], ...]


def list_hearings(event_id: UUID) -> tuple[HearingRow, ...]:
    """Two statements, however many hearings there are."""
    h, r = EventHearing, EventRemark
    remarks: dict[UUID, tuple[tuple[str, RemarkState], ...]] = {}
    asked = (
        select(r.hearing_id, r.text, r.state)
        .join(h, h.id == r.hearing_id)
        .where(h.event_id == event_id)
        .order_by(r.position)
    )
    for hearing_id, text, state in db.session.execute(asked):
        remarks[hearing_id] = (*remarks.get(hearing_id, ()), (text, state))
    query = (
        select(h.id, h.project, h.speaker, h.outcome)
        .where(h.event_id == event_id)
        .order_by(h.position)
    )
    return tuple(
        HearingRow(row[1], row[2], row[3], remarks.get(row[0], ()))
        for row in db.session.execute(query)
    )
