"""The life of an event as a table, with the guards of each step. Pure.

A day before the last one cannot be the day of a held event; what is moved or cancelled says why.
Source: DOMAIN.md §§ 1.6, 2.7.
"""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from events.programme.rules.kinds import AHEAD, EventAction, EventState

NOT_OVER = Refusal(
    "not_over", N_("The event is not over yet. Record it as held on its last day or later.")
)
NOT_BEGUN = Refusal("not_begun", N_("The event has not begun yet. Change its dates first."))
NO_DATES = Refusal("no_dates", N_("Give the event its dates first."))
NO_REASON = Refusal("no_reason", N_("Say why: the reason is shown in the plan."))
NO_NEW_DATES = Refusal(
    "same_dates", N_("The new dates are those it has already. Give other dates, or none yet.")
)
NO_REPORT = Refusal("no_report", N_("Write the results of the event first, then publish them."))
NO_CALL = Refusal("no_call", N_("Describe the call for applications first: places and deadline."))
CALL_OVER = Refusal("call_over", N_("The deadline of the call has passed. Set a later one first."))


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What a step depends on; days are those of the place of the event."""

    today: date
    starts_on: date | None = None
    ends_on: date | None = None
    reason: str = ""
    has_new_dates: bool = True
    has_report: bool = False
    has_call: bool = False
    call_until: date | None = None


def has_dates(facts: EventFacts) -> Refusal | None:
    return None if facts.starts_on and facts.ends_on else NO_DATES


def has_begun(facts: EventFacts) -> Refusal | None:
    return NOT_BEGUN if facts.starts_on and facts.today < facts.starts_on else None


def is_over(facts: EventFacts) -> Refusal | None:
    return NOT_OVER if facts.ends_on and facts.today < facts.ends_on else None


def says_why(facts: EventFacts) -> Refusal | None:
    return None if facts.reason.strip() else NO_REASON


def to_other_dates(facts: EventFacts) -> Refusal | None:
    return None if facts.has_new_dates else NO_NEW_DATES


def has_report(facts: EventFacts) -> Refusal | None:
    return None if facts.has_report else NO_REPORT


def has_call(facts: EventFacts) -> Refusal | None:
    return None if facts.has_call else NO_CALL


def call_lasts(facts: EventFacts) -> Refusal | None:
    return CALL_OVER if facts.call_until and facts.call_until < facts.today else None


S, A = EventState, EventAction
BEFORE = frozenset({S.PLANNED, S.PREPARING, S.CALL_OPEN, S.CALL_CLOSED, S.MOVED})
LIFE_CYCLE: Workflow[EventState, EventAction, EventFacts] = Workflow(
    initial=S.PLANNED,
    steps={
        A.PREPARE: Step(frozenset({S.PLANNED, S.MOVED}), S.PREPARING),
        A.OPEN_CALL: Step(
            frozenset({S.PREPARING, S.CALL_CLOSED}), S.CALL_OPEN, (has_dates, has_call, call_lasts)
        ),
        A.CLOSE_CALL: Step(frozenset({S.CALL_OPEN}), S.CALL_CLOSED),
        A.BEGIN: Step(BEFORE - {S.CALL_OPEN}, S.UNDER_WAY, (has_dates, has_begun)),
        A.HOLD: Step(AHEAD - {S.CALL_OPEN}, S.HELD, (has_dates, is_over)),
        A.PUBLISH_REPORT: Step(frozenset({S.HELD}), S.REPORTED, (has_report,)),
        A.MOVE: Step(BEFORE, S.MOVED, (says_why, to_other_dates)),
        A.CANCEL: Step(AHEAD, S.CANCELLED, (says_why,)),
    },
)
