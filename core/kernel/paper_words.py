"""Sets the no-break spaces of a paper's texts, wherever they stand in its blocks. Pure.

Only spaces change: what was signed reads the same word for word.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from core.kernel.papers import Block
from core.kernel.typography import clean_spaces, tidy

T = TypeVar("T")


def tidied(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with dashes, numbers and initials tied to their words."""
    return tuple(set_in(block) for block in blocks)


def set_in(value: T) -> T:
    """A value of a paper with every text in it set; anything else stays as it is."""
    found: Any = value
    if isinstance(found, str) and not isinstance(found, Enum):
        found = tidy(clean_spaces(found))
    elif isinstance(found, tuple):
        found = tuple(set_in(each) for each in found)
    elif is_dataclass(found) and not isinstance(found, type):
        found = replace(found, **{f.name: set_in(getattr(found, f.name)) for f in fields(found)})
    return found
