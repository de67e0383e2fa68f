"""Publication: an edition is frozen, and each participant gets a letter with its timetable.

After that every change is an edition of its own, and only those whose meeting changed are told.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask_babel import force_locale

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.rules import Addressee, Letter
from core.letters.services.posting import Posting
from council.membership.queries import get_main_body
from events.missions.queries.calls import get_event
from events.missions.rules.timetable.problem import Side
from events.negotiations.letters.schedules import (
    Appointment,
    Occasion,
    Reader,
    Turn,
    change_letter,
    timetable_letter,
)
from events.negotiations.models import NegotiationEdition, NegotiationSchedule
from events.negotiations.queries.contacts import ContactRow, list_contacts
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.queries.loading import Loaded, load
from events.negotiations.queries.standing import facts_of_schedule
from events.negotiations.rules.adjusting import Adjustment, check
from events.negotiations.rules.life import LIFE_CYCLE, ScheduleAction
from events.negotiations.rules.materials import Materials, Row, seats_of
from events.negotiations.rules.moving import why_displaced
from events.negotiations.services.shared import locked, note, page_of, touch
from events.programme.queries.choices import venue_of


@command
def publish_schedule(schedule_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """Freeze the timetable as the first edition and tell everybody."""
    schedule = locked(schedule_id, revision)
    held = days_of_schedule(schedule_id)
    if held.is_displaced:
        raise Refused(why_displaced(held.event))
    facts = facts_of_schedule(schedule_id)
    target = LIFE_CYCLE.advance(ScheduleAction.PUBLISH, schedule.state, facts)
    loaded = load(schedule_id)
    rows = loaded.materials.rows
    check(loaded.materials, rows, seats_of(loaded.materials))
    schedule.state, schedule.published_at = target, now
    add_edition(schedule, loaded.materials, rows, actor=actor, now=now)
    touch(schedule, now)
    note("negotiations.published", schedule, actor, now)
    occasion = occasion_of(schedule, str(schedule.edition))
    tell(
        list_contacts(schedule_id),
        lambda one, to: timetable_letter(occasion, reader_of(one, loaded.materials, rows), to),
        now,
    )


def publish_changes(  # noqa: PLR0913 - what changed, why, by whom, when
    schedule: NegotiationSchedule,
    before: Loaded,
    adjustment: Adjustment,
    reason: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """A new edition; only those whose meeting changed get a letter. A step of a command."""
    materials = before.materials
    moved = sum(shift.before is not None for shift in adjustment.shifts)
    occasion = publish_anew(
        schedule, materials, adjustment.rows, reason=reason, moved=moved, actor=actor, now=now
    )
    told = [one for one in list_contacts(schedule.id) if one.number in adjustment.told]
    turns = turns_of(materials, adjustment)
    tell(
        told,
        lambda one, to: change_letter(
            occasion, Reader(one.id, one.name, page_of(one.id), turns=turns[one.number]), to
        ),
        now,
    )


def publish_anew(  # noqa: PLR0913 - what is frozen, why, by whom, when
    schedule: NegotiationSchedule,
    materials: Materials,
    rows: Iterable[Row],
    *,
    reason: str,
    moved: int,
    actor: Viewer,
    now: datetime,
) -> Occasion:
    """A later edition with its reason, and what letters say of it."""
    add_edition(schedule, materials, rows, reason=reason, moved=moved, actor=actor, now=now)
    note("negotiations.published", schedule, actor, now, {"reason": reason, "moved": moved})
    return occasion_of(schedule, str(schedule.edition), reason)


def add_edition(  # noqa: PLR0913 - what is frozen, why, by whom, when
    schedule: NegotiationSchedule,
    materials: Materials,
    rows: Iterable[Row],
    *,
    reason: str = "",
    moved: int = 0,
    actor: Viewer,
    now: datetime,
) -> None:
    schedule.edition += 1
    content = content_of(materials, rows)
    db.session.add(
        NegotiationEdition(
            id=uuid4(),
            schedule_id=schedule.id,
            number=schedule.edition,
            reason=reason.strip(),
            meetings=len(content["meetings"]),
            moved=moved,
            content=content,
            published_by=actor.name,
            published_at=now,
        )
    )
    db.session.flush()


def content_of(materials: Materials, rows: Iterable[Row]) -> dict[str, Any]:
    """The timetable with the names of the day, readable when they have changed since."""
    slots, rooms = materials.slots, {one.number: one.name for one in materials.rooms}
    names = {one.number: one.name for one in materials.people}
    meetings = [
        {
            "slot": slots[row.slot].key,
            "until": f"{slots[row.slot].ends_at:%H:%M}",
            "first": names[row.first],
            "second": names[row.second],
            "hall": rooms.get(row.hall or 0, ""),
            "table": row.table,
        }
        for row in sorted(rows, key=lambda row: (row.slot or 0, row.pair))
        if row.slot is not None
    ]
    return {"meetings": meetings}


def occasion_of(schedule: NegotiationSchedule, mark: str, reason: str = "") -> Occasion:
    event, body = get_event(schedule.event_id), get_main_body()
    return Occasion(
        schedule_id=schedule.id,
        event_id=event.id,
        body_id=body.id,
        event=event.name,
        zone=event.zone,
        mark=mark,
        wishes_until=schedule.wishes_until,
        reason=reason,
        event_english=event.name_english,
        body_zone=body.zone,
        venue=venue_of(event),
    )


def tell(
    contacts: Iterable[ContactRow],
    make: Callable[[ContactRow, Addressee], Letter],
    now: datetime,
) -> None:
    """One letter to each, in the reader's language; who has no address gets none."""
    readers = [(one, addressee(one)) for one in contacts if one.email]
    posting = Posting([to for _, to in readers], now)
    for one, to in readers:
        spoken = posting.language(to)
        with force_locale(spoken):
            posting.add(make(one, addressee(one, spoken)))


def addressee(one: ContactRow, language: str = "") -> Addressee:
    return Addressee(one.person, one.email, language=language or one.language)


def reader_of(one: ContactRow, materials: Materials, rows: Iterable[Row]) -> Reader:
    own = (row for row in rows if row.slot is not None and one.number in row.pair)
    found = sorted(
        (appointment(row, one.side, materials) for row in own), key=lambda each: each.slot.number
    )
    return Reader(one.id, one.name, page_of(one.id), tuple(found))


def appointment(row: Row, side: Side, materials: Materials) -> Appointment:
    names = {one.number: one.name for one in materials.people}
    partner = row.second if side is Side.EXPORTER else row.first
    rooms = {one.number: one.name for one in materials.rooms}
    slot = materials.slots[row.slot or 0]
    return Appointment(slot, names[partner], rooms.get(row.hall or 0, ""), row.table)


def turns_of(materials: Materials, adjustment: Adjustment) -> Mapping[int, tuple[Turn, ...]]:
    """What changed, by participant, from each one's side."""
    names = {one.number: one.name for one in materials.people}
    sides = {one.number: one.side for one in materials.people}
    found: dict[int, list[Turn]] = {}
    for shift in adjustment.shifts:
        first, second = shift.pair
        for own, partner in ((first, second), (second, first)):
            before, after = (
                appointment(row, sides[own], materials) if row and row.slot is not None else None
                for row in (shift.before, shift.after)
            )
            found.setdefault(own, []).append(Turn(names[partner], before, after))
    return {number: tuple(turns) for number, turns in found.items()}
