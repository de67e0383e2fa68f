"""A schedule whole, as the rules know it: seven statements, however many take part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import NotFound, Refusal
from events.missions.rules.timetable.problem import Pair
from events.negotiations.models import (
    NegotiationDay,
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationMeeting,
    NegotiationSchedule,
    NegotiationWish,
    Negotiator,
)
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.materials import Custom, Materials, Room, Row, Sitter, Voice
from events.negotiations.rules.slots import Day, Rhythm, Slot, slots_of_days

S, N, M, W = NegotiationSchedule, Negotiator, NegotiationMeeting, NegotiationWish
MEETING = (
    *(M.slot, M.hall, M.table, M.interpreter, M.is_locked, M.is_by_hand, M.is_taken_out),
    M.reason,
)
SITTER = (
    *(N.number, N.side, N.name, N.languages, N.absences, N.most, N.hall, N.table, N.seat),
    N.withdrawn_at,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The materials, with the identities behind the numbers."""

    schedule_id: UUID
    materials: Materials
    people: Mapping[int, UUID]
    meetings: Mapping[Pair, UUID]


def get_schedule(schedule_id: UUID, *, lock: bool = False) -> NegotiationSchedule:
    query = select(S).where(S.id == schedule_id)
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("no such schedule of negotiations")
    return found


def find_schedule_of(event_id: UUID) -> UUID | None:
    return db.session.scalar(select(S.id).where(S.event_id == event_id))


def list_days(schedule_id: UUID) -> tuple[Day, ...]:
    d = NegotiationDay
    columns = (d.day, d.starts_at, d.ends_at, d.lunch_from, d.lunch_until)
    query = select(*columns).where(d.schedule_id == schedule_id).order_by(d.day)
    return tuple(Day(*row) for row in db.session.execute(query))


def slots_of(schedule_id: UUID, minutes: int, pause: int) -> tuple[Slot, ...]:
    return slots_of_days(list_days(schedule_id), Rhythm(minutes, pause))


def list_rooms(schedule_id: UUID) -> tuple[Room, ...]:
    h = NegotiationHall
    query = (
        select(h.number, h.name, h.tables, h.closed)
        .where(h.schedule_id == schedule_id)
        .order_by(h.number)
    )
    return tuple(Room(n, name, t, frozenset(c)) for n, name, t, c in db.session.execute(query))


def list_voices(schedule_id: UUID) -> tuple[Voice, ...]:
    i = NegotiationInterpreter
    query = (
        select(i.number, i.name, i.languages, i.absences)
        .where(i.schedule_id == schedule_id)
        .order_by(i.number)
    )
    return tuple(
        Voice(number, name, frozenset(languages), frozenset(absences))
        for number, name, languages, absences in db.session.execute(query)
    )


def load(schedule_id: UUID) -> Loaded:
    """The whole schedule; raises `NotFound`."""
    frame = select(S.minutes, S.pause, S.most, S.takes_one_sided, S.heeds_met)
    row = db.session.execute(frame.where(S.id == schedule_id)).one_or_none()
    if row is None:
        raise NotFound("no such schedule of negotiations")
    minutes, pause, most, takes_one_sided, heeds_met = row
    query = select(N.id, *SITTER).where(N.schedule_id == schedule_id).order_by(N.number)
    people = db.session.execute(query).all()
    numbers = {each.id: each.number for each in people}
    rows, ids = load_rows(schedule_id)
    materials = Materials(
        slots=slots_of(schedule_id, minutes, pause),
        people=tuple(sitter_of(each) for each in people),
        rooms=list_rooms(schedule_id),
        voices=list_voices(schedule_id),
        wishes=load_wishes(schedule_id, numbers),
        rows=rows,
        met=met_before(schedule_id) if heeds_met else frozenset(),
        custom=Custom(most, takes_one_sided, heeds_met),
    )
    return Loaded(schedule_id, materials, {each.number: each.id for each in people}, ids)


def sitter_of(row: Any) -> Sitter:
    return Sitter(
        number=row.number,
        side=row.side,
        name=row.name,
        languages=frozenset(row.languages),
        absences=frozenset(row.absences),
        most=row.most,
        hall=row.hall,
        table=row.table,
        seat=row.seat,
        is_withdrawn=row.withdrawn_at is not None,
    )


def load_wishes(schedule_id: UUID, numbers: Mapping[UUID, int]) -> dict[Pair, Any]:
    query = select(W.wisher_id, W.about_id, W.wish).where(W.schedule_id == schedule_id)
    return {
        (numbers[wisher], numbers[about]): wish for wisher, about, wish in db.session.execute(query)
    }


def load_rows(schedule_id: UUID) -> tuple[tuple[Row, ...], dict[Pair, UUID]]:
    first, second = aliased(N), aliased(N)
    query = (
        select(M.id, first.number, second.number, *MEETING)
        .join(first, first.id == M.first_id)
        .join(second, second.id == M.second_id)
        .where(M.schedule_id == schedule_id)
    )
    rows, ids = [], {}
    for key, one, other, *place, reason in db.session.execute(query):
        values: tuple[Any, ...] = (one, other, *place, reason_of(reason))
        rows.append(Row(*values))
        ids[one, other] = key
    return tuple(sorted(rows, key=lambda row: row.pair)), ids


def reason_of(kept: Mapping[str, Any] | None) -> Refusal | None:
    """A reason as it is kept in the table."""
    return Refusal(kept["code"], kept["message"], kept["values"]) if kept else None


def kept_reason(reason: Refusal | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {"code": reason.code, "message": reason.message, "values": dict(reason.values)}


def met_before(schedule_id: UUID) -> frozenset[frozenset[int]]:
    """Pairs, by their numbers here, that had a meeting in another published schedule."""
    here, there = aliased(N), aliased(N)
    mate_here, mate_there = aliased(N), aliased(N)
    query = (
        select(here.number, mate_here.number)
        .join(there, there.identity == here.identity)
        .join(M, M.first_id == there.id)
        .join(mate_there, mate_there.id == M.second_id)
        .join(mate_here, mate_here.identity == mate_there.identity)
        .join(S, S.id == there.schedule_id)
        .where(
            here.schedule_id == schedule_id,
            mate_here.schedule_id == schedule_id,
            there.schedule_id != schedule_id,
            M.slot.is_not(None),
            S.state == ScheduleState.PUBLISHED,
        )
    )
    return frozenset(frozenset((one, other)) for one, other in db.session.execute(query))
