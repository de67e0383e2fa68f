"""Rules of reminders: duties, the table of kinds, moments, the plan of a day. Pure."""

from council.reminders.rules.duties import (
    OF_A_MEETING,
    OF_THE_PLAN,
    Circumstances,
    Duty,
    DutyKind,
    Who,
    fact_of,
)
from council.reminders.rules.kinds import RULES, ReminderKind, Rule
from council.reminders.rules.planner import plan

__all__ = [
    "OF_A_MEETING",
    "OF_THE_PLAN",
    "RULES",
    "Circumstances",
    "Duty",
    "DutyKind",
    "ReminderKind",
    "Rule",
    "Who",
    "fact_of",
    "plan",
]
