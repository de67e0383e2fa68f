"""What the page of the journal shows: plain values, nothing left to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.audit.queries.reading import JournalRow
from core.audit.words import action_in_words, details_in_words

NOTHING = UUID(int=0)
ALARMING = frozenset(
    {"access.refused", "account.sign_in_locked", "file.found_infected", "journal.found_broken"}
)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry in words."""

    seq: int
    at: datetime
    said: str
    actor: str
    subject_id: UUID | None
    version: int | None
    address: str
    request_id: str
    details: tuple[tuple[str, str], ...]
    hash: str
    is_alarming: bool

    @classmethod
    def of(cls, row: JournalRow) -> "JournalLine":
        return cls(
            seq=row.seq,
            at=row.at,
            said=action_in_words(row.what),
            actor=row.actor,
            subject_id=None if row.subject_id == NOTHING else row.subject_id,
            version=row.version,
            address=row.address,
            request_id=row.request_id,
            details=details_in_words(row.details),
            hash=row.hash,
            is_alarming=row.what in ALARMING,
        )


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A portion of the journal, the newest first; `older` is where the next portion begins."""

    lines: tuple[JournalLine, ...]
    found: int
    older: int | None
    is_newest: bool

    @classmethod
    def of(
        cls, rows: Sequence[JournalRow], limit: int, *, found: int, is_newest: bool
    ) -> "JournalPage":
        """`rows` holds one more than is shown, if there is more."""
        lines = tuple(map(JournalLine.of, rows[:limit]))
        older = lines[-1].seq if len(rows) > limit else None
        return cls(lines, found, older, is_newest)
