"""Places of a call: taken by one conditional UPDATE, freed, given to those who wait.

For services that hold the lock on the call; nothing here begins or ends a transaction.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from core.adapters.database import db
from events.missions.delegations.services.members import leave_delegation
from events.missions.letters.applications import Told
from events.missions.models import Call, MissionApplication
from events.missions.queries.applications import find_first_waiting
from events.missions.rules.applications import LIFE_CYCLE, MissionApplicationAction
from events.missions.services.register import enter_support, forget_support
from events.missions.services.shared import NOBODY, facts_of, note, tell

UNTOUCHED = {"synchronize_session": False}


def take_place(call_id: UUID) -> bool:
    """Count one more company if a place is free; the only way in which a place is taken."""
    place = update(Call).where(Call.id == call_id, Call.taken < Call.places)
    taken = db.session.execute(place.values(taken=Call.taken + 1), execution_options=UNTOUCHED)
    return taken.rowcount == 1  # type: ignore[attr-defined]  # an UPDATE has a count


def free_place(application: MissionApplication, call: Call) -> None:
    place = update(Call).where(Call.id == call.id).values(taken=Call.taken - 1)
    db.session.execute(place, execution_options=UNTOUCHED)
    db.session.refresh(call)
    forget_support(application, call)
    leave_delegation(application.id)


def fill_places(call: Call, now: datetime) -> None:
    """Give free places to those who wait, the first on the list first."""
    while waiting := find_first_waiting(call.id):
        facts = facts_of(waiting, call, now)
        if LIFE_CYCLE.refusals(MissionApplicationAction.PROMOTE, waiting.state, facts):
            return
        if not take_place(call.id):
            return
        db.session.refresh(call)
        waiting.state = LIFE_CYCLE.advance(MissionApplicationAction.PROMOTE, waiting.state, facts)
        waiting.place_in_list = None
        waiting.changed_at = now
        db.session.flush()
        enter_support(waiting, call, now)
        note("application.promoted", waiting, NOBODY, now)
        tell(waiting, call, Told.PROMOTED, now)
