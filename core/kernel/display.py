"""How a reader wants pages shown: size, spacing, colours, pictures. Pure values of a cookie.

What a cookie holds is nobody's promise: whatever cannot be read is the usual look.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self


class Size(StrEnum):
    """Size of all letters, as parts of the usual one."""

    USUAL = "usual"
    LARGE = "large"
    HUGE = "huge"


class Spacing(StrEnum):
    """Distance between letters, words and lines; wide is that of WCAG 1.4.12 and more."""

    USUAL = "usual"
    WIDE = "wide"


class Colours(StrEnum):
    """Two colours, and nothing told by a third; `usual` is the look of the site."""

    USUAL = "usual"
    BLACK_ON_WHITE = "black_on_white"
    WHITE_ON_BLACK = "white_on_black"
    BLUE = "blue"


class Pictures(StrEnum):
    """Whether pictures are shown or their descriptions instead."""

    SHOWN = "shown"
    DESCRIBED = "described"


@dataclass(frozen=True, slots=True)
class Display:
    """One choice of each kind; the default is the usual look."""

    size: Size = Size.USUAL
    spacing: Spacing = Spacing.USUAL
    colours: Colours = Colours.USUAL
    pictures: Pictures = Pictures.SHOWN

    @property
    def is_special(self) -> bool:
        return self != Display()

    @classmethod
    def read(cls, text: str) -> Self:
        """From the words that `written` makes; the usual look for anything else."""
        words = text.split(".")
        if len(words) != len(KINDS):
            return cls()
        display = cls()
        try:
            for (name, _kind), word in zip(KINDS, words, strict=True):
                display = display.changed(name, word)
        except ValueError:
            return cls()
        return display

    @property
    def written(self) -> str:
        return ".".join(getattr(self, name) for name, _kind in KINDS)

    def changed(self, name: str, word: str) -> Self:
        """With another choice of one kind; raises `ValueError` for an unknown kind or choice."""
        kinds = dict(KINDS)
        if name not in kinds:
            raise ValueError(name)
        change: dict[str, Any] = {name: kinds[name](word)}
        return replace(self, **change)


KINDS: tuple[tuple[str, type[StrEnum]], ...] = tuple(
    zip((f.name for f in fields(Display)), (Size, Spacing, Colours, Pictures), strict=True)
)
# What the switch in the header turns on; from there each reader goes on by themselves.
SPECIAL = Display(size=Size.LARGE, colours=Colours.BLACK_ON_WHITE)
