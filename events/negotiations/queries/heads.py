"""Schedules for their pages: all of them, the head of one, how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.jobs import JobRun
from core.kernel.errors import NotFound
from events.missions.models import Call
from events.missions.rules.timetable.budget import SearchPhase
from events.negotiations.models import (
    NegotiationMeeting,
    NegotiationRun,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.loading import list_rooms, slots_of
from events.negotiations.rules.life import RunState, ScheduleState
from events.negotiations.rules.materials import Room
from events.negotiations.rules.slots import Slot
from events.programme.models import Event
from events.programme.rules import EventState, EventType

S, N, M, R, E = (
    NegotiationSchedule,
    Negotiator,
    NegotiationMeeting,
    NegotiationRun,
    Event,
)
OVER = (EventState.HELD, EventState.REPORTED, EventState.CANCELLED)


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule in the list of all."""

    id: UUID
    event: str
    state: ScheduleState
    starts_on: date | None
    ends_on: date | None
    month: int | None
    year: int
    people: int
    meetings: int


@dataclass(frozen=True, slots=True)
class EventChoice:
    """An event that has no schedule yet."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a schedule says of it."""

    id: UUID
    event_id: UUID
    event: str
    event_english: str
    city: str
    zone: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    year: int
    state: ScheduleState
    revision: int
    minutes: int
    pause: int
    most: int | None
    takes_one_sided: bool
    heeds_met: bool
    wishes_until: date | None
    edition: int
    published_at: datetime | None
    changed_at: datetime
    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]

    @property
    def is_published(self) -> bool:
        return self.state is ScheduleState.PUBLISHED

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(dict.fromkeys(slot.day for slot in self.slots))


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run for its page."""

    id: UUID
    schedule_id: UUID
    state: RunState
    seconds: int
    attempts: int
    phase: SearchPhase
    percent: int
    placed: int
    possible: int
    breaks: int
    least_breaks: int
    measures: dict[str, int]
    error: str
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


RUN: tuple[Any, ...] = (
    *(R.id, R.schedule_id, R.state, R.seconds, R.attempts, R.phase, R.percent, R.placed),
    *(R.possible, R.breaks, R.least_breaks, R.measures, R.error, R.asked_by, R.asked_at),
    *(R.started_at, R.finished_at),
)


def list_schedules() -> tuple[ScheduleLine, ...]:
    """The newest events first."""
    people = select(func.count(N.id)).where(N.schedule_id == S.id).scalar_subquery()
    placed = select(func.count(M.id)).where(M.schedule_id == S.id, M.slot.is_not(None))
    query = (
        select(
            *(S.id, E.name, S.state, E.starts_on, E.ends_on, E.month, E.year),
            *(people, placed.scalar_subquery()),
        )
        .join(E, E.id == S.event_id)
        .order_by(E.year.desc(), E.starts_on.desc(), E.number.desc())
    )
    return tuple(ScheduleLine(*row) for row in db.session.execute(query))


def list_events_without() -> tuple[EventChoice, ...]:
    """Missions and visits that may still negotiate, and whatever else called for applications."""
    called = select(Call.event_id)
    query = (
        select(E.id, E.name)
        .outerjoin(S, S.event_id == E.id)
        .where(
            S.id.is_(None),
            E.state.not_in(OVER),
            (E.type != EventType.EXHIBITION) | E.id.in_(called),
        )
        .order_by(E.year, E.starts_on, E.number)
    )
    return tuple(EventChoice(*row) for row in db.session.execute(query))


def get_head(schedule_id: UUID) -> Head:
    query: Any = (
        select(
            *(S.id, S.event_id, E.name, E.name_english, E.city, E.zone, E.starts_on, E.ends_on),
            *(E.month, E.year, S.state),
            *(S.revision, S.minutes, S.pause, S.most, S.takes_one_sided, S.heeds_met),
            *(S.wishes_until, S.edition, S.published_at, S.changed_at),
        )
        .join(E, E.id == S.event_id)
        .where(S.id == schedule_id)
    )
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such schedule of negotiations")
    slots = slots_of(schedule_id, row.minutes, row.pause)
    values: tuple[Any, ...] = (*row, slots, list_rooms(schedule_id))
    return Head(*values)


def get_run_row(run_id: UUID) -> RunRow:
    row: Any = db.session.execute(select(*RUN).where(R.id == run_id)).one_or_none()
    if row is None:
        raise NotFound("no such run")
    return RunRow(*row)


def scheduler_seen_at() -> datetime | None:
    """The last sign of life of the process that runs the jobs."""
    return db.session.scalar(select(func.max(JobRun.ran_at)))


def find_last_run(schedule_id: UUID) -> RunRow | None:
    query = select(*RUN).where(R.schedule_id == schedule_id).order_by(R.asked_at.desc(), R.id)
    row: Any = db.session.execute(query.limit(1)).one_or_none()
    return RunRow(*row) if row else None
