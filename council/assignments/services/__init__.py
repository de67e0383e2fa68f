"""What people do with assignments: one function per intent, one transaction each."""

from council.assignments.services.control import (
    Extended,
    Verdict,
    close_assignment,
    extend_assignment,
    reopen_assignment,
    rule_on_report,
)
from council.assignments.services.reporting import Execution, report_execution

__all__ = [
    "Execution",
    "Extended",
    "Verdict",
    "close_assignment",
    "extend_assignment",
    "reopen_assignment",
    "report_execution",
    "rule_on_report",
]
