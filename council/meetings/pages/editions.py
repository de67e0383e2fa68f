"""Approving the agenda, and what one edition changed in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.kernel.errors import Refusal
from core.kernel.names import PersonName
from council.meetings.pages.agenda import Entry
from council.meetings.queries.editions import EditionRow
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.editions import FrozenItem, ItemChange, compare


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """The agenda to be approved, with everything that stands in the way."""

    meeting: MeetingRow
    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...]
    has_approvers: bool

    @property
    def is_later_edition(self) -> bool:
        return self.meeting.agenda_edition > 0


@dataclass(frozen=True, slots=True)
class EditionPage:
    """An edition of the agenda and its difference from the one before."""

    meeting: MeetingRow
    number: int
    numbers: tuple[int, ...]
    approver: PersonName | None
    approved_at: datetime
    reason: str
    items: tuple[FrozenItem, ...]
    changes: tuple[ItemChange, ...]

    @property
    def changed(self) -> tuple[ItemChange, ...]:
        return tuple(change for change in self.changes if change.changes)


def edition_page(meeting: MeetingRow, editions: Sequence[EditionRow], number: int) -> EditionPage:
    """The page of one edition; the first one has nothing to differ from."""
    at = [edition.number for edition in editions].index(number)
    edition = editions[at]
    items = frozen(edition)
    before = frozen(editions[at - 1]) if at else None
    return EditionPage(
        meeting=meeting,
        number=number,
        numbers=tuple(each.number for each in editions),
        approver=edition.approver,
        approved_at=edition.approved_at,
        reason=edition.reason,
        items=items,
        changes=compare(before, items) if before is not None else (),
    )


def frozen(edition: EditionRow) -> tuple[FrozenItem, ...]:
    return tuple(FrozenItem.from_json(item) for item in edition.items)


@dataclass(frozen=True, slots=True)
class CopyPage:
    """Meetings whose agenda can be copied."""

    meeting: MeetingRow
    has_sources: bool
