"""What a participant sees before the timetable: the form of wishes and absences."""

from dataclasses import dataclass

from events.negotiations.pages.wishes import WishLine
from events.negotiations.queries.heads import Head
from events.negotiations.queries.people import PersonRow


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page of one participant; `path` is secret."""

    head: Head
    person: PersonRow
    path: str
    lines: tuple[WishLine, ...]
    may_answer: bool
