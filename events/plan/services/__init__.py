"""What people do with the annual plan: one intent a function."""

from events.plan.services.closing import close_year
from events.plan.services.deciding import decide_plans
from events.plan.services.drafting import begin_edition, copy_plan, discard_edition
from events.plan.services.importing import TableLine, import_lines
from events.plan.services.lines import (
    LineDraft,
    add_line,
    change_line,
    remove_line,
    restore_line,
)
from events.plan.services.tabling import table_edition, take_back

__all__ = [
    "LineDraft",
    "TableLine",
    "add_line",
    "begin_edition",
    "change_line",
    "close_year",
    "copy_plan",
    "decide_plans",
    "discard_edition",
    "import_lines",
    "remove_line",
    "restore_line",
    "table_edition",
    "take_back",
]
