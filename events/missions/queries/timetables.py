"""The secret address of the timetable that came of an application, for the company's own page.

Timetables belong to a slice above missions: it registers here how one is found.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

Finder = Callable[[UUID], str]
TIMETABLES: list[Finder] = []
WISHES: list[Finder] = []


def register(timetable: Finder, wishes: Finder) -> None:
    """Ask these for the pages of an application from now on; "" while there is none.

    `timetable` is published, `wishes` is where they are given before.
    """
    if timetable not in TIMETABLES:
        TIMETABLES.append(timetable)
        WISHES.append(wishes)


def find_timetable(application_id: UUID) -> str:
    """The published timetable, before that the page of the wishes."""
    return first_of((*TIMETABLES, *WISHES), application_id)


def has_timetable(application_id: UUID) -> bool:
    """Whether a timetable is published."""
    return bool(first_of(TIMETABLES, application_id))


def first_of(finders: Sequence[Finder], application_id: UUID) -> str:
    return next((path for find in finders if (path := find(application_id))), "")
