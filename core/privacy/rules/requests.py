"""Requests of people about their own data: what for, and by which day they are answered. Pure.

152-ФЗ, art. 14 and 20: ten working days in the present wording, thirty days in the one before.
Which one holds is for the operator's lawyer, so the term is a setting (PERSONAL_DATA_ANSWER).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal, Refused
from core.kernel.workdays import AnswerTerm, WorkCalendar

LATE = 3  # days left from which a request is pressing
NOT_YET = Refusal("received_ahead", N_("The request cannot have come on a day still ahead."))
ANSWERED_AHEAD = Refusal("answered_ahead", N_("Enter the day of the answer once it was given."))
ANSWERED_BEFORE = Refusal(
    "answered_before", N_("The answer cannot be given before the request has come.")
)
ANSWERED = Refusal("answered_already", N_("This request was answered already."))


class RequestKind(StrEnum):
    """What somebody asks for."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    WITHDRAWAL = "withdrawal"
    OTHER = "other"


class Urgency(StrEnum):
    """How a request stands on a day."""

    CALM = "calm"
    PRESSING = "pressing"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Answer:
    """When and how a request was answered."""

    on: date
    text: str


def due_day(received_on: date, term: AnswerTerm, calendar: WorkCalendar) -> date:
    """The last day for the answer; the day on which the request came never counts."""
    if term.is_working:
        return calendar.after(received_on, term.days)
    return received_on + timedelta(days=term.days)


def demand_received(received_on: date, today: date) -> None:
    if received_on > today:
        raise Refused(NOT_YET)


def demand_answerable(
    received_on: date, answered_on: date | None, given_on: date, today: date
) -> None:
    """Raise `Refused` unless the request waits and the day of its answer can be true."""
    if answered_on is not None:
        raise Refused(ANSWERED)
    if given_on > today:
        raise Refused(ANSWERED_AHEAD)
    if given_on < received_on:
        raise Refused(ANSWERED_BEFORE)


def urgency(due_on: date, answered_on: date | None, today: date) -> Urgency:
    """The countdown in one word; of an answered request whether it was in time is told by days."""
    if answered_on is not None:
        return Urgency.DONE
    left = (due_on - today).days
    if left < 0:
        return Urgency.OVERDUE
    if left == 0:
        return Urgency.LAST_DAY
    return Urgency.PRESSING if left <= LATE else Urgency.CALM
