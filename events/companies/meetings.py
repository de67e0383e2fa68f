"""What the page of a company has to know of its negotiations.

Negotiations belong to a slice above the register: it registers here how they are found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Negotiated:
    """A company's meetings at one event: in the schedule, told of, held, promising."""

    schedule_id: UUID
    event: str
    starts_on: date | None
    placed: int
    answered: int
    held: int
    promising: int


FINDERS: list[Callable[[UUID], tuple[Negotiated, ...]]] = []


def register(find: Callable[[UUID], tuple[Negotiated, ...]]) -> None:
    """Ask `find` for the negotiations of a company from now on."""
    if find not in FINDERS:
        FINDERS.append(find)


def list_negotiated(company_id: UUID) -> tuple[Negotiated, ...]:
    return tuple(one for find in FINDERS for one in find(company_id))
