"""Rules of assignments: their life, their due day and who may do what. Pure.

One matter a file; the names that other slices use are handed on here.
"""

from council.assignments.rules.due import Due, Timeliness, due_words, timeliness
from council.assignments.rules.kinds import AssignmentAction, AssignmentState, Ruling
from council.assignments.rules.life_cycle import LIFE_CYCLE, Facts

__all__ = [
    "LIFE_CYCLE",
    "AssignmentAction",
    "AssignmentState",
    "Due",
    "Facts",
    "Ruling",
    "Timeliness",
    "due_words",
    "timeliness",
]
