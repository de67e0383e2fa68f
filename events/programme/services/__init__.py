"""What people do with single events: one function per intent, one transaction each."""

from events.programme.services.days import SessionDraft, add_session, remove_session
from events.programme.services.details import (
    EventDraft,
    add_unplanned,
    change_event,
    show_to_visitors,
)
from events.programme.services.outcomes import (
    PromiseDraft,
    add_promise,
    answer_outcome,
    ask_outcomes,
    change_promise,
    close_promise,
)
from events.programme.services.preparation import (
    TaskDraft,
    add_task,
    change_task,
    fill_checklist,
    mark_task,
    remove_task,
)
from events.programme.services.result_lines import (
    CostDraft,
    FeedbackDraft,
    add_cost,
    add_feedback,
    add_photos,
    remove_line,
)
from events.programme.services.results import ResultDraft, add_contract, save_result
from events.programme.services.steps import StepDraft, take_step

__all__ = [
    "CostDraft",
    "EventDraft",
    "FeedbackDraft",
    "PromiseDraft",
    "ResultDraft",
    "SessionDraft",
    "StepDraft",
    "TaskDraft",
    "add_contract",
    "add_cost",
    "add_feedback",
    "add_photos",
    "add_promise",
    "add_session",
    "add_task",
    "add_unplanned",
    "answer_outcome",
    "ask_outcomes",
    "change_event",
    "change_promise",
    "change_task",
    "close_promise",
    "fill_checklist",
    "mark_task",
    "remove_line",
    "remove_session",
    "remove_task",
    "save_result",
    "show_to_visitors",
    "take_step",
]
