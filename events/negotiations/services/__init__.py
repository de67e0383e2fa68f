"""What is done with schedules of negotiations, one transaction for each intent."""

from events.negotiations.services.arranging import (
    FrameDraft,
    HallDraft,
    VoiceDraft,
    add_interpreters,
    begin_schedule,
    clear_timetable,
    frame_schedule,
    keep_hall,
    remove_hall,
    remove_interpreter,
)
from events.negotiations.services.editing import (
    Edit,
    Preview,
    change_timetable,
    let_in_again,
    lock_meeting,
    preview_change,
)
from events.negotiations.services.moving import DaysDraft, move_schedule, preview_days
from events.negotiations.services.people import (
    add_buyer,
    add_company,
    change_negotiator,
    remove_negotiator,
    take_exporters,
)
from events.negotiations.services.publishing import publish_schedule
from events.negotiations.services.running import cancel_run, start_run
from events.negotiations.services.shared import page_of, token_of, wishes_page_of
from events.negotiations.services.steps import ask_wishes, close_wishes
from events.negotiations.services.wishing import (
    MatrixRow,
    enter_matrix,
    enter_wishes,
    give_wishes,
)

__all__ = [
    "DaysDraft",
    "Edit",
    "FrameDraft",
    "HallDraft",
    "MatrixRow",
    "Preview",
    "VoiceDraft",
    "add_buyer",
    "add_company",
    "add_interpreters",
    "ask_wishes",
    "begin_schedule",
    "cancel_run",
    "change_negotiator",
    "change_timetable",
    "clear_timetable",
    "close_wishes",
    "enter_matrix",
    "enter_wishes",
    "frame_schedule",
    "give_wishes",
    "keep_hall",
    "let_in_again",
    "lock_meeting",
    "move_schedule",
    "page_of",
    "preview_change",
    "preview_days",
    "publish_schedule",
    "remove_hall",
    "remove_interpreter",
    "remove_negotiator",
    "start_run",
    "take_exporters",
    "token_of",
    "wishes_page_of",
]
