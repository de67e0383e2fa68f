"""Figures of an event's result that are counted: contracts, companies, meetings that were held.

Slices above register here what they count; what somebody typed is never counted anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from events.programme.queries.participants import get_counters
from events.programme.queries.results import ResultRow, find_result, list_contracts
from events.programme.rules.results import counted

COUNTERS: list[Callable[[UUID], Mapping[str, int]]] = []


def register(count: Callable[[UUID], Mapping[str, int]]) -> None:
    """Ask `count` for figures of an event from now on."""
    if count not in COUNTERS:
        COUNTERS.append(count)


def counted_elsewhere(event_id: UUID) -> dict[str, int]:
    """Figures by name; one that nobody counts is missing."""
    return {name: value for count in COUNTERS for name, value in count(event_id).items()}


def counted_figures(event_id: UUID, currency: str) -> dict[str, int]:
    """From the lists: contracts and their sum; companies of the participants, meetings held."""
    found = counted([row.value for row in list_contracts(event_id)], currency)
    found |= counted_elsewhere(event_id)
    companies = get_counters(event_id).published["companies"]
    return found if companies is None else found | {"companies": companies}


def result_so_far(event_id: UUID) -> ResultRow:
    """The result as written; before anybody wrote it, the figures that are counted already."""
    row = find_result(event_id)
    figures: dict[str, Any] = {}
    if not row.revision:
        figures |= counted_figures(event_id, row.currency)
    return replace(row, **figures)
