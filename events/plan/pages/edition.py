"""An edition as visitors and its keepers read it: lines as decided, and what each changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.plan.pages.differences import Difference, differences_of
from events.plan.queries import EditionRow, LineRow
from events.plan.queries.lines import RemovedRow
from events.plan.rules.editions import Change, ChangeKind


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A line of an edition with what it changes."""

    row: LineRow
    change: Change | None
    differences: tuple[Difference, ...] = ()

    @property
    def is_undated(self) -> bool:
        return self.row.planned_starts_on is None and self.row.planned_month is None


def edition_lines(
    rows: Sequence[LineRow], changes: Sequence[Change], year: int
) -> tuple[EditionLine, ...]:
    by_event = {each.event_id: each for each in changes if each.kind is not ChangeKind.REMOVED}
    found = ((row, by_event.get(row.event_id)) for row in rows)
    return tuple(EditionLine(row, change, differences_of(change, year)) for row, change in found)


@dataclass(frozen=True, slots=True)
class PublicEditionPage:
    """A decided edition: what it changed against the one before, then all of its lines."""

    year: int
    edition: EditionRow
    lines: tuple[EditionLine, ...]
    removed: tuple[RemovedRow, ...]
    later: tuple[EditionRow, ...]

    @property
    def changed(self) -> tuple[EditionLine, ...]:
        """By their days; those without come last."""
        found = (line for line in self.lines if line.change is not None)
        return tuple(sorted(found, key=lambda line: line.row.planned_starts_on or date.max))

    @property
    def next(self) -> EditionRow | None:
        """The edition that took the place of this one; None while it is in force."""
        return min(self.later, key=lambda each: each.number, default=None)

    @property
    def rubles(self) -> int:
        return sum(line.row.rubles for line in self.lines)
