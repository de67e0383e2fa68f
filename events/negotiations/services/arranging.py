"""The frame of a schedule: begun for an event, its days and rules, halls and interpreters.

While a timetable stands its days do not change: the meetings would lose their meaning.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from events.missions.queries.calls import get_event
from events.negotiations.models import (
    NegotiationDay,
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationMeeting,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.queries.loading import find_schedule_of
from events.negotiations.rules.moving import move_refusals
from events.negotiations.rules.slots import Day, Rhythm, rhythm_refusals
from events.negotiations.services.circumstances import numbered
from events.negotiations.services.settling import resettle
from events.negotiations.services.shared import (
    locked,
    locked_with_event,
    note,
    refuse_published,
    refuse_while_running,
    touch,
)
from events.programme.rules import EventState

OVER = Refusal("event_over", N_("The event is over or called off: there is nothing to arrange."))
HAS_MEETINGS = Refusal(
    "days_are_used",
    N_(
        "Meetings have times already. Move the whole schedule to other days, or clear the "
        "timetable before you change days or lengths."
    ),
)
HALL_IS_USED = Refusal(
    "hall_is_used", N_("Somebody has a place or a meeting in this hall. Move them first.")
)
VOICE_IS_USED = Refusal(
    "interpreter_is_used", N_("This interpreter helps at meetings. Enter the absence instead.")
)
TOO_MANY = Refusal("too_many", N_("There are as many of them as a schedule can have."))
MOST_ROOMS = 20
MOST_VOICES = 100
OVER_STATES = frozenset({EventState.HELD, EventState.REPORTED, EventState.CANCELLED})
M = NegotiationMeeting


@dataclass(frozen=True, slots=True)
class FrameDraft:
    """Days and rules as typed; `revision` is that of the page."""

    days: tuple[Day, ...]
    rhythm: Rhythm
    most: int | None = None
    takes_one_sided: bool = False
    heeds_met: bool = True
    wishes_until: date | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class HallDraft:
    """A hall as typed; without a number it is new."""

    name: str
    tables: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class VoiceDraft:
    """Interpreters as typed: so many of the same languages, or one that is known."""

    name: str
    languages: tuple[str, ...]
    count: int = 1
    absences: frozenset[str] = field(default_factory=frozenset)


@command
def begin_schedule(event_id: UUID, *, actor: Viewer, now: datetime) -> UUID:
    """The schedule of the event, begun unless it was before."""
    event = get_event(event_id, lock=True)
    if (found := find_schedule_of(event_id)) is not None:
        return found
    if event.state in OVER_STATES:
        raise Refused(OVER)
    schedule = NegotiationSchedule(id=uuid4(), event_id=event_id, created_at=now, changed_at=now)
    db.session.add(schedule)
    db.session.flush()
    note("negotiations.begun", schedule, actor, now)
    return schedule.id


@command
def frame_schedule(schedule_id: UUID, draft: FrameDraft, *, actor: Viewer, now: datetime) -> None:
    """Set days, lengths and rules; days only while no meeting has a time.

    Where the days of the event are known, they are among them.
    """
    schedule = locked_with_event(schedule_id, draft.revision)
    refuse_published(schedule)
    refuse_while_running(schedule_id)
    if refusals := rhythm_refusals(draft.days, draft.rhythm):
        raise Refused(*refusals)
    days, place = tuple(sorted(draft.days, key=lambda one: one.day)), days_of_schedule(schedule_id)
    is_other = days != place.days
    if is_other and days and place.event.first and (wrong := move_refusals(days, place.event)):
        raise Refused(*wrong)
    is_other |= (schedule.minutes, schedule.pause) != (draft.rhythm.minutes, draft.rhythm.pause)
    if is_other and has_meetings(schedule_id):
        raise Refused(HAS_MEETINGS)
    values = {
        "minutes": draft.rhythm.minutes,
        "pause": draft.rhythm.pause,
        "most": draft.most,
        "takes_one_sided": draft.takes_one_sided,
        "heeds_met": draft.heeds_met,
        "wishes_until": draft.wishes_until,
    }
    changes = journal.apply_changes(schedule, values)
    if is_other:
        keep_days(schedule_id, days)
    touch(schedule, now)
    note("negotiations.framed", schedule, actor, now, changes | {"days": [len(days)]})
    resettle(schedule)


def keep_days(schedule_id: UUID, days: tuple[Day, ...]) -> None:
    db.session.execute(delete(NegotiationDay).where(NegotiationDay.schedule_id == schedule_id))
    for one in days:
        db.session.add(
            NegotiationDay(
                schedule_id=schedule_id,
                day=one.day,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                lunch_from=one.lunch_from,
                lunch_until=one.lunch_until,
            )
        )


def has_meetings(schedule_id: UUID, *conditions: Any) -> bool:
    query = select(M.id).where(M.schedule_id == schedule_id, M.slot.is_not(None), *conditions)
    return db.session.scalar(query.limit(1)) is not None


@command
def clear_timetable(schedule_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """Drop every meeting, locked ones too; only before publication."""
    schedule = locked(schedule_id, revision)
    refuse_published(schedule)
    refuse_while_running(schedule_id)
    db.session.execute(delete(M).where(M.schedule_id == schedule_id))
    touch(schedule, now)
    note("negotiations.cleared", schedule, actor, now)


@command
def keep_hall(schedule_id: UUID, draft: HallDraft, *, actor: Viewer, now: datetime) -> None:
    """Add a hall, or change its name and tables; tables in use stay."""
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    if draft.number is None:
        number = next_number(NegotiationHall, schedule_id, MOST_ROOMS)
        db.session.add(
            NegotiationHall(
                schedule_id=schedule_id, number=number, name=draft.name, tables=draft.tables
            )
        )
    else:
        hall = numbered(NegotiationHall, schedule_id, draft.number)
        if draft.tables < hall.tables and is_used(schedule_id, draft.number, draft.tables):
            raise Refused(HALL_IS_USED)
        hall.name, hall.tables = draft.name, draft.tables
    touch(schedule, now)
    note("negotiations.hall_kept", schedule, actor, now, {"name": draft.name})


@command
def remove_hall(schedule_id: UUID, number: int, *, actor: Viewer, now: datetime) -> None:
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    if is_used(schedule_id, number, 0):
        raise Refused(HALL_IS_USED)
    db.session.delete(numbered(NegotiationHall, schedule_id, number))
    touch(schedule, now)
    note("negotiations.hall_removed", schedule, actor, now, {"number": number})


def is_used(schedule_id: UUID, hall: int, above: int) -> bool:
    """Whether a table with a number above this is somebody's, or a meeting is there."""
    n = Negotiator
    owned = select(n.id).where(
        n.schedule_id == schedule_id, n.hall == hall, func.coalesce(n.table, int(not above)) > above
    )
    found = db.session.scalar(owned.limit(1)) is not None
    return found or has_meetings(schedule_id, M.hall == hall, M.table > above)


