"""The letters that the fonts of papers have: any other is replaced, so that no sheet holds a blank.

A glyph that is missing would make the file break PDF/A; office papers hardly ever hold one.
"""

from functools import cache

from fontTools.ttLib import TTFont

from core.config import ROOT

FOLDERS = ("paper-pt-serif-0.4.1", "paper-dejavu-serif-2.37.3")
CONFIGURATION = ROOT / "core" / "papers" / "fonts.conf"
UNKNOWN = "\ufffd"


@cache
def known_letters() -> frozenset[int]:
    found: set[int] = set(map(ord, "\n\t"))
    for folder in FOLDERS:
        for path in sorted((ROOT / "static" / "vendor" / folder).glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                found |= set(font.getBestCmap())
    return frozenset(found)


def printable(text: str) -> str:
    """The text with a mark of replacement for each letter that no font of ours has."""
    known = known_letters()
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in text)
