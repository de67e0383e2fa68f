"""Visitors of open meetings: who may still apply, the life of an application, the list. Pure.

confirmed or waiting -> cancelled by the visitor, declined by the secretary; a seat that falls free
goes to the first who waits. Sources: DOMAIN.md §§ 1.5, 2.1 (public), 4.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workdays import Deadline, WorkCalendar
from core.kernel.workflow import Step, Workflow
from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.meetings.rules.states import BEFORE
from council.membership.rules.procedure import Procedure

MOST_PER_HOUR = 10
MOST_SEATS = 5_000


class ApplicationAction(StrEnum):
    CONFIRM = "confirm"
    CANCEL = "cancel"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Admission:
    """What decides whether a visitor may still apply; days are those of the meeting's place."""

    state: MeetingState
    form: MeetingForm
    is_open: bool
    last_day: date
    today: date


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What decides on a step; `is_over` says that the meeting has begun or was called off."""

    is_over: bool = False
    reason: str = ""


def last_day_to_apply(day: date, procedure: Procedure, calendar: WorkCalendar) -> Deadline:
    """The last day on which an application is taken, by working days before the meeting."""
    return calendar.deadline_before(day, procedure.visitor_days)


CLOSED_STATES = {
    MeetingState.CANCELLED: Refusal(
        "cancelled", N_("The meeting was cancelled. Choose another meeting.")
    ),
    MeetingState.POSTPONED: Refusal(
        "postponed", N_("The meeting is postponed. Apply when its new date has been set.")
    ),
}


def admission_refusal(facts: Admission) -> Refusal | None:
    """Why no application is taken now, the weightiest reason first; None if it is."""
    if facts.form is MeetingForm.ABSENTEE:
        return Refusal(
            "absentee", N_("This is a vote without a meeting: there is nowhere to come.")
        )
    if not facts.is_open:
        return Refusal("not_open", N_("This meeting is held without visitors."))
    if facts.state not in BEFORE:
        begun = Refusal("begun", N_("The meeting has begun or is over."))
        return CLOSED_STATES.get(facts.state, begun)
    if facts.today > facts.last_day:
        message = N_("Applications were taken until %(day)s. Read the minutes here afterwards.")
        return Refusal("too_late", message, {"day": facts.last_day})
    return None


def meeting_is_ahead(facts: ApplicationFacts) -> Refusal | None:
    if not facts.is_over:
        return None
    return Refusal(
        "meeting_over", N_("The meeting has begun or was called off: nothing to change.")
    )


def reason_is_given(facts: ApplicationFacts) -> Refusal | None:
    if facts.reason.strip():
        return None
    return Refusal("no_reason", N_("Write the reason: the visitor reads it on their page."))


S, A = ApplicationState, ApplicationAction
LIVE = frozenset({S.CONFIRMED, S.WAITING})
LIFE_CYCLE: Workflow[ApplicationState, ApplicationAction, ApplicationFacts] = Workflow(
    initial=S.WAITING,
    steps={
        A.CONFIRM: Step(frozenset({S.WAITING}), S.CONFIRMED, (meeting_is_ahead,)),
        A.CANCEL: Step(LIVE, S.CANCELLED, (meeting_is_ahead,)),
        A.DECLINE: Step(LIVE, S.DECLINED, (meeting_is_ahead, reason_is_given)),
    },
)


def is_over(state: MeetingState) -> bool:
    """Nothing changes in the list from the beginning of the meeting on; a postponed one waits."""
    return state not in BEFORE and state is not MeetingState.POSTPONED


def seats_refusal(seats: int, taken: int) -> Refusal | None:
    """Why the hall cannot have so many seats for visitors."""
    if seats < taken:
        message = N_("Seats given to visitors already: %(taken)s. Leave at least that many.")
        return Refusal("seats_taken", message, {"taken": taken})
    if seats > MOST_SEATS:
        message = N_("A hall has at most %(most)s seats for visitors. Check the number.")
        return Refusal("too_many_seats", message, {"most": MOST_SEATS})
    return None


def limit_refusal(earlier: int) -> Refusal | None:
    """Why an address that applied so often within an hour has to wait."""
    if earlier < MOST_PER_HOUR:
        return None
    return Refusal(
        "too_many_applications",
        N_("Too many applications came from your network address. Try again in an hour."),
    )


def place_in_list(waiting: Sequence[object], application: object) -> int | None:
    """The place on the waiting list from 1; None for one that does not wait."""
    return waiting.index(application) + 1 if application in waiting else None