@command
def add_interpreters(schedule_id: UUID, draft: VoiceDraft, *, actor: Viewer, now: datetime) -> None:
    """So many interpreters of these languages; several of one name are numbered."""
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    for place in range(1, draft.count + 1):
        number = next_number(NegotiationInterpreter, schedule_id, MOST_VOICES)
        name = draft.name if draft.count == 1 else f"{draft.name} {place}"
        db.session.add(
            NegotiationInterpreter(
                schedule_id=schedule_id,
                number=number,
                name=name,
                languages=list(draft.languages),
                absences=sorted(draft.absences),
            )
        )
        db.session.flush()
    touch(schedule, now)
    note("negotiations.interpreters_added", schedule, actor, now, {"count": draft.count})


@command
def remove_interpreter(schedule_id: UUID, number: int, *, actor: Viewer, now: datetime) -> None:
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    if has_meetings(schedule_id, M.interpreter == number):
        raise Refused(VOICE_IS_USED)
    db.session.delete(numbered(NegotiationInterpreter, schedule_id, number))
    touch(schedule, now)
    note("negotiations.interpreter_removed", schedule, actor, now, {"number": number})


def next_number(model: Any, schedule_id: UUID, most: int | None = None) -> int:
    """The number after the last one of the schedule; numbers are never used again by chance."""
    last = db.session.scalar(select(func.max(model.number)).where(model.schedule_id == schedule_id))
    count = db.session.scalar(select(func.count(model.id)).where(model.schedule_id == schedule_id))
    if most is not None and (count or 0) >= most:
        raise Refused(TOO_MANY)
    return (last or 0) + 1
