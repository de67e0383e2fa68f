"""Reminding applicants whose draft is not sent, or not confirmed, while the last day comes near.

Only those who had asked for a letter already: an address that somebody merely typed gets none.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from core.adapters.database import command, db
from core.kernel.zones import local
from council.membership.queries import find_main_body
from events.missions.letters.applications import Told
from events.missions.models import Call, MissionApplication
from events.missions.rules.applications import EDITED, MissionApplicationState
from events.missions.services.shared import tell
from events.programme.models import Event
from events.programme.rules import EventState

A = MissionApplication
AHEAD = timedelta(days=3)
HOUR = 9


@command
def remind_applicants(*, now: datetime) -> int:
    """One letter for each draft and last day, in the morning or later; returns how many waited."""
    main = find_main_body()
    here = local(now, main.zone) if main else None
    if here is None or here.hour < HOUR:  # an empty site has nobody to remind
        return 0
    query = (
        select(A, Call)
        .join(Call, Call.id == A.call_id)
        .join(Event, Event.id == Call.event_id)
        .where(
            A.state.in_(EDITED),
            A.letters > 0,
            A.email != "",
            Event.state == EventState.CALL_OPEN,
            Call.last_day.between(here.date(), here.date() + AHEAD),
        )
        .order_by(A.id)
    )
    found = db.session.execute(query).all()
    for application, call in found:
        is_draft = application.state is MissionApplicationState.DRAFT
        tell(application, call, Told.UNSENT if is_draft else Told.UNCONFIRMED, now)
    return len(found)
