"""The page on which a member writes a dissenting opinion."""

from dataclasses import dataclass
from uuid import UUID

from council.meetings.pages.session.hall import Heading


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item on which the member voted, with their opinion if there is one."""

    id: UUID
    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DissentPage:
    """The items of a meeting on which the viewer voted."""

    meeting: Heading
    items: tuple[OwnItem, ...]
