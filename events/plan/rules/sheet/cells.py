"""The cells of a table by the names of their columns; what cannot be read is noted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.kernel.dates_input import parse_date
from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable
from events.plan.rules.sheet.words import HEADINGS, NEEDED

MOST_NUMBERS = 40
LONGEST = {"name": 500, "city": 200, "number": 40}
LONGEST_TEXT = 5_000
HEAD_ROWS = 15


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in one cell; column -1 means the row, row 0 the whole table."""

    row: int
    column: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of cells with its number as the spreadsheet shows it."""

    number: int
    cells: Sequence[Any]


def refusal(code: str, message: str, **values: object) -> Refusal:
    return Refusal(code, message, values)


NO_HEAD = Refusal(
    "no_head",
    N_("The heading of the table was not found. It has to name at least: %(names)s."),
    {"names": ", ".join(HEADINGS[name][0] for name in NEEDED)},
)


def find_head(rows: Sequence[SheetRow]) -> tuple[int, dict[str, int]] | None:
    """The index of the heading row and the column of each known heading."""
    known = {fold(words): name for name, headings in HEADINGS.items() for words in headings}
    for index, row in enumerate(rows[:HEAD_ROWS]):
        found: dict[str, int] = {}
        for column, value in enumerate(row.cells):
            name = known.get(fold(str(value or "").strip()))
            if name and name not in found:
                found[name] = column
        if all(name in found for name in NEEDED):
            return index, found
    return None


class RowReader:
    """The cells of one row by the names of their columns; notes what cannot be read."""

    def __init__(self, row: SheetRow, columns: Mapping[str, int], faults: list[SheetFault]) -> None:
        self.row, self.columns, self.faults = row, columns, faults

    def value(self, name: str) -> Any:
        column = self.columns.get(name, -1)
        return self.row.cells[column] if 0 <= column < len(self.row.cells) else None

    def is_total(self) -> bool:
        """A row such as «Итого», or one that holds nothing but a number."""
        name = self.text("name")
        return not name and not self.text("country") and not self.text("type")

    def fault(self, name: str, problem: Refusal) -> None:
        fault = SheetFault(self.row.number, self.columns.get(name, -1), problem)
        if fault not in self.faults:
            self.faults.append(fault)

    def text(self, name: str) -> str:
        value = self.value(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = " ".join(str("" if value is None else value).split())
        limit = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > limit or "\x00" in text:
            message = N_("The text is longer than %(limit)s characters.")
            self.fault(name, refusal("too_long_text", message, limit=limit))
        return text[:limit].replace("\x00", "")

    def word(self, name: str, words: Mapping[str, Any], otherwise: Any) -> Any:
        text = fold(self.text(name))
        if text in words:
            return words[text]
        message = N_("“%(text)s” is not one of: %(words)s.")
        shown = ", ".join(each for each in words if each)
        self.fault(name, refusal("unknown_word", message, text=text, words=shown))
        return otherwise

    def day(self, name: str, year: int) -> date | None:
        value = self.value(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.text(name)
        if not text:
            return None
        try:
            return parse_date(text, near=date(year, 7, 1))
        except Unreadable as error:
            self.fault(name, error.refusal)
            return None

    def whole(self, name: str) -> int:
        text = self.text(name).replace(" ", "")
        if not text:
            return 0
        if text.isascii() and text.isdigit() and len(text) < MOST_NUMBERS:
            return int(text)
        self.fault(name, refusal("not_whole", N_("Enter a whole number.")))
        return 0
