"""The plan as a file: the official table as XLSX and as CSV."""

from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from decimal import Decimal

from flask import Response, request

from core.adapters import spreadsheets
from core.adapters.files import saved_as
from core.adapters.spreadsheets import SheetColumn
from events.plan.queries.sheet import TableRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    SheetColumn("№ п/п", 12),
    SheetColumn("Наименование мероприятия", 45),
    SheetColumn("Тип", 6),
    SheetColumn("Страна", 18),
    SheetColumn("Город", 18),
    SheetColumn("Дата начала", 12),
    SheetColumn("Дата окончания", 12),
    SheetColumn("Месяц", 10),
    SheetColumn("Формат", 14),
    SheetColumn("Причина дистанционного формата", 24),
    SheetColumn("Отрасль", 28),
    SheetColumn("Планируемое число участников", 14),
    SheetColumn("Ответственный исполнитель", 32),
    SheetColumn("Соисполнители", 24),
    SheetColumn("Привлечение торгпредства", 14),
    SheetColumn("Привлечение РЭЦ", 14),
    SheetColumn("Объём финансирования, тыс. руб.", 16),
    SheetColumn("Источник", 28),
    SheetColumn("Ожидаемый результат", 30),
    SheetColumn("Отметка об исполнении", 20),
    SheetColumn("Итог", 30),
)


def workbook(title: str, rows: Iterable[TableRow]) -> bytes:
    return spreadsheets.write_sheet("План", title, COLUMNS, (astuple(row) for row in rows))


def comma_table(rows: Iterable[TableRow]) -> bytes:
    """Days as people write them, sums with a comma: what Excel in Russian reads as numbers."""
    return spreadsheets.write_csv(
        [column.title for column in COLUMNS],
        ([said(cell) for cell in astuple(row)] for row in rows),
    )


def said(cell: object) -> object:
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell


def download(content: bytes, name: str, media_type: str) -> Response:
    response = saved_as(name, Response(content, mimetype=media_type))
    response.add_etag()
    response.make_conditional(request)
    return response
