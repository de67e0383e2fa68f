"""A table that was taken and is read back changes nothing, whatever the lines hold."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.spreadsheets import read_sheet
from core.kernel.search import fold
from events.plan.queries.sheet import TableRow, known_cells, said
from events.plan.rules.sheet import SheetRow, read_lines
from events.plan.rules.sheet.words import MONTHS
from events.plan.views.files import workbook

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NAMED = TEXT.map(lambda text: f"{text} мероприятие")
RUBLES = st.integers(0, 10_000_000_000)
MONEY = st.lists(st.tuples(NAMED, RUBLES), max_size=3)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 1))
COUNTRIES = {"казахстан": "KZ", "китай": "CN"}


@st.composite
def rows(draw, number):
    """A line of a draft as the table shows it: what the forms let people save."""
    starts_on = draw(st.none() | DAYS)
    money = draw(MONEY)
    return TableRow(
        number=str(number),
        name=draw(NAMED),
        type=draw(st.integers(1, 3)),
        country=draw(st.sampled_from(["Казахстан", "Китай"])),
        city=draw(TEXT),
        starts_on=starts_on,
        ends_on=starts_on and starts_on + timedelta(days=draw(st.integers(0, 30))),
        month="" if starts_on else draw(st.sampled_from(MONTHS)),
        format="дистанционный",
        remote_reason=draw(NAMED),
        sectors=", ".join(draw(st.lists(TEXT, max_size=3))),
        participants=draw(st.integers(0, 100_000)),
        responsible=draw(NAMED),
        co_executors=draw(TEXT),
        trade_mission=draw(st.sampled_from(["да", "нет"])),
        rec_office=draw(st.sampled_from(["да", "нет"])),
        thousands=Decimal(sum(rubles for _source, rubles in money)) / 1000,
        source=said(money),
        expected_result=draw(TEXT),
        state="запланировано",
        outcome=draw(TEXT),
    )


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_table_read_back_changes_no_line(data):
    table = [data.draw(rows(number)) for number in (1, 2)]
    content = workbook("План", table)
    read = [SheetRow(row.number, row.cells) for row in read_sheet(content)]
    lines, faults = read_lines(read, 2026, COUNTRIES, known_cells(table))
    assert [fault for fault in faults if fault.refusal.code != "out_of_range"] == []
    assert [line.changed for line in lines] == [frozenset(), frozenset()]


def test_what_was_changed_in_the_table_is_what_changes():
    table = [TableRow(*values)]
    known = known_cells(table)
    other = replace(table[0], city="г. Алматы", thousands=Decimal("7.5"))
    read = [SheetRow(row.number, row.cells) for row in read_sheet(workbook("План", [other]))]
    (line,), faults = read_lines(read, 2026, {fold("Казахстан"): "KZ"}, known)
    assert (faults, line.changed) == ((), {"city", "money"})


values = (
    *("7", "=1+1", 1, "Казахстан", "г. Астана", date(2026, 2, 10), date(2026, 2, 12), ""),
    *("очный", "", "агро", 6, "ЦПЭ", "-", "да", "нет", Decimal("1450.5"), "бюджет"),
    *("+5 контрактов", "проведено", ""),
)
