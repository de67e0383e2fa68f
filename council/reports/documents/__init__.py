"""A report and its approval sheet as papers: a record in, a `Paper` out. Pure; see rules.papers."""

from council.reports.documents.approval import approval_sheet
from council.reports.documents.text import report_text

__all__ = ["approval_sheet", "report_text"]
