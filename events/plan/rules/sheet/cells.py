"""The cells of a row by the names of their columns; what cannot be read is noted. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.kernel.dates_input import parse_date
from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable

MOST_NUMBERS = 40
LONGEST = {"name": 500, "city": 200, "number": 40, "responsible": 400}
LONGEST_TEXT = 5_000
NO_FORMULA = re.compile("'(?=[-=+@\\s])")  # an apostrophe is written before such a text
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TOO_LONG = N_("The text is longer than %(limit)s characters.")
Cells = Mapping[str, Any]
NOTHING: Cells = {}


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


class RowReader:
    """The cells of one row by the names of their columns; notes what cannot be read.

    `known` are the cells of the line that the row changes: they stand for columns it lacks.
    """

    def __init__(self, row: SheetRow, columns: Mapping[str, int], faults: list[SheetFault]) -> None:
        self.row, self.columns, self.faults = row, columns, faults
        self.known = NOTHING

    def value(self, name: str) -> Any:
        if name not in self.columns:
            return self.known.get(name)
        column = self.columns[name]
        return self.row.cells[column] if column < len(self.row.cells) else None

    def is_total(self) -> bool:
        """A row such as «Итого», or one that holds nothing but a number."""
        return not any(map(plain, (self.value(each) for each in ("name", "country", "type"))))

    def fault(self, name: str, problem: Refusal) -> None:
        fault = SheetFault(self.row.number, self.columns.get(name, -1), problem)
        if fault not in self.faults:
            self.faults.append(fault)

    def text(self, name: str) -> str:
        """On one line."""
        return self.cut(name, plain(self.value(name)))

    def lines(self, name: str) -> str:
        """With the line breaks of the cell."""
        found = (" ".join(line.split()) for line in written(self.value(name)).splitlines())
        return self.cut(name, "\n".join(found).strip())

    def cut(self, name: str, text: str) -> str:
        limit = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > limit:
            self.fault(name, refusal("too_long_text", TOO_LONG, limit=limit))
        return text[:limit]

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


def plain(value: Any) -> str:
    """The text of a cell on one line."""
    return " ".join(written(value).split())


def written(value: Any) -> str:
    """The text of a cell as it was before a table was made of it, less what no table can hold."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = UNWRITABLE.sub("", str("" if value is None else value))
    return text[1:] if NO_FORMULA.match(text) else text
