"""Steps of a schedule's life before publication: ask for wishes, close them."""

from datetime import datetime
from uuid import UUID

from core.adapters.database import command
from core.kernel.viewers import Viewer
from events.negotiations.letters.schedules import Reader, wishes_letter
from events.negotiations.queries.contacts import list_contacts
from events.negotiations.queries.standing import facts_of_schedule
from events.negotiations.rules.life import LIFE_CYCLE, ScheduleAction
from events.negotiations.services.publishing import occasion_of, tell
from events.negotiations.services.shared import locked, note, page_of, touch


@command
def ask_wishes(schedule_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """From now on wishes are taken; everybody gets a letter with a personal link."""
    schedule = locked(schedule_id, revision)
    facts = facts_of_schedule(schedule_id)
    schedule.state = LIFE_CYCLE.advance(ScheduleAction.ASK_WISHES, schedule.state, facts)
    touch(schedule, now)
    note("negotiations.wishes_asked", schedule, actor, now)
    occasion = occasion_of(schedule, now.isoformat())
    tell(
        list_contacts(schedule_id),
        lambda one, to: wishes_letter(occasion, Reader(one.id, one.name, page_of(one.id)), to),
        now,
    )


@command
def close_wishes(schedule_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    schedule = locked(schedule_id, revision)
    facts = facts_of_schedule(schedule_id)
    schedule.state = LIFE_CYCLE.advance(ScheduleAction.CLOSE_WISHES, schedule.state, facts)
    touch(schedule, now)
    note("negotiations.wishes_closed", schedule, actor, now)
