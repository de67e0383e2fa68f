"""Figures of an event's result that slices above count: meetings that were held.

They register here how; what somebody typed is never counted anew.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

COUNTERS: list[Callable[[UUID], Mapping[str, int]]] = []


def register(count: Callable[[UUID], Mapping[str, int]]) -> None:
    """Ask `count` for figures of an event from now on."""
    if count not in COUNTERS:
        COUNTERS.append(count)


def counted_elsewhere(event_id: UUID) -> dict[str, int]:
    """Figures by name; one that nobody counts is missing."""
    return {name: value for count in COUNTERS for name, value in count(event_id).items()}
