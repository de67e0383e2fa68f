"""What people do with single events: one function per intent, one transaction each."""

from events.programme.services.details import (
    EventDraft,
    add_unplanned,
    change_event,
    show_to_visitors,
)
from events.programme.services.preparation import (
    TaskDraft,
    add_task,
    change_task,
    fill_checklist,
    mark_task,
    remove_task,
)
from events.programme.services.steps import StepDraft, take_step

__all__ = [
    "EventDraft",
    "StepDraft",
    "TaskDraft",
    "add_task",
    "add_unplanned",
    "change_event",
    "change_task",
    "fill_checklist",
    "mark_task",
    "remove_task",
    "show_to_visitors",
    "take_step",
]
