"""What the sheet of a letter is made of, and which number it gets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.letters.rules import Block
from core.letters.rules.handing import PaperDraft

MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A letter with what was written down for its sheet."""

    body: str
    city: str
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    sheet: PaperDraft
    made_at: datetime


def next_number(taken: Iterable[str]) -> str:
    """One more than the greatest plain number of the year; offices may write others by hand."""
    plain = (int(each) for each in taken if each.isdecimal() and len(each) <= MOST_DIGITS)
    return str(max(plain, default=0) + 1)
