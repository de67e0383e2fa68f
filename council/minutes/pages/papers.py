"""Papers of signed minutes: items for extracts, and signature files made outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.papers.queries import DetachedRow
from council.minutes.pages.small import Place
from council.minutes.pages.words import part_name
from council.minutes.queries.editions import PartRow

LONGEST = 160


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """An item by its number and the beginning of its text."""

    part_id: UUID
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ExtractsPage:
    place: Place
    lines: tuple[ExtractLine, ...]

    @classmethod
    def of(cls, place: Place, parts: Sequence[PartRow]) -> "ExtractsPage":
        return cls(place, tuple(ExtractLine(p.id, part_name(p), first_words(p)) for p in parts))


@dataclass(frozen=True, slots=True)
class SignatureFilesPage:
    """`papers` are the kept papers of the edition: their codes, and what they are in words."""

    place: Place
    papers: Mapping[str, str]
    files: tuple[DetachedRow, ...]
    may_attach: bool


def first_words(part: PartRow) -> str:
    """What was decided tells an item from another better than its number."""
    _, _, text = part.text.partition("\n")
    text = " ".join(text.split())
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} …" if len(text) > LONGEST else text
