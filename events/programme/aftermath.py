"""What else happens when an event is moved or cancelled: steps that slices above hand in.

They run in the transaction that changes the event, in the order of registration: all or nothing.
events/part.py registers them; this slice knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.programme.models import Event
from events.programme.rules.days import EventDays
from events.words import Venue


@dataclass(frozen=True, slots=True)
class EventTurn:
    """An event that is held on other days than it was, or, without `new`, not at all."""

    event_id: UUID
    reason: str
    old: EventDays
    new: EventDays | None
    at: datetime
    venue: Venue | None = None

    @property
    def is_off(self) -> bool:
        return self.new is None


def days_of(event: Event) -> EventDays:
    return EventDays.of((event.starts_on, event.ends_on), event.month, event.year)


Step = Callable[[EventTurn], None]
steps: list[Step] = []


def register(step: Step) -> None:
    """Add a step; a step is added once however often it is named."""
    if step not in steps:
        steps.append(step)


def run(turn: EventTurn) -> None:
    """Nothing happens where the days are what they were."""
    if turn.new != turn.old:
        for step in steps:
            step(turn)
