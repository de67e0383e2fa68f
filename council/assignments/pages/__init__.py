"""What the pages about assignments show: frozen plain values, nothing left to load."""

from council.assignments.pages.assignment import AssignmentPage, Seen, StepPage
from council.assignments.pages.filters import Choosing, Wanted
from council.assignments.pages.listing import ListPage, by_assignment, list_page, pages_of
from council.assignments.pages.public import Publishing, public_page

__all__ = [
    "AssignmentPage",
    "Choosing",
    "ListPage",
    "Publishing",
    "Seen",
    "StepPage",
    "Wanted",
    "by_assignment",
    "list_page",
    "pages_of",
    "public_page",
]
