"""Every SELECT on single events; each file a page or a part of their lives."""

from events.programme.queries.events import (
    EventHead,
    EventRow,
    StepRow,
    find_turn,
    get_event,
    list_event_years,
    list_events,
    list_steps,
    lock_event,
    was_moved,
)
from events.programme.queries.preparation import TaskRow, list_open_tasks, list_tasks
from events.programme.queries.visibility import visible, was_approved

__all__ = [
    "EventHead",
    "EventRow",
    "StepRow",
    "TaskRow",
    "find_turn",
    "get_event",
    "list_event_years",
    "list_events",
    "list_open_tasks",
    "list_steps",
    "list_tasks",
    "lock_event",
    "visible",
    "was_approved",
    "was_moved",
]
