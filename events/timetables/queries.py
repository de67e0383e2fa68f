"""Timetables with results: the frame of a schedule, its people, their meetings, what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.adapters.journal import said
from core.kernel.errors import NotFound
from events.companies.meetings import Negotiated
from events.companies.models import Company
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import NegotiationMeeting, NegotiationSchedule, Negotiator
from events.negotiations.queries.loading import list_rooms, list_voices, slots_of
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.people import exporter_identity
from events.negotiations.rules.slots import Slot
from events.programme.models import Country, Event
from events.programme.queries import StepRow, find_turn
from events.programme.rules import EventState
from events.timetables.models import MeetingResult
from events.timetables.rules import MeetingGrade, NextStep, ResultAuthor

S, N, M, R, E = NegotiationSchedule, Negotiator, NegotiationMeeting, MeetingResult, Event
FIRST, SECOND = aliased(N), aliased(N)


@dataclass(frozen=True, slots=True)
class Frame:
    """A schedule with its event, and what the numbers of slots, halls and interpreters mean."""

    id: UUID
    event_id: UUID
    event_number: int
    event: str
    event_english: str
    city: str
    country_code: str
    country: str
    zone: str
    event_state: EventState
    state: ScheduleState
    edition: int
    changed_at: datetime
    published_at: datetime | None
    slots: tuple[Slot, ...]
    halls: Mapping[int, str]
    interpreters: Mapping[int, str]

    @property
    def is_published(self) -> bool:
        return self.state is ScheduleState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who negotiates."""

    id: UUID
    schedule_id: UUID
    number: int
    side: Side
    name: str
    languages: list[str]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting with both sides and what came of it; without a grade nobody said anything yet."""

    id: UUID
    slot: int | None
    hall: int | None
    table: int | None
    interpreter: int | None
    first_id: UUID
    first: str
    second_id: UUID
    second: str
    second_code: str
    second_country: str
    goods: str
    grade: MeetingGrade | None
    next_step: NextStep | None
    step_on: date | None
    note: str | None
    author: ResultAuthor | None
    author_name: str | None
    entered_at: datetime | None
    revision: int | None

    @property
    def writer(self) -> str:
        return said(self.author_name or "")


LINE: tuple[Any, ...] = (
    *(M.id, M.slot, M.hall, M.table, M.interpreter, FIRST.id, FIRST.name, SECOND.id, SECOND.name),
    SECOND.country,
    func.coalesce(Country.name, SECOND.country),
    *(SECOND.goods, R.grade, R.next_step, R.step_on, R.note, R.author, R.author_name),
    *(R.entered_at, R.revision),
)


def get_frame(schedule_id: UUID) -> Frame:
    """Four statements; raises `NotFound`."""
    query: Any = (
        select(
            *(S.id, S.event_id, E.number, E.name, E.name_english, E.city, E.country),
            func.coalesce(Country.name, E.country),
            *(E.zone, E.state, S.state, S.edition, S.changed_at),
            *(S.published_at, S.minutes, S.pause),
        )
        .join(E, E.id == S.event_id)
        .outerjoin(Country, Country.code == E.country)
        .where(S.id == schedule_id)
    )
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such schedule of negotiations")
    *head, minutes, pause = row
    slots = slots_of(schedule_id, minutes, pause)
    halls = {one.number: one.name for one in list_rooms(schedule_id)}
    interpreters = {one.number: one.name for one in list_voices(schedule_id)}
    values: tuple[Any, ...] = (*head, slots, halls, interpreters)
    return Frame(*values)


def find_end(frame: Frame) -> StepRow | None:
    """The move or the cancellation after which the published times hold no longer."""
    turn = find_turn(frame.event_id)
    if turn is None or frame.event_state is EventState.CANCELLED:
        return turn
    return turn if frame.published_at is not None and turn.at > frame.published_at else None


def list_lines(schedule_id: UUID, negotiator_id: UUID | None = None) -> tuple[MeetingLine, ...]:
    """Meetings that have a time, of all or of one participant; one statement."""
    query = lines().where(M.schedule_id == schedule_id, M.slot.is_not(None))
    if negotiator_id is not None:
        query = query.where((M.first_id == negotiator_id) | (M.second_id == negotiator_id))
    return tuple(MeetingLine(*row) for row in db.session.execute(query))


def get_line(schedule_id: UUID, meeting_id: UUID) -> MeetingLine:
    """Raises `NotFound`."""
    query: Any = lines().where(M.schedule_id == schedule_id, M.id == meeting_id)
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such meeting of this schedule")
    return MeetingLine(*row)


def lines() -> Any:
    return (
        select(*LINE)
        .join(FIRST, FIRST.id == M.first_id)
        .join(SECOND, SECOND.id == M.second_id)
        .outerjoin(Country, Country.code == SECOND.country)
        .outerjoin(R, R.meeting_id == M.id)
        .order_by(M.slot, FIRST.number, SECOND.number)
    )


PERSON = (N.id, N.schedule_id, N.number, N.side, N.name, N.languages)


def get_participant_by_token(token_hash: str) -> Participant:
    return one(N.token_hash == token_hash, N.withdrawn_at.is_(None))


def get_participant(schedule_id: UUID, number: int) -> Participant:
    return one(N.schedule_id == schedule_id, N.number == number)


def one(*conditions: Any) -> Participant:
    row: Any = db.session.execute(select(*PERSON).where(*conditions)).one_or_none()
    if row is None:
        raise NotFound("no such participant")
    return Participant(*row)


def list_participants(schedule_id: UUID) -> tuple[Participant, ...]:
    """Exporters first, each side in the order of numbers."""
    query = (
        select(*PERSON)
        .where(N.schedule_id == schedule_id, N.withdrawn_at.is_(None))
        .order_by(N.side.desc(), N.number)
    )
    return tuple(Participant(*row) for row in db.session.execute(query))


def find_published(application_id: UUID) -> UUID | None:
    """Who negotiates for the company of an application, once the schedule is published."""
    query = (
        select(N.id)
        .join(S, S.id == N.schedule_id)
        .where(
            N.application_id == application_id,
            N.withdrawn_at.is_(None),
            S.state == ScheduleState.PUBLISHED,
        )
    )
    return db.session.scalar(query.limit(1))


def counted_meetings(event_id: UUID) -> dict[str, int]:
    """The meetings of an event that took place; nothing where no result was entered."""
    query = (
        select(R.grade, func.count(R.id))
        .join(M, M.id == R.meeting_id)
        .join(S, S.id == M.schedule_id)
        .where(S.event_id == event_id)
        .group_by(R.grade)
    )
    found = {grade: count for grade, count in db.session.execute(query)}  # noqa: C416 - rows
    if not found:
        return {}
    return {"meetings": sum(n for grade, n in found.items() if grade is not MeetingGrade.NOT_HELD)}


def negotiated_by(company_id: UUID) -> tuple[Negotiated, ...]:
    """What came of a company's negotiations, event by event, the newest first."""
    inn = db.session.scalar(select(Company.inn).where(Company.id == company_id)) or ""
    placed = func.count(M.id)
    held = func.count(R.id).filter(R.grade != MeetingGrade.NOT_HELD)
    promising = func.count(R.id).filter(R.grade == MeetingGrade.COOPERATION)
    query = (
        select(S.id, E.name, E.starts_on, placed, func.count(R.id), held, promising)
        .join(N, N.schedule_id == S.id)
        .join(E, E.id == S.event_id)
        .join(M, M.first_id == N.id)
        .outerjoin(R, R.meeting_id == M.id)
        .where(
            (N.company_id == company_id) | (N.identity == exporter_identity(inn)),
            N.side == Side.EXPORTER,
            S.state == ScheduleState.PUBLISHED,
            M.slot.is_not(None) | R.id.is_not(None),
        )
        .group_by(S.id, E.name, E.starts_on)
        .order_by(E.starts_on.desc(), E.name)
    )
    return tuple(Negotiated(*row) for row in db.session.execute(query))
