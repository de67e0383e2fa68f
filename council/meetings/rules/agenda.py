"""Rules of the agenda: what may stand on it, in which order, and the gate of reports. Pure.

The gate (Standard, instrument 5): a gated report is tabled only after the deputy chair approved
its current version. The schema holds the same by a CHECK; here are the words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import TypeVar

from core.kernel.errors import N_, Refusal, Refused
from council.meetings.rules.kinds import ItemKind, ItemState
from council.reports.rules import ReportState

T = TypeVar("T")
NOT_SUBMITTED = N_("Item %(number)s: the report has not been submitted for approval yet.")
WAITS = N_("Item %(number)s: the report waits for the decision of the deputy chair.")
RETURNED = N_("Item %(number)s: the deputy chair returned the report with remarks.")
WITHDRAWN = N_("Item %(number)s: the report was withdrawn. Choose another one or remove the item.")
NOT_APPROVED = N_("Item %(number)s: the current version of the report has no approval.")
BLOCKED_BY: dict[ReportState, tuple[str, str]] = {
    ReportState.DRAFT: ("report_not_submitted", NOT_SUBMITTED),
    ReportState.SUBMITTED: ("report_waits", WAITS),
    ReportState.RETURNED: ("report_returned", RETURNED),
    ReportState.WITHDRAWN: ("report_withdrawn", WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as the gate sees it; `number` is the one the page shows.

    `report_state` is None where no report is tabled.
    """

    number: int
    kind: ItemKind = ItemKind.OTHER
    state: ItemState = ItemState.ACCEPTED
    is_gated: bool = False
    is_approved: bool = False
    report_state: ReportState | None = None


def blocked_line(line: AgendaLine) -> Refusal | None:
    """Why the item may not stand on an agreed agenda; None if it may.

    A withdrawn report is never tabled; a gated one needs the approval of its current version.
    """
    if line.kind is ItemKind.REPORT and line.report_state is None:
        message = N_("Item %(number)s: choose the report that will be heard.")
        return Refusal("report_not_chosen", message, {"number": line.number})
    if line.report_state is ReportState.WITHDRAWN or (line.is_gated and not line.is_approved):
        code, message = BLOCKED_BY.get(
            line.report_state or ReportState.DRAFT, ("report_not_approved", NOT_APPROVED)
        )
        return Refusal(code, message, {"number": line.number})
    return None


def blocked_lines(lines: Iterable[AgendaLine]) -> tuple[Refusal, ...]:
    """Every blocked item with its reason, in the order of the agenda."""
    answers = (blocked_line(line) for line in lines)
    return tuple(answer for answer in answers if answer is not None)


def numbers_of(refusals: Sequence[Refusal]) -> str:
    """«1, 3»: the numbers of the items that the refusals speak of."""
    return ", ".join(str(refusal.values["number"]) for refusal in refusals)


def timetable(start: datetime, minutes: Sequence[int]) -> tuple[tuple[datetime, datetime], ...]:
    """From when to when each item is heard, one after the other without a break."""
    ends = accumulate(minutes, lambda at, length: at + timedelta(minutes=length), initial=start)
    return tuple(pairwise(ends))


def reordered(order: Sequence[T], item: T, place: int) -> tuple[T, ...]:
    """The order with `item` at `place`, counted from 1; raises `Refused` for what is not there."""
    if item not in order or not 1 <= place <= len(order):
        message = N_("There is no such place on the agenda. Open the page again.")
        raise Refused(Refusal("no_such_place", message))
    rest = [other for other in order if other != item]
    return (*rest[: place - 1], item, *rest[place - 1 :])


def control_text(lines: Sequence[str]) -> str:
    """The decision proposed for the control of assignments, filled from the open ones."""
    return "\n".join(lines)
