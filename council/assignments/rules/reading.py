"""Who may know of an assignment on the working pages. Pure.

Visitors read published ones on a page of their own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is made: the person and the bodies in whose work they take part."""

    person_id: UUID | None
    body_ids: frozenset[UUID]


def is_visible(reader: Reader, body_id: UUID, executor_ids: Collection[UUID | None]) -> bool:
    """Everybody who takes part in the body, and whoever has to carry the assignment out."""
    is_executor = reader.person_id is not None and reader.person_id in executor_ids
    return is_executor or body_id in reader.body_ids
