"""Reading the table of a plan: headings anywhere, each fault at its cell."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.rules.lines import Money
from events.plan.rules.sheet import SheetRow, read_lines, rubles_of
from events.programme.rules import EventFormat, EventType

COUNTRIES = {"казахстан": "KZ", "китай": "CN"}
HEAD = (
    *("№ п/п", "Наименование мероприятия", "Тип", "Страна", "Город", "Дата начала"),
    *("Дата окончания", "Месяц", "Формат", "Причина дистанционного формата", "Отрасль"),
    *("Планируемое число участников", "Ответственный исполнитель", "Соисполнители"),
    *("Привлечение торгпредства", "Привлечение РЭЦ", "Объём финансирования, тыс. руб."),
    *("Источник", "Ожидаемый результат"),
)
GOOD = (
    *(1, "Бизнес-миссия", 1, "Казахстан", "г. Астана", datetime(2026, 2, 10)),  # noqa: DTZ001 - as Excel gives it
    *("12.02.2026", None, "очный", None, "машиностроение, агро", 6, "ЦПЭ", None),
    *("да", "нет", 1450.5, "областной бюджет", "10 контрактов"),
)


def read(*rows, head=HEAD, first=3, known=None):
    numbered = [SheetRow(1, ("План на 2026 год",)), SheetRow(first, head)]
    numbered += [SheetRow(first + index, cells) for index, cells in enumerate(rows, 1)]
    return read_lines(numbered, 2026, COUNTRIES, known or {})


def changed(**cells):
    values = dict(zip(HEAD, GOOD, strict=True)) | {"№ п/п": 2} | cells
    return tuple(values[name] for name in HEAD)


def test_a_good_row_is_a_line():
    (line,), faults = read(GOOD)
    assert faults == ()
    facts = line.facts
    assert (facts.type, facts.country, facts.format) == (EventType.MISSION, "KZ", "in_person")
    assert (facts.starts_on, facts.ends_on) == (date(2026, 2, 10), date(2026, 2, 12))
    assert facts.money == (Money("областной бюджет", 1_450_500),)
    assert (line.number, line.sectors) == ("1", ("машиностроение", "агро"))
    assert (line.asks_trade_mission, line.asks_rec_office) == (True, False)


def test_columns_may_stand_in_any_order_and_to_the_right():
    order = sorted(range(len(HEAD)), key=lambda index: HEAD[index])
    (line,), faults = read(
        (None, "итоги подведены", *(GOOD[index] for index in order)),
        head=(None, "Итог", *(HEAD[index] for index in order)),
    )
    assert (faults, line.facts.name) == ((), "Бизнес-миссия")


@pytest.mark.parametrize(
    ("head", "row", "where", "code"),
    (
        ((*HEAD, "Примечание"), (*GOOD, "важно"), (3, 19), "unknown_heading"),
        ((*HEAD, "Объем финансиравания"), (*GOOD, 5), (3, 19), "unknown_heading"),
        ((*HEAD, "Страна"), (*GOOD, "Китай"), (3, 19), "heading_twice"),
        (HEAD, (*GOOD, "выпало"), (4, 19), "no_heading"),
    ),
)
def test_what_nobody_would_read_is_refused_by_its_cell(head, row, where, code):
    _lines, (fault,) = read(row, head=head)
    assert ((fault.row, fault.column), fault.refusal.code) == (where, code)


def test_a_number_stands_in_a_table_once():
    _lines, (fault,) = read(GOOD, GOOD)
    assert (fault.row, fault.column, fault.refusal.code) == (5, 0, "number_twice")


KNOWN = {
    "1": {
        **dict.fromkeys(("city", "remote_reason", "co_executors", "month", "source"), ""),
        "number": "1",
        "name": "Миссия",
        "type": 1,
        "country": "Казахстан",
        "starts_on": date(2026, 2, 10),
        "ends_on": date(2026, 2, 12),
        "format": "очный",
        "sectors": "агро",
        "participants": 6,
        "responsible": "ЦПЭ",
        "trade_mission": "да",
        "rec_office": "нет",
        "money": Decimal("1450.5"),
        "expected_result": "a\r\nb",
    }
}


def test_a_column_that_the_table_lacks_stays_as_the_line_has_it():
    (line,), faults = read(
        (1, "Миссия", 1, "Казахстан", "ЦПЭ"),
        head=("№ п/п", "Наименование", "Тип", "Страна", "Ответственный"),
        known=KNOWN,
    )
    assert (faults, line.changed) == ((), frozenset())
    assert (line.facts.starts_on, line.facts.participants) == (date(2026, 2, 10), 6)
    assert (line.asks_trade_mission, line.expected_result) == (True, "a\nb")


def test_only_what_differs_from_the_line_of_the_number_is_changed():
    (line, new), faults = read(
        (1, "Миссия", 1, "Казахстан", "ЦПЭ", "15.03.2026", "17.03.2026", 8),
        (2, "Форум", 2, "Китай", "ЦПЭ", "15.03.2026", None, 8),
        head=(*("№", "Наименование", "Тип", "Страна", "Ответственный"), *HEAD[5:7], HEAD[11]),
        known=KNOWN,
    )
    assert faults == ()
    assert line.changed == {"starts_on", "ends_on", "participants"}
    assert new.changed is None


def test_an_emptied_cell_empties_its_field():
    (line,), faults = read(
        (1, "Миссия", 1, "Казахстан", "ЦПЭ", None),
        head=("№", "Наименование", "Тип", "Страна", "Ответственный", "Отрасль"),
        known=KNOWN,
    )
    assert (faults, line.changed, line.sectors) == ((), {"sectors"}, ())


def test_without_numbers_a_table_cannot_say_which_lines_it_changes():
    head, row = ("Наименование", "Тип", "Страна", "Ответственный"), ("Миссия", 1, "Китай", "ЦПЭ")
    _lines, faults = read(row, head=head, known=KNOWN)
    assert [fault.refusal.code for fault in faults if fault.row == 3] == ["no_numbers"]
    assert "no_numbers" not in {fault.refusal.code for fault in read(row, head=head)[1]}


def test_totals_and_empty_rows_are_no_lines():
    total = ("Итого", *(None,) * (len(HEAD) - 1))
    assert len(read(GOOD, total)[0]) == 1


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    (
        ({"Наименование мероприятия": None, "Страна": "Китай"}, 1, "no_name"),
        ({"Тип": None}, 2, "no_type"),
        ({"Тип": 4}, 2, "no_type"),
        ({"Тип": 12}, 2, "no_type"),
        ({"Страна": "Казахстон"}, 3, "unknown_country"),
        ({"Страна": None}, 3, "no_country"),
        ({"Дата начала": "31.02.2026"}, 5, "date_impossible"),
        ({"Дата окончания": "09.02.2026"}, 6, "ends_before_start"),
        ({"Дата начала": "30.12.2026", "Дата окончания": "02.01.2027"}, 6, "other_year"),
        ({"Дата начала": None, "Дата окончания": None}, 5, "no_time"),
        ({"Месяц": "мартобрь"}, 7, "unknown_word"),
        ({"Формат": "заочный"}, 8, "unknown_word"),
        ({"Формат": "дистанционный"}, 9, "remote_reason"),
        ({"Планируемое число участников": "много"}, 11, "not_whole"),
        ({"Планируемое число участников": -5}, 11, "not_whole"),
        ({"Ответственный исполнитель": " "}, 12, "no_responsible"),
        ({"Привлечение РЭЦ": "может быть"}, 15, "unknown_word"),
        ({"Объём финансирования, тыс. руб.": "много"}, 16, "not_a_sum"),
        ({"Объём финансирования, тыс. руб.": "1,0005"}, 16, "not_a_sum"),
        ({"Объём финансирования, тыс. руб.": -1}, 16, "out_of_range"),
        ({"Объём финансирования, тыс. руб.": "NaN"}, 16, "not_a_sum"),
        ({"Объём финансирования, тыс. руб.": "9" * 100}, 16, "not_a_sum"),
        ({"Источник": "а – 1000; б – 400"}, 17, "sums_differ"),
        ({"Источник": "а" * 201}, 17, "too_long_text"),
        ({"Ответственный исполнитель": "а" * 401}, 12, "too_long_text"),
        ({"Наименование мероприятия": "а" * 501}, 1, "too_long_text"),
    ),
)
def test_each_fault_is_named_by_its_cell(cells, column, code):
    _lines, faults = read(GOOD, changed(**cells))
    assert [(fault.row, fault.column, fault.refusal.code) for fault in faults] == [
        (5, column, code)
    ]


def test_all_faults_are_told_at_once():
    _lines, faults = read(changed(Страна="?", Тип="?"), changed(Формат="?", **{"№ п/п": 3}))
    assert [(fault.row, fault.column) for fault in faults] == [(4, 3), (4, 2), (5, 8)]


def test_a_table_without_its_heading_is_no_plan():
    lines, (fault,) = read(GOOD, head=("Имя", "Дата"))
    assert (lines, fault.row, fault.refusal.code) == ((), 0, "no_head")


def test_a_month_serves_where_days_are_not_known():
    cells = {"Дата начала": None, "Дата окончания": None, "Месяц": "Март"}
    (line,), faults = read(changed(**cells))
    assert (faults, line.facts.month, line.facts.starts_on) == ((), 3, None)


def test_money_is_divided_between_its_sources():
    cells = {
        "Объём финансирования, тыс. руб.": "1 450,5",
        "Источник": "областной бюджет – 1 000,0; субсидия – 450,5",
    }
    (line,), faults = read(changed(**cells))
    assert faults == ()
    assert line.facts.money == (Money("областной бюджет", 1_000_000), Money("субсидия", 450_500))


@pytest.mark.parametrize(
    ("text", "rubles"),
    (("1450,0", 1_450_000), ("1 450.5", 1_450_500), ("0,001", 1), ("0,0001", None), ("", None)),
)
def test_sums_are_thousands_of_whole_rubles(text, rubles):
    assert rubles_of(text) == rubles


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
)


@given(st.lists(st.lists(CELLS, max_size=len(HEAD) + 2), max_size=3))
def test_no_cell_breaks_the_reading(rows):
    lines, faults = read(*map(tuple, rows))
    assert len(lines) <= len(rows)
    assert all(fault.refusal.message for fault in faults)
    assert {line.facts.format for line in lines} <= set(EventFormat)
