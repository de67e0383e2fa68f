"""The plan of a year on paper."""

from events.plan.documents.printed import plan_paper

__all__ = ["plan_paper"]
