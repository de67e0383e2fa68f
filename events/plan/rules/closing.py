"""Closing a year: its final figure is kept with its day and never counted again. Pure.

Closed once, after the last day of the year, when every event of the edition in force is either
held or not and no amendment is in work. Source: DOMAIN.md § 1.6 (execution in the reporting year).
"""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal

NOT_IN_FORCE = Refusal("not_in_force", N_("The council has approved no plan for this year."))
CLOSED = Refusal("year_closed", N_("The year is closed: its plan and its figure stay as they are."))
IN_WORK = Refusal(
    "edition_in_work",
    N_("An amendment is in work. Let the council decide it, or give it up first."),
)


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What closing depends on. `unmarked`: events that ended, and nobody said whether held."""

    year: int
    today: date
    is_decided: bool = True
    has_edition_in_work: bool = False
    unmarked: int = 0
    is_closed: bool = False


def closing_refusals(facts: ClosingFacts) -> tuple[Refusal, ...]:
    """Every reason why the year cannot be closed now; empty if it can."""
    if facts.is_closed:
        return (CLOSED,)
    found = [] if facts.is_decided else [NOT_IN_FORCE]
    if facts.today.year <= facts.year:
        found.append(not_over(facts.year))
    if facts.has_edition_in_work:
        found.append(IN_WORK)
    if facts.unmarked:
        found.append(unmarked(facts.unmarked))
    return tuple(found)


def not_over(year: int) -> Refusal:
    message = N_("The year is not over yet: it can be closed from 1 January %(next)s on.")
    return Refusal("year_not_over", message, {"next": year + 1})


def unmarked(count: int) -> Refusal:
    message = N_(
        "Say of every event whether it was held: events that ended and were not recorded: "
        "%(count)s."
    )
    return Refusal("unmarked_events", message, {"count": count})
