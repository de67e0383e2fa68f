"""Lists of assignments as papers: a record in, a `Paper` out. Pure; see rules.papers."""

from council.assignments.documents.listing import assignment_list

__all__ = ["assignment_list"]
