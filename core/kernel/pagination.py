"""Long lists in pages: how many pages there are, and which one is shown. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of `found` rows, `size` on each; an empty list has one page as well."""

    found: int
    size: int
    asked: int = 1

    @property
    def total(self) -> int:
        return max(1, -(-self.found // self.size))

    @property
    def number(self) -> int:
        """The page that is shown, from 1: of those there are the nearest to the one asked for."""
        return min(max(self.asked, 1), self.total)

    @property
    def offset(self) -> int:
        """How many rows stand on the pages before."""
        return (self.number - 1) * self.size

    def part(self, rows: Sequence[T]) -> tuple[T, ...]:
        """The rows of this page, of all that were found."""
        return tuple(rows[self.offset : self.offset + self.size])
