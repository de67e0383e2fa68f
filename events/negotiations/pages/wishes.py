"""Wishes as pages show them: a list for one participant, a matrix for the staff."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.queries.heads import Head
from events.negotiations.queries.people import Name


@dataclass(frozen=True, slots=True)
class WishLine:
    """One participant of the other side, with both wishes; `note` says what it offers or wants."""

    id: UUID
    name: str
    note: str
    mine: Wish | None
    theirs: Wish | None = None


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Wishes of the rows about the columns, a part of a large matrix."""

    head: Head
    side: Side
    query: str
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    wishes: Mapping[tuple[UUID, UUID], Wish]
    theirs: Mapping[tuple[UUID, UUID], Wish]
    revisions: Mapping[UUID, int]
    number: int
    last: int
    across: int
    last_across: int


def lines_of(
    names: Iterable[Name],
    mine: Mapping[UUID, Wish],
    theirs: Mapping[UUID, Wish],
    countries: Mapping[str, str],
) -> tuple[WishLine, ...]:
    return tuple(
        WishLine(one.id, one.name, one.note(countries), mine.get(one.id), theirs.get(one.id))
        for one in names
        if not one.is_withdrawn
    )
