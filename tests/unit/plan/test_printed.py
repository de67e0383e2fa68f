"""The printed plan: by types, with totals and the line of approval."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.kernel.papers import Corner, Paragraph, Table
from events.plan.documents import plan_paper
from events.plan.rules.printed import PlanRecord, PlanRow, TakenOut
from events.programme.rules import EventType

ROW = PlanRow(
    number="1",
    name="Бизнес-миссия в Астану",
    type=EventType.MISSION,
    place="Казахстан, г. Астана",
    starts_on=date(2026, 2, 10),
    ends_on=date(2026, 2, 12),
    month="",
    format="очный",
    sectors="машиностроение",
    participants=6,
    responsible="ЦПЭ",
    rubles=1_450_500,
    source="областной бюджет",
    state="проведено",
    co_executors="Торговая палата",
    support="торгпредство, РЭЦ",
    expected_result="10 контрактов",
    outcome="12 предприятий",
)
RECORD = PlanRecord(
    body="Экспортный совет",
    body_genitive="Экспортного совета",
    title="План международных мероприятий области на 2026 год",
    year=2026,
    edition=1,
    approved_on=date(2025, 12, 18),
    minutes_number=4,
    rows=(
        ROW,
        replace(
            ROW,
            number="2",
            type=EventType.EXHIBITION,
            month="май",
            starts_on=None,
            ends_on=None,
            support="",
            expected_result="",
        ),
    ),
    made_at=datetime(2025, 12, 18, 12, tzinfo=UTC),
)


def plain(text):
    return text.replace("\u00a0", " ")


def blocks(record, kind):
    return [block for block in plan_paper(record).blocks if isinstance(block, kind)]


def test_an_approved_plan_names_its_minutes():
    (corner,) = blocks(RECORD, Corner)
    assert [plain(line) for line in corner.lines] == [
        "УТВЕРЖДЁН",
        "протоколом заседания Экспортного совета",
        "от 18 декабря 2025 г. № 4",
    ]


def test_the_line_of_approval_names_the_item_of_the_agenda():
    (corner,) = blocks(replace(RECORD, item_number=3), Corner)
    assert plain(corner.lines[-1]) == "от 18 декабря 2025 г. № 4, пункт 3"


def test_what_was_taken_out_is_told_and_whether_it_was_too_late():
    taken = (
        TakenOut(2, "Выставка", "отказ организатора."),
        TakenOut(3, "Приём", "не состоялся", is_late=True),
    )
    told = [plain(block.text) for block in blocks(replace(RECORD, taken_out=taken), Paragraph)]
    assert told[-3:] == [
        "Исключены из плана решениями совета:",
        "«Выставка» (редакция 2). Причина: отказ организатора.",
        "«Приём» (редакция 3). Причина: не состоялся. Исключено после планового срока проведения.",
    ]


def test_a_later_edition_and_a_draft_say_so():
    (later,) = blocks(replace(RECORD, edition=2), Corner)
    assert plain(later.lines[-1]) == "(редакция 2)"
    draft = replace(RECORD, approved_on=None, minutes_number=None)
    assert [plain(line) for line in blocks(draft, Corner)[0].lines] == ["ПРОЕКТ", "редакция 1"]
    assert plan_paper(draft).note == "Проект"


def test_lines_stand_under_their_types():
    (table,) = blocks(RECORD, Table)
    assert [row[0][:2] if len(row) == 1 else row[0] for row in table.rows] == ["1.", "1", "3.", "2"]
    assert plain(table.rows[1][3]) == "10–12 февраля"
    assert table.rows[3][3] == "май"
    assert table.rows[1][6] == "ЦПЭ\nТорговая палата\nПривлекаются: торгпредство, РЭЦ"
    assert plain(table.rows[1][7]) == "1 450,5\nобластной бюджет"
    assert plain(table.rows[1][8]) == "Ожидается: 10 контрактов\nпроведено\n12 предприятий"
    assert plain(table.rows[3][6]) == "ЦПЭ\nТорговая палата"
    assert plain(table.rows[3][8]) == "проведено\n12 предприятий"
    assert sum(column.share for column in table.columns) == 100


def test_totals_are_told_by_type_by_quarter_and_whole():
    totals = [plain(block.text) for block in blocks(RECORD, Paragraph)]
    assert totals == [
        "Всего по разделу 1: 1 мероприятие, 1 450,5 тыс. рублей.",
        "Всего по разделу 3: 1 мероприятие, 1 450,5 тыс. рублей.",
        "I квартал: 1 мероприятие, 1 450,5 тыс. рублей.",
        "Итого: 2 мероприятия, 2 901,0 тыс. рублей.",
    ]


def test_the_plan_is_printed_on_landscape_paper():
    assert plan_paper(RECORD).is_landscape


def test_the_same_plan_is_the_same_paper():
    assert plan_paper(RECORD) == plan_paper(RECORD)
