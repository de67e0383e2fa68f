"""Telling those who applied that the event is moved or cancelled. A step of another's command.

Only whose mailbox is known to be theirs: drafts learn it on their own page.
"""

from sqlalchemy import select

from core.adapters.database import db
from events.missions.letters.applications import Told
from events.missions.models import MissionApplication
from events.missions.queries.calls import find_call_of
from events.missions.rules.applications import LIVE
from events.missions.services.shared import tell
from events.programme.aftermath import EventTurn


def tell_applicants(turn: EventTurn) -> None:
    """One letter to each company that is considered, waits or has a place.

    Nobody is chosen meanwhile: whoever was before is told, whoever comes after sees the turn.
    """
    call = find_call_of(turn.event_id, lock=True)
    if call is None:
        return
    a = MissionApplication
    query = select(a).where(a.call_id == call.id, a.state.in_(LIVE)).order_by(a.id)
    told = Told.EVENT_CANCELLED if turn.is_off else Told.EVENT_MOVED
    for application in db.session.scalars(query).all():
        tell(application, call, told, turn.at, turn=turn)
