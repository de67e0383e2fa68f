"""The secret address of the timetable that came of an application, for the company's own page.

Timetables belong to a slice above missions: it registers here how one is found.
"""

from collections.abc import Callable
from uuid import UUID

FINDERS: list[Callable[[UUID], str]] = []


def register(find: Callable[[UUID], str]) -> None:
    """Ask `find` for the timetable of an application from now on; "" if there is none."""
    if find not in FINDERS:
        FINDERS.append(find)


def find_timetable(application_id: UUID) -> str:
    return next((path for find in FINDERS if (path := find(application_id))), "")


def is_timetable(path: str) -> bool:
    """Whether it is a published timetable, not the page where wishes are given."""
    return path.endswith("/timetable/")
