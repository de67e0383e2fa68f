"""The steps of an event's life: each by the table, remembered with its reason, day and person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from events.programme import aftermath
from events.programme.aftermath import EventTurn, days_of
from events.programme.models import Event, EventResult, EventStep
from events.programme.queries.calls import find_call
from events.programme.queries.choices import venue_of
from events.programme.queries.making import next_position
from events.programme.rules import LIFE_CYCLE, EventAction, EventFacts
from events.programme.services.shared import lock_current, note

WITH_REASON = frozenset({EventAction.MOVE, EventAction.CANCEL})
LONGEST = 60  # days
BAD_DAYS = Refusal(
    "bad_days", N_("The last day is before the first one, or more than 60 days after it.")
)
NO_FIRST_DAY = Refusal("no_first_day", N_("Give the first day too."))


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as asked for; days only of a move, none of them meaning "not known yet"."""

    action: EventAction
    revision: int
    reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.starts_on


@command
def take_step(event_id: UUID, draft: StepDraft, *, actor: Viewer, now: datetime) -> None:
    """Advance the event by the table; raises `Refused` with every reason, or `Stale`."""
    event = lock_current(event_id, draft.revision)
    check_days(draft)
    facts = facts_of(event, draft, now=now)
    state = LIFE_CYCLE.advance(draft.action, event.state, facts)
    db.session.add(step_of(event, draft, facts.today, actor=actor, now=now))
    old = days_of(event)
    if draft.action in WITH_REASON:
        event.state_reason = draft.reason.strip()
    event.state = state
    if draft.action is EventAction.MOVE:
        event.starts_on, event.ends_on, event.month = draft.starts_on, draft.last_day, None
    if draft.action is EventAction.PUBLISH_REPORT:
        publish_result(event_id, now=now)
    details = {"action": draft.action, "reason": draft.reason}
    note(event, "event.step_taken", actor=actor, now=now, details=details)
    if draft.action in WITH_REASON:
        new = days_of(event) if draft.action is EventAction.MOVE else None
        turn = EventTurn(event_id, event.state_reason, old, new, now, venue_of(event))
        aftermath.run(turn)


def check_days(draft: StepDraft) -> None:
    if draft.ends_on and not draft.starts_on:
        raise Refused(NO_FIRST_DAY)
    if draft.starts_on and draft.last_day:
        length = (draft.last_day - draft.starts_on).days
        if not 0 <= length < LONGEST:
            raise Refused(BAD_DAYS)


def facts_of(event: Event, draft: StepDraft, *, now: datetime) -> EventFacts:
    call = find_call(event.id)
    summary = db.session.scalar(select(EventResult.summary).where(EventResult.event_id == event.id))
    return EventFacts(
        today=local(now, event.zone).date(),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        reason=draft.reason,
        has_new_dates=has_new_days(event, draft),
        has_report=bool(summary),
        has_call=call is not None,
        call_until=call.until if call else None,
    )


def has_new_days(event: Event, draft: StepDraft) -> bool:
    """No days yet are new for an event that has days or a month."""
    if draft.starts_on is None and event.starts_on is None:
        return event.month is not None
    return (draft.starts_on, draft.last_day) != (event.starts_on, event.ends_on)


def step_of(
    event: Event, draft: StepDraft, day: date, *, actor: Viewer, now: datetime
) -> EventStep:
    is_move = draft.action is EventAction.MOVE
    return EventStep(
        event_id=event.id,
        position=next_position(event.id),
        action=draft.action,
        day=day,
        reason=draft.reason.strip(),
        old_starts_on=event.starts_on if is_move else None,
        old_ends_on=event.ends_on if is_move else None,
        actor_name=actor.name,
        at=now,
    )


def publish_result(event_id: UUID, *, now: datetime) -> None:
    result = db.session.get_one(EventResult, event_id)
    result.published_at = now
    result.revision += 1
