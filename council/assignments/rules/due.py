"""Until when an assignment is due, and whether it is late. Pure.

"By 1 December" is kept on that day itself; the day after is late. What was done after its day is
done late, even though it is closed (DOMAIN.md § 2.4).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council.assignments.rules.kinds import AssignmentState
from council.meetings.rules.kinds import DueKind

SOON = 5  # calendar days in which an assignment is said to be due soon


class Timeliness(StrEnum):
    """How an assignment stands against its due day."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_WORK = "in_work"
    WAITS_FOR_RULING = "waits_for_ruling"


@dataclass(frozen=True, slots=True)
class Due:
    """The term as the minutes give it; `on` belongs to `DueKind.DATE` alone."""

    kind: DueKind
    on: date | None = None


def timeliness(
    state: AssignmentState, due: Due, *, done_on: date | None, today: date
) -> Timeliness:
    """How the assignment stands today.

    A report that waits for the secretary's ruling is not late by the waiting: the day on which
    the executor says it was done counts.
    """
    is_late = due.on is not None and (done_on or today) > due.on
    if state is AssignmentState.CLOSED:
        return Timeliness.DONE_LATE if done_on and is_late else Timeliness.DONE_IN_TIME
    if is_late:
        return Timeliness.OVERDUE
    if state is AssignmentState.REPORTED:
        return Timeliness.WAITS_FOR_RULING
    if due.on is not None and (due.on - today).days <= SOON:
        return Timeliness.DUE_SOON
    return Timeliness.IN_WORK


def days_late(due: Due, *, done_on: date | None, today: date) -> int:
    """Calendar days after the due day; nought if not late."""
    return max(0, ((done_on or today) - due.on).days) if due.on else 0


def due_words(due: Due) -> date | DueKind:
    """The day, or the word that stands for it."""
    return due.on if due.on is not None else due.kind
