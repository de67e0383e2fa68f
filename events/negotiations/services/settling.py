"""Bringing a timetable that is not published into line with what has just been changed. A step."""

from core.adapters.database import db
from events.negotiations.models import NegotiationSchedule
from events.negotiations.queries.loading import load
from events.negotiations.rules.adjusting import Adjustment, settled
from events.negotiations.rules.life import ScheduleState
from events.negotiations.services.shared import keep_rows


def resettle(schedule: NegotiationSchedule) -> Adjustment | None:
    """Meetings that cannot stay take another free slot or lose their time; None: none stood.

    Never after publication: there a change is looked at before it is made.
    """
    if schedule.state is ScheduleState.PUBLISHED:
        return None
    db.session.flush()
    loaded = load(schedule.id)
    if not any(row.slot is not None for row in loaded.materials.rows):
        return None
    adjustment = settled(loaded.materials, loaded.materials)
    keep_rows(schedule, loaded, adjustment)
    return adjustment
