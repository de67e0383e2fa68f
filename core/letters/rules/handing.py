"""Letters that reach their reader on paper: as what they are printed, how handed over. Pure.

For readers without an e-mail and for those whose mail server refused the letter for good. A letter
that was handed over counts as one that arrived.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.zones import local
from core.letters.rules.outbox import DIGEST, LetterState

LONGEST_NUMBER = 40
FORGOTTEN = "forgotten:"  # the key of a reader whose letters were emptied
# What no mail server takes; the rest arrives or is still on its way.
FOR_PAPER = frozenset({LetterState.NO_ADDRESS, LetterState.FAILED})


def is_for_paper(state: LetterState, kind: str) -> bool:
    """A digest is never printed: the letters in it are."""
    return state in FOR_PAPER and kind != DIGEST


class Way(StrEnum):
    """How a letter was handed over."""

    IN_PERSON = "in_person"
    COURIER = "courier"
    POST = "post"
    FAX = "fax"
    EXCHANGE = "exchange"  # between the offices' own systems of documents
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What stands on the sheet besides the words of the letter; `addressee` is in the dative."""

    number: str
    dated_on: date
    addressee: str
    greeting: str
    enclosures: str
    office: str
    signer: str
    contact: str


@dataclass(frozen=True, slots=True)
class Handing:
    """How, on which day and to whom the letter was handed over."""

    way: Way
    day: date
    note: str = ""


ON_ITS_WAY = Refusal(
    "not_for_paper", N_("This letter goes by e-mail. Only letters that do not arrive are printed.")
)
NUMBER_TAKEN = Refusal("number_taken", N_("Another letter of this year has this number."))
NOT_YET = Refusal("handed_later", N_("This day is still to come."))
BEFORE_WRITTEN = Refusal("handed_earlier", N_("The letter was not written yet on this day."))


def misdated(day: date, *, posted_at: datetime, now: datetime, zone: str) -> Refusal | None:
    """A letter is dated and handed over between the day it was written and today."""
    if day > local(now, zone).date():
        return NOT_YET
    return BEFORE_WRITTEN if day < local(posted_at, zone).date() else None
