"""The plan of a year on paper."""

from events.plan.documents.printed import plan_paper
from events.plan.documents.report import report_paper

__all__ = ["plan_paper", "report_paper"]
