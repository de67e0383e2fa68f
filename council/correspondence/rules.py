"""What the sheet of a letter is made of, and which number it gets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.letters.rules import Block

MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A letter with what was written down for its sheet. `addressee` has a line for each line."""

    body: str
    city: str
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    number: str
    dated_on: date
    addressee: str
    greeting: str
    enclosures: str
    office: str
    signer: str
    contact: str
    made_at: datetime


def next_number(taken: Iterable[str]) -> str:
    """One more than the greatest plain number of the year; offices may write others by hand."""
    plain = (int(each) for each in taken if each.isdecimal() and len(each) <= MOST_DIGITS)
    return str(max(plain, default=0) + 1)
