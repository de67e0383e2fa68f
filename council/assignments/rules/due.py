"""Until when an assignment is due, and whether it is late. Pure.

"By 1 December" is kept on that day itself; the day after is late. What was done after its day is
done late, even though it is closed (DOMAIN.md § 2.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from council.assignments.rules.kinds import AssignmentState
from council.meetings.rules.kinds import DueKind

SOON = 5  # calendar days in which an assignment is said to be due soon


class Timeliness(StrEnum):
    """How an assignment stands against its due day, in the order in which lists offer it."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_WORK = "in_work"
    WAITS_FOR_RULING = "waits_for_ruling"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    TAKEN_OFF = "taken_off"


T = Timeliness
# Visitors read of one kind of work, whatever step of control it is at.
FOR_VISITORS: Mapping[Timeliness, Timeliness] = MappingProxyType(
    {each: T.IN_WORK if each in {T.DUE_SOON, T.WAITS_FOR_RULING} else each for each in T}
)
OPEN = frozenset({T.OVERDUE, T.DUE_SOON, T.IN_WORK, T.WAITS_FOR_RULING})


@dataclass(frozen=True, slots=True)
class Due:
    """The term as the minutes give it.

    `on` is the day of `DueKind.DATE`, and of `NEXT_MEETING` once that meeting has a date.
    """

    kind: DueKind
    on: date | None = None


def timeliness(
    state: AssignmentState, due: Due, *, done_on: date | None, today: date
) -> Timeliness:
    """How the assignment stands today.

    A report that waits for the secretary's ruling is not late by the waiting: the day on which
    the executor says it was done counts. What was closed without a report was taken off control.
    """
    if state is AssignmentState.REPORTED:
        return T.WAITS_FOR_RULING
    if state is AssignmentState.CLOSED:
        if done_on is None:
            return T.TAKEN_OFF
        return T.DONE_LATE if days_late(due, done_on=done_on, today=today) else T.DONE_IN_TIME
    if due.on is None:
        return T.IN_WORK
    if today > due.on:
        return T.OVERDUE
    return T.DUE_SOON if (due.on - today).days <= SOON else T.IN_WORK


def days_late(due: Due, *, done_on: date | None, today: date) -> int:
    """Calendar days after the due day; nought if not late."""
    return max(0, ((done_on or today) - due.on).days) if due.on else 0
