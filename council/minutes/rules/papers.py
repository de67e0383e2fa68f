"""What minutes on paper are made of: the edition's parts as they stand, signatures, the seal. Pure.

The text is never changed here; see `documents` for how it stands on the sheet.
"""

from dataclasses import dataclass
from datetime import date, datetime

from council.minutes.rules.words import PartKind, Signatory


@dataclass(frozen=True, slots=True)
class PaperPart:
    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class SignatureMark:
    """A simple electronic signature: who, when (if known), its identifier and the sum it names.

    `agreement` is the version by which it was given; empty for what was brought over.
    """

    signatory: Signatory
    name: str
    signed_at: datetime | None
    identifier: str
    sha256: str
    agreement: str = ""

    @property
    def is_signed_here(self) -> bool:
        """No signature is given here without an agreement."""
        return bool(self.agreement)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much the public text leaves out; nothing in the signed one."""

    parts: int = 0
    people: int = 0

    def __bool__(self) -> bool:
        return bool(self.parts or self.people)


@dataclass(frozen=True, slots=True)
class MinutesRecord:
    """An edition as it stands. `corrected_on` and `correction` are of an edition after the first.

    `address` leads to the page where the document can be checked; empty on a draft.
    """

    name: str
    body: str
    number: int
    day: date
    zone: str
    is_signed: bool
    parts: tuple[PaperPart, ...]
    signatures: tuple[SignatureMark, ...]
    made_at: datetime
    corrected_on: date | None = None
    correction: str = ""
    is_public: bool = False
    left_out: LeftOut = LeftOut()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom an extract is for, in the dative: «Рябининой Е.П.»; an organisation as it stands."""

    dative: str


@dataclass(frozen=True, slots=True)
class ExtractRecord:
    """One item of signed minutes. `secretary` certifies it, `instrumental` is «Кузнечихиной М.О.».

    `issued_on` is the day on which it was given out; without it a hand writes the day.
    `item_text` is the part as signed; `title` is the question as the agenda has it.
    """

    minutes: MinutesRecord
    item_number: int
    title: str
    item_text: str
    addressees: tuple[Addressee, ...]
    secretary: str
    secretary_post: str
    noun: str
    issued_on: date | None = None
