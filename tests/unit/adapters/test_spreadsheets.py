"""Workbooks as they come: shifted, merged, with macros, damaged, bombs; and those we write."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from core.adapters.spreadsheets import (
    LARGEST_UNPACKED,
    MOST_ROWS,
    SheetColumn,
    cell_name,
    read_sheet,
    write_csv,
    write_sheet,
)
from core.kernel.errors import Refused

COLUMNS = (SheetColumn("Имя", 20), SheetColumn("Дата", 12))


def book(*rows, merge=None):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if merge:
        made.active.merge_cells(merge)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def packed(**members):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def code_of(content):
    with pytest.raises(Refused) as refused:
        read_sheet(content)
    return refused.value.codes


def test_rows_keep_their_numbers_and_empty_ones_are_left_out():
    rows = read_sheet(book(["а", 1], [None, None], ["б", date(2026, 1, 2)]))
    assert [(row.number, row.cells[0]) for row in rows] == [(1, "а"), (3, "б")]


def test_a_title_may_be_merged_and_rows_may_not():
    assert len(read_sheet(book(["Название", None], ["а", "б"], merge="A1:B1"))) == 2
    assert code_of(book(["а", "б"], ["в", "г"], merge="A1:A2")) == ("merged_cells",)


@pytest.mark.parametrize("merge", ("C2:D2", "A3:B3"))
def test_cells_of_the_table_merged_across_columns_hide_others_and_are_refused(merge):
    table = (["План"], ["№", "Название", "Страна", "Город"], [1, "Миссия", "Китай", "Харбин"])
    assert len(read_sheet(book(*table, merge="A1:D1"))) == 3
    assert code_of(book(*table, merge=merge)) == ("merged_cells",)


@pytest.mark.parametrize(
    "content",
    (
        b"",
        b"no archive at all",
        b"PK\x03\x04 cut",
        packed(word__document_xml=b"<a/>"),
        packed(xl__workbook_xml=b"<broken"),
        packed(xl__workbook_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ),
)
def test_what_is_no_workbook_is_refused_in_words(content):
    assert code_of(content) == ("not_a_table",)


def test_macros_are_refused():
    assert code_of(packed(xl__workbook_xml=b"<a/>", **{"xl__vbaProject.bin": b"x"})) == (
        "has_macros",
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(xl__workbook_xml=b"<a/>", xl__sheet_xml=b"0" * (LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert code_of(bomb) == ("table_too_large",)


def test_too_many_rows_are_refused():
    assert code_of(book(*([1] for _ in range(MOST_ROWS + 1)))) == ("table_too_large",)


def test_formulas_are_never_written_from_text():
    content = write_sheet("План", "План", COLUMNS, [["=1+1", "@cmd"], ["ясно", "-"]])
    cells = [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active]
    assert ["'=1+1", "'@cmd"] in cells
    assert b"'=1+1" in write_csv(["а"], [["=1+1"]])


def test_what_is_written_is_read_back():
    rows = [["Миссия", date(2026, 2, 10)], ["Выставка", Decimal("1450.5")]]
    found = read_sheet(write_sheet("План", "Заголовок", COLUMNS, rows))
    assert [row.cells[0] for row in found] == ["Заголовок", "Имя", "Миссия", "Выставка"]
    assert found[-1].cells[1] == 1450.5


def test_csv_opens_in_excel_as_russian_text():
    content = write_csv(["Имя", "Сумма"], [["а;б", "1,5"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Имя;Сумма", '"а;б";1,5']


def test_cells_are_named_as_people_see_them():
    assert (cell_name(2, 7), cell_name(26, 1)) == ("C7", "AA1")
