"""What a decision must have: a text, a day where one is meant, somebody who acts. Pure."""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from council.meetings.rules.kinds import DecisionKind, DueKind


@dataclass(frozen=True, slots=True)
class Terms:
    """A decision as it is checked; `executors` is their number."""

    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    executors: int


def text_is_written(terms: Terms) -> Refusal | None:
    if terms.text.strip():
        return None
    return Refusal("resolution_empty", N_("Write what was decided."))


def day_is_given(terms: Terms) -> Refusal | None:
    if terms.due_kind is not DueKind.DATE or terms.due_on is not None:
        return None
    return Refusal("no_due_day", N_("Enter the day until which it is to be done."))


def somebody_is_charged(terms: Terms) -> Refusal | None:
    """An assignment is somebody's: without an executor nobody could be asked about it."""
    if terms.kind is not DecisionKind.ASSIGNMENT or terms.executors:
        return None
    return Refusal("no_executor", N_("Name who carries out the assignment."))


GUARDS = (text_is_written, day_is_given, somebody_is_charged)


def resolution_refusals(terms: Terms) -> tuple[Refusal, ...]:
    answers = (guard(terms) for guard in GUARDS)
    return tuple(answer for answer in answers if answer is not None)
