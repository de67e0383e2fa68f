"""Rules of reports: kinds, life cycle, the gate and its deadline, periods, duties. Pure.

One matter a file; the names that other slices use are handed on here.
"""

from council.reports.rules.checks import (
    Check,
    CheckLevel,
    Hearings,
    half_year_check,
    interim_check,
    plan_check,
    programme_check,
    programme_periods,
)
from council.reports.rules.gate import (
    Waiting,
    blocked_because,
    is_visible,
    needs_approval,
    waiting,
)
from council.reports.rules.kinds import (
    Decision,
    PeriodKind,
    ReportAction,
    ReportKind,
    ReportState,
)
from council.reports.rules.life_cycle import LIFE_CYCLE, Ruling, heard
from council.reports.rules.periods import Period

__all__ = [
    "LIFE_CYCLE",
    "Check",
    "CheckLevel",
    "Decision",
    "Hearings",
    "Period",
    "PeriodKind",
    "ReportAction",
    "ReportKind",
    "ReportState",
    "Ruling",
    "Waiting",
    "blocked_because",
    "half_year_check",
    "heard",
    "interim_check",
    "is_visible",
    "needs_approval",
    "plan_check",
    "programme_check",
    "programme_periods",
    "waiting",
]
