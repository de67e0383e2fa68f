"""Papers that are given out of a record: which slices have some, who may read and issue them.

Slices say so; the core knows none of them. `kind` is known to addresses and to the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from core.kernel.errors import NotFound
from core.kernel.papers import Paper
from core.papers.rules.issuing import Issue


@dataclass(frozen=True, slots=True)
class Issuable:
    """One kind of paper: `make` raises `NotFound` where the record gives none (yet).

    `title` and `back` are the words and the address of the record's own page; `office` is that of
    whoever issues it, as it stands in the proof.
    """

    title: Callable[[UUID], str]
    back: Callable[[UUID], str]
    may_see: Callable[[UUID], bool]
    may_issue: Callable[[UUID], bool]
    make: Callable[[UUID, Issue], Paper]
    office: str = "Секретарь"


known: dict[str, Issuable] = {}


def register(kind: str, issuable: Issuable) -> None:
    known[kind] = issuable


def seen(kind: str, of_id: UUID) -> Issuable:
    """The kind, for a viewer who may see the record; else it looks missing."""
    found = known.get(kind)
    if found is None or not found.may_see(of_id):
        raise NotFound("no such papers for this viewer")
    return found
