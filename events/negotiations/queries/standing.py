"""How far a schedule has come: counts for the guards of its life and for its pages."""

from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import (
    NegotiationHall,
    NegotiationMeeting,
    NegotiationRun,
    Negotiator,
)
from events.negotiations.queries.loading import get_schedule, slots_of
from events.negotiations.rules.life import LIVE, ScheduleFacts

N, M, R = (
    Negotiator,
    NegotiationMeeting,
    NegotiationRun,
)


def facts_of_schedule(schedule_id: UUID) -> ScheduleFacts:
    """What the steps of the life look at, in three statements."""
    schedule = get_schedule(schedule_id)
    sides = select(N.side, func.count(N.id)).where(
        N.schedule_id == schedule_id, N.withdrawn_at.is_(None)
    )
    counted: dict[Side, int] = dict(db.session.execute(sides.group_by(N.side)).all())
    meetings = select(func.count(M.id)).where(M.schedule_id == schedule_id, M.slot.is_not(None))
    runs = select(func.count(R.id)).where(R.schedule_id == schedule_id, R.state.in_(LIVE))
    tables = select(func.coalesce(func.sum(NegotiationHall.tables), 0)).where(
        NegotiationHall.schedule_id == schedule_id
    )
    counts = (each.scalar_subquery() for each in (meetings, runs, tables))
    found = db.session.execute(select(*counts)).one()
    return ScheduleFacts(
        slots=len(slots_of(schedule_id, schedule.minutes, schedule.pause)),
        exporters=counted.get(Side.EXPORTER, 0),
        buyers=counted.get(Side.BUYER, 0),
        meetings=found[0],
        is_running=found[1] > 0,
        tables=found[2],
    )
