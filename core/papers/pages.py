"""What the page of proof may know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.adapters.files import LARGEST_FILE
from core.kernel.canonical import short
from core.kernel.zones import local
from core.papers.queries import DetachedRow, IssuedRow
from core.papers.rules.telling import Kept, PaperStanding, Told, told


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, or that nothing was."""

    told: Told | None
    day: date | None = None
    is_by_file: bool = False
    detached: tuple[DetachedRow, ...] = ()

    @classmethod
    def of(
        cls,
        kept: Kept | None,
        zone: str,
        *,
        is_by_file: bool = False,
        detached: tuple[DetachedRow, ...] = (),
    ) -> "Answer":
        """Signature files are told where the paper itself may be read."""
        if kept is None:
            return cls(None, is_by_file=is_by_file)
        found = told(kept, by_file=is_by_file)
        day = local(found.dated_at, zone).date()
        return cls(found, day, is_by_file, detached if found.may_be_read else ())

    @property
    def is_withdrawn(self) -> bool:
        return self.told is not None and self.told.standing is PaperStanding.WITHDRAWN

    @property
    def digest(self) -> str:
        return short(self.told.sha256) if self.told and self.told.sha256 else ""


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The page «Is this document authentic?»; without an answer it only asks."""

    answer: Answer | None = None
    largest_megabytes: int = LARGEST_FILE // 1024 // 1024


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """The papers given out of one record; `back` is the address of that record's page."""

    kind: str
    of_id: UUID
    title: str
    back: str
    may_issue: bool
    papers: tuple[IssuedRow, ...]
