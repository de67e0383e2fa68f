"""Every SELECT of the annual plan; what other slices use is handed on here."""

from events.plan.queries.editions import (
    EditionRow,
    PlanHead,
    find_decided,
    find_edition_of_day,
    find_in_force,
    find_plan,
    get_edition,
    list_decided,
    list_editions,
    list_events_of_editions,
    list_years,
)
from events.plan.queries.lines import LineRow, list_lines, list_removed, list_unplanned

__all__ = [
    "EditionRow",
    "LineRow",
    "PlanHead",
    "find_decided",
    "find_edition_of_day",
    "find_in_force",
    "find_plan",
    "get_edition",
    "list_decided",
    "list_editions",
    "list_events_of_editions",
    "list_lines",
    "list_removed",
    "list_unplanned",
    "list_years",
]
