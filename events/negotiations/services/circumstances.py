"""Writing down what a change of circumstances says: who is away, which hall is closed. Steps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.negotiations.models import (
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.loading import Loaded
from events.negotiations.rules.changes import Absence, Closing, VoiceAway, Withdrawal


def keep_circumstances(
    schedule: NegotiationSchedule,
    loaded: Loaded,
    change: Absence | Withdrawal | Closing | VoiceAway,
    now: datetime,
) -> None:
    """Write the change down; raises `NotFound` for a number that the schedule does not have."""
    known = {slot.key for slot in loaded.materials.slots}
    match change:
        case Absence():
            one = negotiator(loaded, change.number)
            one.absences, one.changed_at = sorted(known & change.absences), now
            one.revision += 1
        case Withdrawal():
            negotiator(loaded, change.number).withdrawn_at = now
        case Closing():
            numbered(NegotiationHall, schedule.id, change.number).closed = sorted(
                known & change.closed
            )
        case VoiceAway():
            voice = numbered(NegotiationInterpreter, schedule.id, change.number)
            voice.absences = sorted(known & change.absences)


def negotiator(loaded: Loaded, number: int) -> Negotiator:
    if number not in loaded.people:
        raise NotFound("no such participant")
    return db.session.get_one(Negotiator, loaded.people[number])


def numbered(model: Any, schedule_id: UUID, number: int) -> Any:
    """A hall or an interpreter by its number in the schedule."""
    query = select(model).where(model.schedule_id == schedule_id, model.number == number)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(f"no such {model.__tablename__}")
    return found
