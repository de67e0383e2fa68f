"""The approval sheet as a paper: a record in, a `Paper` out. Pure; see rules.papers."""

from council.reports.documents.approval import approval_sheet

__all__ = ["approval_sheet"]
