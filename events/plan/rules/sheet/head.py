"""The heading of a plan's table: where it stands, and what in it nobody would read. Pure.

A column is found by its heading wherever it stands. What is under a heading that the plan does not
know, or under none, is refused by its cell: a slip of the pen loses no column unseen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from events.plan.rules.sheet.cells import SheetFault, SheetRow, plain, refusal
from events.plan.rules.sheet.words import HEADINGS, NEEDED, WRITTEN_ONLY

HEAD_ROWS = 15
NO_HEAD = Refusal(
    "no_head",
    N_("The heading of the table was not found. It has to name at least: %(names)s."),
    {"names": ", ".join(HEADINGS[name][0] for name in NEEDED)},
)
NO_HEADING = Refusal(
    "no_heading", N_("No heading stands over this cell. Move the value under its column.")
)
KNOWN = {fold(words): name for name, headings in HEADINGS.items() for words in headings}
PASSED_OVER = frozenset(map(fold, WRITTEN_ONLY))


@dataclass(frozen=True, slots=True)
class Head:
    """The row of headings: its place among the rows, and the column of each known one."""

    index: int
    row: SheetRow
    columns: dict[str, int]


def find_head(rows: Sequence[SheetRow]) -> Head | None:
    """The first of the upper rows that names what no plan can lack."""
    for index, row in enumerate(rows[:HEAD_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(row.cells):
            if name := KNOWN.get(fold(plain(value))):
                columns.setdefault(name, column)
        if all(name in columns for name in NEEDED):
            return Head(index, row, columns)
    return None


def faults_of_head(head: Head, rows: Sequence[SheetRow]) -> Iterator[SheetFault]:
    """Headings not known or standing twice; the first value under no heading in each column."""
    headings = [plain(value) for value in head.row.cells]
    for column, text in enumerate(headings):
        name = KNOWN.get(fold(text))
        if name and head.columns[name] != column:
            yield SheetFault(head.row.number, column, twice(text))
        elif text and not name and fold(text) not in PASSED_OVER:
            yield SheetFault(head.row.number, column, unknown(text))
    seen: set[int] = {column for column, text in enumerate(headings) if text}
    for row in rows[head.index + 1 :]:
        for column, value in enumerate(row.cells):
            if plain(value) and column not in seen:
                seen.add(column)
                yield SheetFault(row.number, column, NO_HEADING)


def unknown(text: str) -> Refusal:
    message = N_("The plan has no column “%(text)s”. Correct the heading or delete the column.")
    return refusal("unknown_heading", message, text=text)


def twice(text: str) -> Refusal:
    message = N_("The column “%(text)s” stands twice. Delete one of the two.")
    return refusal("heading_twice", message, text=text)
