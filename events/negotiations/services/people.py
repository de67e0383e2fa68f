"""Who negotiates: exporters taken from applications and the register, buyers typed by the staff."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.derived import token_hash
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import (
    NegotiationMeeting,
    NegotiationSchedule,
    NegotiationWish,
    Negotiator,
)
from events.negotiations.queries.loading import list_rooms
from events.negotiations.queries.sources import find_company_source, list_new_exporters
from events.negotiations.rules.languages import RUSSIAN
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.people import (
    MOST_PEOPLE,
    NegotiatorDraft,
    buyer_identity,
    buyer_refusals,
    seat_refusals,
)
from events.negotiations.services.arranging import next_number
from events.negotiations.services.settling import resettle
from events.negotiations.services.shared import (
    locked,
    note,
    refuse_published,
    refuse_while_running,
    token_of,
    touch,
)

N, W, M = Negotiator, NegotiationWish, NegotiationMeeting
THERE = Refusal("there_already", N_("This company takes part already."))
NO_HALL = Refusal("no_such_hall", N_("There is no such hall or table. Choose another."))
CHANGED = Refusal(
    "participant_changed",
    N_("Somebody changed this participant meanwhile. Open the page again, then change it."),
)
FROZEN = Refusal(
    "published",
    N_(
        "The schedule is published: languages, limits and the table stay. Absences can be changed "
        "with a look at the changes."
    ),
)
ARRANGED = ("languages", "most", "hall", "table")


@command
def take_exporters(schedule_id: UUID, *, actor: Viewer, now: datetime) -> int:
    """Take in every chosen application that is not there yet; returns how many."""
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    found = list_new_exporters(schedule.event_id, schedule_id)
    for source in found:
        values = {
            "side": Side.EXPORTER,
            "application_id": source.application_id,
            "company_id": source.company_id,
            "identity": source.identity,
            "name": source.name,
            "city": source.city,
            "goods": source.goods,
            "languages": [RUSSIAN],
        }
        add(schedule, values, now)
    if found:
        touch(schedule, now)
        note("negotiations.exporters_taken", schedule, actor, now, {"count": len(found)})
    return len(found)


@command
def add_company(schedule_id: UUID, company_id: UUID, *, actor: Viewer, now: datetime) -> UUID:
    """Take a company of the register in as an exporter."""
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    source = find_company_source(company_id)
    values = {
        "side": Side.EXPORTER,
        "company_id": company_id,
        "identity": source.identity,
        "name": source.name,
        "city": source.city,
        "goods": source.goods,
        "languages": [RUSSIAN],
    }
    added = add(schedule, values, now)
    touch(schedule, now)
    note("negotiations.participant_added", schedule, actor, now, {"participant": str(added.id)})
    return added.id


@command
def add_buyer(schedule_id: UUID, draft: NegotiatorDraft, *, actor: Viewer, now: datetime) -> UUID:
    schedule = locked(schedule_id)
    refuse_while_running(schedule_id)
    if refusals := buyer_refusals(draft):
        raise Refused(*refusals)
    refuse_unknown_seat(schedule_id, draft)
    values = {"side": Side.BUYER, "identity": buyer_identity(draft.name, draft.country)}
    added = add(schedule, values | values_of(draft), now)
    touch(schedule, now)
    note("negotiations.participant_added", schedule, actor, now, {"participant": str(added.id)})
    return added.id


def add(schedule: NegotiationSchedule, values: dict[str, Any], now: datetime) -> Negotiator:
    query = select(N.id).where(N.schedule_id == schedule.id, N.identity == values["identity"])
    if db.session.scalar(query) is not None:
        raise Refused(THERE)
    key = uuid4()
    one = Negotiator(
        id=key,
        schedule_id=schedule.id,
        number=next_number(Negotiator, schedule.id, MOST_PEOPLE),
        token_hash=token_hash(token_of(key)),
        created_at=now,
        changed_at=now,
        **values,
    )
    db.session.add(one)
    db.session.flush()
    return one


def values_of(draft: NegotiatorDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "country": draft.country,
        "city": draft.city,
        "languages": list(draft.languages),
        "goods": draft.goods,
        "contact": draft.contact,
        "email": draft.email,
        "phone": draft.phone,
        "most": draft.most,
        "hall": draft.hall,
        "table": draft.table,
    }


@command
def change_negotiator(
    negotiator_id: UUID, draft: NegotiatorDraft, *, actor: Viewer, now: datetime
) -> None:
    """Change a participant. What an application or the register says of it stays theirs."""
    one = get_negotiator(negotiator_id)
    schedule = locked(one.schedule_id)
    db.session.refresh(one)
    refuse_while_running(schedule.id)
    if one.revision != draft.revision:
        raise Stale(CHANGED)
    is_buyer = one.side is Side.BUYER
    if refusals := buyer_refusals(draft) if is_buyer else seat_refusals(draft):
        raise Refused(*refusals)
    refuse_unknown_seat(schedule.id, draft)
    values = values_of(draft)
    if is_buyer:
        values["identity"] = buyer_identity(draft.name, draft.country)
        refuse_namesake(one, values["identity"])
    else:
        values = {name: values[name] for name in (*ARRANGED, "goods")}
    changes = journal.apply_changes(one, values)
    if schedule.state is ScheduleState.PUBLISHED and changes.keys() & set(ARRANGED):
        raise Refused(FROZEN)
    if changes:
        one.revision += 1
        one.changed_at = now
        touch(schedule, now)
        details = {"participant": str(one.id), "fields": sorted(changes)}
        note("negotiations.participant_changed", schedule, actor, now, details)
        db.session.flush()
        resettle(schedule)


def refuse_namesake(one: Negotiator, identity: str) -> None:
    query = select(N.id).where(
        N.schedule_id == one.schedule_id, N.identity == identity, N.id != one.id
    )
    if db.session.scalar(query) is not None:
        raise Refused(THERE)


def refuse_unknown_seat(schedule_id: UUID, draft: NegotiatorDraft) -> None:
    tables = {room.number: room.tables for room in list_rooms(schedule_id)}
    if draft.hall is not None and (draft.table or 1) > tables.get(draft.hall, 0):
        raise Refused(NO_HALL)


@command
def remove_negotiator(negotiator_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Before publication a participant goes with wishes and meetings; later it withdraws."""
    one = get_negotiator(negotiator_id)
    schedule = locked(one.schedule_id)
    refuse_published(schedule)
    refuse_while_running(schedule.id)
    db.session.execute(delete(W).where(or_(W.wisher_id == one.id, W.about_id == one.id)))
    db.session.execute(delete(M).where(or_(M.first_id == one.id, M.second_id == one.id)))
    db.session.delete(one)
    touch(schedule, now)
    note("negotiations.participant_removed", schedule, actor, now, {"number": one.number})


def get_negotiator(negotiator_id: UUID) -> Negotiator:
    found = db.session.get(Negotiator, negotiator_id)
    if found is None:
        raise NotFound("no such participant")
    return found
