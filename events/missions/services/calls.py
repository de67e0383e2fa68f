"""Calls for applications: described, opened, closed; opening and closing are steps of the event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.missions.models import Call
from events.missions.queries.calls import (
    find_call_of,
    get_call,
    get_call_row,
    get_event,
    get_event_id,
)
from events.missions.rules.calls import CallFacts, call_refusals
from events.missions.services.places import fill_places
from events.missions.services.shared import today_of
from events.programme.models import Event, EventStep
from events.programme.queries.making import next_position
from events.programme.rules import LIFE_CYCLE, EventAction, EventFacts, EventState

IS_HIDDEN = Refusal(
    "hidden_event",
    N_("Visitors do not see this event yet. It needs an approved line of the plan first."),
)


CHANGED = Refusal(
    "call_changed", N_("The call was changed meanwhile. Open the page again, then change it.")
)


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call as typed; `revision` is that of the page, 0 for a new call."""

    facts: CallFacts
    revision: int = 0


@command
def describe_call(event_id: UUID, draft: CallDraft, *, actor: Viewer, now: datetime) -> UUID:
    """Write the call of an event, or change it; new places go to those who wait."""
    event = get_event(event_id, lock=True)
    call = find_call_of(event_id, lock=True)
    if call is None:
        return add_call(event, draft, actor, now)
    if draft.revision != call.revision:
        raise Stale(CHANGED)
    check(draft, event, call.taken)
    changes = journal.apply_changes(call, values_of(draft))
    if changes:
        call.revision += 1
        call.changed_at = now
        journal.record("call.changed", subject_id=call.id, actor=actor, at=now, details=changes)
    db.session.flush()
    fill_places(call, now)
    return call.id


def add_call(event: Event, draft: CallDraft, actor: Viewer, now: datetime) -> UUID:
    check(draft, event, 0)
    call = Call(id=uuid4(), event_id=event.id, created_at=now, changed_at=now, **values_of(draft))
    db.session.add(call)
    db.session.flush()
    journal.record("call.described", subject_id=call.id, actor=actor, at=now)
    return call.id


def check(draft: CallDraft, event: Event, taken: int) -> None:
    facts = draft.facts
    known = CallFacts(
        offer=facts.offer,
        payment=facts.payment,
        places=facts.places,
        last_day=facts.last_day,
        questions=facts.questions,
        criteria=facts.criteria,
        taken=taken,
        starts_on=event.starts_on,
    )
    if refusals := call_refusals(known):
        raise Refused(*refusals)


def values_of(draft: CallDraft) -> dict[str, object]:
    facts = draft.facts
    return {
        "offer": facts.offer,
        "payment": facts.payment,
        "offer_english": facts.offer_english,
        "payment_english": facts.payment_english,
        "places": facts.places,
        "last_day": facts.last_day,
        "questions": list(facts.questions),
        "criteria": list(facts.criteria),
    }


@command
def open_call(call_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take applications from now on; an event in no preparation yet is in preparation too."""
    event, call = locked_with_event(call_id)
    if not get_call_row(call_id).is_visible:
        raise Refused(IS_HIDDEN)
    if event.state in {EventState.PLANNED, EventState.MOVED}:
        step(event, EventAction.PREPARE, call, actor, now)
    step(event, EventAction.OPEN_CALL, call, actor, now)
    journal.record("call.opened", subject_id=call.id, actor=actor, at=now)


@command
def close_call(call_id: UUID, *, actor: Viewer, now: datetime) -> None:
    event, call = locked_with_event(call_id)
    step(event, EventAction.CLOSE_CALL, call, actor, now)
    journal.record("call.closed", subject_id=call.id, actor=actor, at=now)


def locked_with_event(call_id: UUID) -> tuple[Event, Call]:
    """First the event, as its own steps do, then its call: two that wait for each other end."""
    event = get_event(get_event_id(call_id), lock=True)
    return event, get_call(call_id, lock=True)


def step(event: Event, action: EventAction, call: Call, actor: Viewer, now: datetime) -> None:
    """One step of the event's life, noted where all its steps stand."""
    day = today_of(now)
    facts = EventFacts(
        today=day,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        has_call=True,
        call_until=call.last_day,
    )
    event.state = LIFE_CYCLE.advance(action, event.state, facts)
    event.state_reason = ""
    event.changed_at = now
    event.revision += 1
    db.session.add(
        EventStep(
            event_id=event.id,
            position=next_position(event.id),
            action=action,
            day=day,
            actor_name=actor.name,
            at=now,
        )
    )
    db.session.flush()
