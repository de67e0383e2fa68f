"""What people do with single events: one function per intent, one transaction each."""

from events.programme.services.days import (
    SessionDraft,
    raise_session,
    remove_session,
    save_session,
)
from events.programme.services.details import (
    EventDraft,
    add_unplanned,
    change_event,
    show_to_visitors,
)
from events.programme.services.hearings import (
    HearingDraft,
    RemarkDraft,
    raise_hearing,
    remove_hearing,
    remove_remark,
    save_commission,
    save_hearing,
    save_remark,
)
from events.programme.services.organisers import (
    OrganiserDraft,
    raise_organiser,
    remove_organiser,
    save_organiser,
)
from events.programme.services.outcomes import (
    PromiseDraft,
    add_promise,
    answer_outcome,
    ask_outcomes,
    change_promise,
    close_promise,
)
from events.programme.services.participants import (
    CountersDraft,
    publish_counters,
    remove_participant,
    save_participant,
)
from events.programme.services.photos import PhotoDraft, add_photos, change_photo, raise_photo
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
    answer_feedback,
    remove_line,
    show_contract,
    show_feedback,
)
from events.programme.services.results import ResultDraft, add_contract, save_result
from events.programme.services.steps import StepDraft, take_step

__all__ = [
    "CostDraft",
    "CountersDraft",
    "EventDraft",
    "FeedbackDraft",
    "HearingDraft",
    "OrganiserDraft",
    "PhotoDraft",
    "PromiseDraft",
    "RemarkDraft",
    "ResultDraft",
    "SessionDraft",
    "StepDraft",
    "TaskDraft",
    "add_contract",
    "add_cost",
    "add_feedback",
    "add_photos",
    "add_promise",
    "add_task",
    "add_unplanned",
    "answer_feedback",
    "answer_outcome",
    "ask_outcomes",
    "change_event",
    "change_photo",
    "change_promise",
    "change_task",
    "close_promise",
    "fill_checklist",
    "mark_task",
    "publish_counters",
    "raise_hearing",
    "raise_organiser",
    "raise_photo",
    "raise_session",
    "remove_hearing",
    "remove_line",
    "remove_organiser",
    "remove_participant",
    "remove_remark",
    "remove_session",
    "remove_task",
    "save_commission",
    "save_hearing",
    "save_organiser",
    "save_participant",
    "save_remark",
    "save_result",
    "save_session",
    "show_contract",
    "show_feedback",
    "show_to_visitors",
    "take_step",
]
