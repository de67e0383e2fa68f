"""What the life of an event has to know of its call for applications.

Calls belong to events.missions, a slice above: it registers here how one is found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CallFacts:
    """There is a call; `until` is its last day."""

    until: date | None


FINDERS: list[Callable[[UUID], CallFacts | None]] = []


def register(find: Callable[[UUID], CallFacts | None]) -> None:
    """Ask `find` for the call of an event from now on."""
    if find not in FINDERS:
        FINDERS.append(find)


def find_call(event_id: UUID) -> CallFacts | None:
    return next((call for find in FINDERS if (call := find(event_id)) is not None), None)
