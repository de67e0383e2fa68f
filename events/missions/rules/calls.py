"""Calls for applications: what a good one says, and whether it takes applications now. Pure."""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from core.kernel.typography import clean_spaces
from events.programme.rules import EventState

MOST_PLACES = 10_000
MOST_QUESTIONS = 10
LONGEST_QUESTION = 300
BEFORE = frozenset(
    {EventState.PLANNED, EventState.PREPARING, EventState.CALL_OPEN, EventState.CALL_CLOSED}
    | {EventState.MOVED}
)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call as typed, beside its event and the places given already."""

    offer: str
    payment: str
    places: int
    last_day: date
    questions: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    taken: int = 0
    starts_on: date | None = None
    offer_english: str = ""
    payment_english: str = ""


def read_lines(text: str) -> tuple[str, ...]:
    """Questions or criteria, one on each line, each once."""
    return tuple(
        dict.fromkeys(filter(None, (clean_spaces(each).strip() for each in text.splitlines())))
    )


def call_refusals(facts: CallFacts) -> tuple[Refusal, ...]:
    """Everything that a call must not be."""
    found = (
        places_refusal(facts.places, facts.taken),
        day_refusal(facts),
        lines_refusal("questions", facts.questions),
        lines_refusal("criteria", facts.criteria),
    )
    return tuple(each for each in found if each is not None)


def places_refusal(places: int, taken: int) -> Refusal | None:
    if not 0 < places <= MOST_PLACES:
        message = N_("A call has from 1 to %(most)s places.")
        return Refusal("places", message, {"most": MOST_PLACES})
    if places < taken:
        message = N_("Places given to companies already: %(taken)s. Leave at least that many.")
        return Refusal("places_taken", message, {"taken": taken})
    return None


def day_refusal(facts: CallFacts) -> Refusal | None:
    if facts.starts_on is None or facts.last_day < facts.starts_on:
        return None
    return Refusal("late_deadline", N_("The last day for applications is before the event."))


def lines_refusal(code: str, lines: tuple[str, ...]) -> Refusal | None:
    if len(lines) > MOST_QUESTIONS or any(len(each) > LONGEST_QUESTION for each in lines):
        message = N_("At most %(lines)s lines of %(characters)s characters each, please.")
        return Refusal(code, message, {"lines": MOST_QUESTIONS, "characters": LONGEST_QUESTION})
    return None


def is_taking(state: EventState, last_day: date, today: date) -> bool:
    """Whether applications are taken: the call is open and its last day is not over."""
    return state is EventState.CALL_OPEN and today <= last_day


def has_begun(state: EventState, starts_on: date | None, today: date) -> bool:
    """From the first day of the event on, or once it was cancelled, nothing is chosen any more."""
    return state not in BEFORE or (starts_on is not None and starts_on <= today)
