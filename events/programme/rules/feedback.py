"""Feedback by the link of an event: when it is taken, and from whom no more. Pure."""

from datetime import date, timedelta

from core.kernel.errors import N_, Refusal
from events.programme.rules.kinds import WITH_RESULTS, EventState

OPEN_FOR = timedelta(days=90)
MOST_ANSWERS = 500  # for one event by its link

CLOSED = Refusal(
    "feedback_closed", N_("Feedback is taken from the first day of the event for 90 days after it.")
)
TOO_MANY = Refusal(
    "too_many_answers", N_("No more feedback is taken here. Write to the organisers.")
)
NO_COMPANY = Refusal("no_company", N_("Name your company or organisation."))
NOT_ALLOWED = Refusal(
    "not_allowed", N_("The company did not allow to quote it, or wrote no words.")
)


def is_taken(state: EventState, ends_on: date | None, today: date) -> bool:
    """Whether the link of the event takes answers on that day."""
    return state in WITH_RESULTS and ends_on is not None and today <= ends_on + OPEN_FOR
