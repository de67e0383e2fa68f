"""A schedule given other days as a whole, as when its event is moved.

Once it is published this is an edition of its own, looked at before it is made, and everybody who
takes part gets the whole new timetable by letter.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from events.negotiations.letters.moving import OtherDays, days_letter
from events.negotiations.models import (
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.contacts import list_contacts
from events.negotiations.queries.displacing import ScheduleDays, days_of_schedule
from events.negotiations.queries.loading import Loaded, get_schedule, load
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.materials import Materials
from events.negotiations.rules.moving import SAME_DAYS, Moved, move_refusals, moved_to
from events.negotiations.rules.slots import Day, Rhythm, rhythm_refusals, slots_of_days
from events.negotiations.services.arranging import OVER, keep_days
from events.negotiations.services.publishing import publish_anew, reader_of, tell
from events.negotiations.services.shared import (
    keep_rows,
    locked_with_event,
    note,
    refuse_while_running,
    touch,
)

NOT_SEEN = Refusal(
    "not_seen", N_("The schedule is published. First look at what the other days change.")
)


@dataclass(frozen=True, slots=True)
class DaysDraft:
    """Days as typed; `is_seen`: what they change was looked at."""

    days: tuple[Day, ...]
    revision: int
    reason: str = ""
    is_seen: bool = False

    @property
    def in_order(self) -> tuple[Day, ...]:
        return tuple(sorted(self.days, key=lambda one: one.day))


def preview_days(schedule_id: UUID, draft: DaysDraft) -> tuple[Loaded, Moved]:
    """Reads only; raises Refused when the days are not possible."""
    return on_days(get_schedule(schedule_id), draft.in_order)


@command
def move_schedule(schedule_id: UUID, draft: DaysDraft, *, actor: Viewer, now: datetime) -> Moved:
    """Everything on the new days; of a published schedule everybody is told."""
    schedule = locked_with_event(schedule_id, draft.revision)
    refuse_while_running(schedule_id)
    is_published = schedule.state is ScheduleState.PUBLISHED
    if is_published and not draft.is_seen:
        raise Refused(NOT_SEEN)
    old, moved = on_days(schedule, draft.in_order)
    keep_days(schedule_id, draft.in_order)
    keep_along(schedule, old, moved.materials, now)
    keep_rows(schedule, old, moved.adjustment)
    touch(schedule, now)
    details = {"days": [one.day.isoformat() for one in draft.in_order], "reason": draft.reason}
    note("negotiations.days_moved", schedule, actor, now, details)
    db.session.flush()
    if is_published:
        publish_moved(schedule, old, moved, draft.reason, actor=actor, now=now)
    return moved


def on_days(schedule: NegotiationSchedule, days: tuple[Day, ...]) -> tuple[Loaded, Moved]:
    place, rhythm = days_of_schedule(schedule.id), Rhythm(schedule.minutes, schedule.pause)
    if refusals := (*refusals_of(place, days), *rhythm_refusals(days, rhythm)):
        raise Refused(*refusals)
    loaded, slots = load(schedule.id), slots_of_days(days, rhythm)
    is_published = schedule.state is ScheduleState.PUBLISHED
    return loaded, moved_to(loaded.materials, slots, is_published=is_published)


def refusals_of(place: ScheduleDays, days: tuple[Day, ...]) -> tuple[Refusal, ...]:
    if not place.is_ahead:
        return (OVER,)
    if days == place.days and not place.is_displaced:
        return (SAME_DAYS,)
    return move_refusals(days, place.event)


def keep_along(schedule: NegotiationSchedule, old: Loaded, fresh: Materials, now: datetime) -> None:
    """Absences and closed hours on the new days; only what they change is written."""
    was = old.materials
    people = changed(was.people, fresh.people)
    for person in all_of(Negotiator, schedule.id, people):
        person.absences, person.changed_at = sorted(people[person.number].absences), now
        person.revision += 1
    rooms = changed(was.rooms, fresh.rooms)
    for hall in all_of(NegotiationHall, schedule.id, rooms):
        hall.closed = sorted(rooms[hall.number].closed)
    voices = changed(was.voices, fresh.voices)
    for voice in all_of(NegotiationInterpreter, schedule.id, voices):
        voice.absences = sorted(voices[voice.number].absences)


def changed(was: Iterable[Any], fresh: Iterable[Any]) -> dict[int, Any]:
    """By their numbers those that are other than they were."""
    return {one.number: one for old, one in zip(was, fresh, strict=True) if old != one}


def all_of(model: Any, schedule_id: UUID, numbers: Collection[int]) -> Iterable[Any]:
    """Those with these numbers; one statement at most."""
    if not numbers:
        return ()
    query = select(model).where(model.schedule_id == schedule_id, model.number.in_(numbers))
    return db.session.scalars(query)


def publish_moved(  # noqa: PLR0913 - what changed, why, by whom, when
    schedule: NegotiationSchedule,
    old: Loaded,
    moved: Moved,
    reason: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """A new edition from which on the times hold; the whole timetable goes to everybody."""
    materials, rows = moved.materials, moved.adjustment.rows
    met = sum(row.slot is not None for row in old.materials.rows)
    schedule.published_at = now
    occasion = publish_anew(
        schedule, materials, rows, reason=reason, moved=met, actor=actor, now=now
    )
    names = {one.number: one.name for one in materials.people}
    was, new = days_of(old.materials), days_of(materials)

    def other_days(number: int) -> OtherDays:
        partners = (pair[pair[0] == number] for pair in moved.lost if number in pair)
        return OtherDays(was, new, tuple(names[partner] for partner in partners))

    tell(
        list_contacts(schedule.id),
        lambda one, to: days_letter(
            occasion, reader_of(one, materials, rows), to, other_days(one.number)
        ),
        now,
    )


def days_of(materials: Materials) -> tuple[date, ...]:
    return tuple(dict.fromkeys(slot.day for slot in materials.slots))
