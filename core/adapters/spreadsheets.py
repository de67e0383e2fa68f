"""Tables of Excel and CSV: read as plain cells within limits, written for people.

Nothing of a workbook is run or followed: macros, links and formulas are refused or read as their
last values; a bomb is refused by its directory before anything is unpacked.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.adapters.files import DAMAGED
from core.kernel.errors import N_, Refusal, Refused

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_MEMBERS = 500
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_TITLES = 2  # values in a row above the table: a title, who approves it
NOT_XML = (SyntaxError,)  # what the parsers of XML raise, for entities without end too
NO_XML = re.compile("[\ufffe\uffff]")  # no parser of XML takes these two
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FIXED_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the library wants it naive
NOT_A_TABLE = Refusal(
    "not_a_table", N_("This is not an Excel workbook (.xlsx). Save the table in that format.")
)
HAS_MACROS = Refusal(
    "has_macros", N_("The workbook holds macros. Save it as .xlsx without macros.")
)
TOO_LARGE = Refusal(
    "table_too_large", N_("The table is too large: at most %(rows)s rows."), {"rows": MOST_ROWS}
)
MERGED = N_("Cells %(cells)s are merged. Unmerge them: each row has to stand by itself.")


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of the sheet: its number as Excel shows it, and the values of its cells."""

    number: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column to write: its heading and its width in characters."""

    title: str
    width: int


def read_sheet(content: bytes) -> tuple[CellRow, ...]:
    """The rows of the first sheet that hold anything; raises `Refused`."""
    check_archive(content)
    try:
        book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
        sheet = book.worksheets[0]
    except (*DAMAGED, *NOT_XML, AttributeError, TypeError, AssertionError) as error:
        raise Refused(NOT_A_TABLE) from error
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Refused(TOO_LARGE)
    check_merged(sheet)
    rows = (
        CellRow(number, tuple(cell.value for cell in cells))
        for number, cells in enumerate(sheet.iter_rows(), 1)
    )
    return tuple(row for row in rows if any(value not in (None, "") for value in row.cells))


def check_archive(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise Refused(TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except DAMAGED as error:
        raise Refused(NOT_A_TABLE) from error
    names = {member.filename for member in members}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused(HAS_MACROS)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise Refused(TOO_LARGE)
    if "xl/workbook.xml" not in names:
        raise Refused(NOT_A_TABLE)


def first_of_table(sheet: Worksheet) -> int:
    """The number of the first row that holds more than titles; past the end where none does."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if sum(value not in (None, "") for value in cells) > MOST_TITLES:
            return number
    return sheet.max_row + 1


def check_merged(sheet: Worksheet) -> None:
    """A title over the table may be merged; a heading, a row, anything with two rows may not."""
    table = first_of_table(sheet)
    found = [
        area for area in sheet.merged_cells.ranges if area.size["rows"] > 1 or area.min_row >= table
    ]
    if found:
        values = {"cells": ", ".join(sorted(str(area.coord) for area in found)[:5])}
        raise Refused(Refusal("merged_cells", MERGED, values))


def write_sheet(
    name: str, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]]
) -> bytes:
    """A workbook of one sheet: title, head that stays in view, rows with borders."""
    book = Workbook()
    book.properties.created = book.properties.modified = FIXED_DAY
    sheet = book.worksheets[0]
    sheet.title = name[:31]
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([])
    sheet.append([column.title for column in columns])
    head = sheet.max_row
    for row in rows:
        sheet.append([safe(value) for value in row])
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    for cells in sheet.iter_rows(min_row=head):
        for cell in cells:
            dress(cell, is_head=cell.row == head)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def dress(cell: Any, *, is_head: bool) -> None:
    line = Side(style="thin", color="999999")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and a byte order mark, as Excel in Russian expects them."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def safe(value: Any) -> Any:
    """Text that is no formula (an apostrophe before it) and holds no control characters."""
    if not isinstance(value, str):
        return value
    text = NO_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def cell_name(column: int, row: int) -> str:
    """«C7» of the zero-based column and the row's number."""
    return f"{get_column_letter(column + 1)}{row}"
