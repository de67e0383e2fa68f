"""How the lines of minutes stand on the sheet: titles, headings of parts, lists, signatures. Pure.

Read from the text alone, because it may have been changed by hand; the text itself stays as signed.
Source: DOMAIN.md § 2.3.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

HEADING = re.compile(r"(?:[\dIVXLC]+\. )?[А-ЯЁ][А-ЯЁ ,]+:")  # «1. СЛУШАЛИ:», «ПОВЕСТКА ДНЯ:»
APART = re.compile(r" {3,}")  # between what stands left and right in one line
BLANK_LINES = re.compile(r"\n[^\S\n]*\n")


class LineKind(StrEnum):
    TITLE = "title"
    CENTRED = "centred"
    HEADING = "heading"
    CAPTION = "caption"
    APART = "apart"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet; `right` is what stands at its right edge."""

    kind: LineKind
    text: str
    right: str = ""


def laid_out(text: str) -> tuple[tuple[Line, ...], ...]:
    """The text as blocks of lines; an empty line in it begins a block."""
    blocks = (block.strip("\n").split("\n") for block in BLANK_LINES.split(text))
    return tuple(tuple(lines_of(lines)) for lines in blocks if any(lines))


def lines_of(lines: list[str]) -> list[Line]:
    laid: list[Line] = []
    for text in lines:
        laid.append(line_of(text.strip(), laid[0] if laid else None, is_alone=len(lines) == 1))
    return laid


def line_of(text: str, first: Line | None, *, is_alone: bool) -> Line:
    """`first` is the line that began the block: what stands under a title or a date is centred."""
    left, *right = APART.split(text, maxsplit=1)
    if right:
        return Line(LineKind.APART, left, right[0])
    if HEADING.fullmatch(text):
        return Line(LineKind.HEADING, text)
    if first is None and text.isupper():
        return Line(LineKind.TITLE, text)
    if first and first.kind in {LineKind.TITLE, LineKind.APART}:
        return Line(LineKind.CENTRED, text)
    if first is None and not is_alone and text.endswith(":"):
        return Line(LineKind.CAPTION, text)
    return Line(LineKind.TEXT, text)
