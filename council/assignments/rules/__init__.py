"""Rules of assignments: their life, their due day and who may do what. Pure.

One matter a file; the names that other slices use are handed on here.
"""

from council.assignments.rules.due import (
    FOR_VISITORS,
    OPEN,
    Due,
    Timeliness,
    days_late,
    timeliness,
)
from council.assignments.rules.kinds import AssignmentAction, AssignmentState, Ruling
from council.assignments.rules.life_cycle import GOES_ON, LIFE_CYCLE, Facts
from council.assignments.rules.numbering import full_number
from council.assignments.rules.reading import Reader, is_visible

__all__ = [
    "FOR_VISITORS",
    "GOES_ON",
    "LIFE_CYCLE",
    "OPEN",
    "AssignmentAction",
    "AssignmentState",
    "Due",
    "Facts",
    "Reader",
    "Ruling",
    "Timeliness",
    "days_late",
    "full_number",
    "is_visible",
    "timeliness",
]
