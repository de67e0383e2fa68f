"""When the year's plan is in danger, as a duty of those who answer for it. Pure.

The fact is the verdict with its figures: the same figures are told once, others anew. An empty
edition cannot be decided, so nothing is told of one. Source: DOMAIN.md § 1.6.
"""

from datetime import date
from uuid import UUID

from council.reminders.rules import Duty, DutyKind
from events.plan.rules.completion import Completion, Verdict

TOLD = {Verdict.TIGHT: DutyKind.PLAN_TIGHT, Verdict.OUT_OF_REACH: DutyKind.PLAN_LOST}


def danger_of(plan_id: UUID, year: int, figures: Completion) -> Duty | None:
    """The warning of a year, until its last day; None while the threshold is safe or reached."""
    matter = TOLD.get(figures.verdict)
    if matter is None:
        return None
    details = {
        "year": str(year),
        "planned": str(figures.planned),
        "held": str(figures.held),
        "needed": str(figures.needed),
        "left": str(figures.still_possible),
    }
    mark = f"{figures.planned}-{figures.needed}-{figures.forecast}"
    return Duty(matter, plan_id, date(year, 12, 31), mark=mark, details=details)
