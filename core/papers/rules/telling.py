"""What anybody who holds a document may learn about it: the one rule of visibility. Pure.

By its number alone an unpublished or withdrawn paper only proves that it exists: numbers can be
guessed. Whoever has the file of an unpublished one knows what it says, and learns which document it
is, who signed it and when. The paper itself is handed out only while it is published.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature as it stands on the paper; `sha256` is short, `agreement` its version.

    A signature that names a sum but no agreement was brought over: of it only the day is known.
    """

    name: str
    office: str
    moment: datetime | None = None
    sha256: str = ""
    agreement: str = ""

    @property
    def is_brought_over(self) -> bool:
        return bool(self.sha256) and not self.agreement


class PaperStanding(StrEnum):
    """Where a kept paper stands for the public."""

    NOT_PUBLISHED = "not published"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept paper with all that is known of it."""

    code: str
    name: str
    title: str
    number: str
    edition: int
    dated_at: datetime
    signers: tuple[Signer, ...]
    standing: PaperStanding
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to whoever asks; fields that are not theirs to know are empty."""

    code: str
    number: str
    dated_at: datetime
    standing: PaperStanding
    title: str = ""
    edition: int = 0
    signers: tuple[Signer, ...] = ()
    sha256: str = ""
    may_be_read: bool = False


def told(kept: Kept, *, by_file: bool = False) -> Told:
    is_published = kept.standing is PaperStanding.PUBLISHED
    is_known = by_file and kept.standing is PaperStanding.NOT_PUBLISHED
    if not is_published and not is_known:
        return Told(kept.code, kept.number, kept.dated_at, kept.standing)
    return Told(
        kept.code,
        kept.number,
        kept.dated_at,
        kept.standing,
        title=kept.title,
        edition=kept.edition,
        signers=kept.signers,
        sha256=kept.sha256 or "",
        may_be_read=is_published,
    )
