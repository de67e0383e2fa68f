"""Section business_mission: its negotiations as they were held, a published schedule with results.

Nobody gets a letter, and the figures that the file reports of the event stay as they are.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.derived import token_hash
from core.importing.nodes import Node
from core.importing.sections import IMPORTER, Import, Known, Writer
from council.membership.models import Organisation
from events.companies.models import Company
from events.importing import words
from events.importing.events import find_event
from events.importing.negotiation_lines import MeetingLine, Negotiations, negotiations_of
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import (
    NegotiationDay,
    NegotiationHall,
    NegotiationMeeting,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.loading import find_schedule_of, kept_reason, load
from events.negotiations.queries.sources import find_company_source
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.materials import TAKEN_OUT
from events.negotiations.rules.people import buyer_identity
from events.negotiations.rules.slots import Day, Rhythm, slots_of_days
from events.negotiations.services.publishing import add_edition
from events.negotiations.services.shared import token_of
from events.programme.models import Event
from events.timetables.models import MeetingResult
from events.timetables.rules import MeetingGrade, ResultAuthor

HALL = 1


def read_negotiations(root: Node, known: Known) -> Writer:
    node = root["business_mission"]
    if not node["meetings"].is_given:
        return lambda _work: None
    found = negotiations_of(node, known)

    def write(work: Import) -> None:
        event = find_event(found.event)
        if event is not None and find_schedule_of(event.id) is None:
            store(found, event, work)

    return write


def store(found: Negotiations, event: Event, work: Import) -> None:
    """The schedule, published as its first edition; the figures of the event stay as reported."""
    schedule = NegotiationSchedule(
        id=uuid4(),
        event_id=event.id,
        state=ScheduleState.ARRANGING,
        minutes=found.minutes,
        pause=0,
        created_at=work.now,
        changed_at=work.now,
    )
    db.session.add(schedule)
    db.session.flush()
    tables = max(line.table for line in found.meetings)
    hall = NegotiationHall(
        schedule_id=schedule.id, number=HALL, name=words.NEGOTIATION_HALL, tables=tables
    )
    db.session.add_all([hall, *(day_row(schedule.id, day) for day in found.days)])
    people = store_people(found, schedule.id, event.country, work.now)
    store_meetings(found, schedule.id, people, work.now)
    db.session.flush()
    materials = load(schedule.id).materials
    schedule.state, schedule.published_at = ScheduleState.PUBLISHED, work.now
    add_edition(schedule, materials, materials.rows, actor=IMPORTER, now=work.now)
    work.note("negotiations", schedule.id)


def day_row(schedule_id: UUID, day: Day) -> NegotiationDay:
    return NegotiationDay(
        schedule_id=schedule_id, day=day.day, starts_at=day.starts_at, ends_at=day.ends_at
    )


def store_people(
    found: Negotiations, schedule_id: UUID, country: str, now: datetime
) -> dict[str, UUID]:
    """Exporters first; ids of the rows by those of the file."""
    exporters = unique(line.company for line in found.meetings)
    buyers = unique(line.partner for line in found.meetings)
    values = {code: exporter_values(code) for code in exporters}
    values |= {code: buyer_values(*found.partners[code], country) for code in buyers}
    keys = {code: uuid4() for code in values}
    for number, (code, each) in enumerate(values.items(), 1):
        db.session.add(
            Negotiator(
                id=keys[code],
                schedule_id=schedule_id,
                number=number,
                token_hash=token_hash(token_of(keys[code])),
                created_at=now,
                changed_at=now,
                **each,
            )
        )
    db.session.flush()
    return keys


def exporter_values(code: str) -> dict[str, Any]:
    query = (
        select(Company.id)
        .join(Organisation, Organisation.id == Company.organisation_id)
        .where(Organisation.code == code)
    )
    source = find_company_source(db.session.scalars(query).one())
    return {
        "side": Side.EXPORTER,
        "company_id": source.company_id,
        "identity": source.identity,
        "name": source.name,
        "city": source.city,
        "goods": source.goods,
    }


def buyer_values(name: str, interest: str, country: str) -> dict[str, Any]:
    return {
        "side": Side.BUYER,
        "identity": buyer_identity(name, country),
        "name": name,
        "country": country,
        "goods": interest,
    }


def store_meetings(
    found: Negotiations, schedule_id: UUID, people: dict[str, UUID], now: datetime
) -> None:
    """What was not held leaves its time to those who met; it stands there without one."""
    slots = slots_of_days(found.days, Rhythm(found.minutes))
    numbers = {(slot.day, slot.starts_at): slot.number for slot in slots}
    taken: set[tuple[Any, ...]] = set()
    for line in sorted(found.meetings, key=lambda line: line.grade is MeetingGrade.NOT_HELD):
        meeting = NegotiationMeeting(
            id=uuid4(),
            schedule_id=schedule_id,
            first_id=people[line.company],
            second_id=people[line.partner],
            is_by_hand=True,
        )
        db.session.add(meeting)
        if taken & set(line.claims):
            meeting.is_taken_out, meeting.reason = True, kept_reason(TAKEN_OUT)
            continue
        taken.update(line.claims)
        meeting.slot, meeting.hall = numbers[line.day, line.starts_at], HALL
        meeting.table = line.table
        db.session.flush()
        db.session.add(result_of(line, meeting.id, now))


def result_of(line: MeetingLine, meeting_id: UUID, now: datetime) -> MeetingResult:
    return MeetingResult(
        meeting_id=meeting_id,
        grade=line.grade,
        next_step=line.step,
        note=line.result,
        author=ResultAuthor.STAFF,
        author_name=IMPORTER.name,
        entered_at=now,
    )


def unique(codes: Iterable[str]) -> list[str]:
    """Each once, in the order of the first."""
    return list(dict.fromkeys(codes))
