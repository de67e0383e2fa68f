"""The report on the execution of a plan: the figure, how it is counted, what does not count."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.kernel.papers import Heading, Listing, Paragraph, Table
from events.plan.documents import report_paper
from events.plan.rules.completion import Completion, Part
from events.plan.rules.printed import TakenOut
from events.plan.rules.report import Decision, NotCounted, ReportRecord
from events.programme.rules import EventType

RECORD = ReportRecord(
    body="Экспортный совет",
    title="План международных мероприятий области на 2026 год",
    year=2026,
    day=date(2026, 11, 21),
    figures=Completion(24, 19, 4),
    definition=("Засчитываются проведённые.", "Дистанционные засчитываются."),
    decisions=(
        Decision(1, date(2025, 12, 18), 4),
        Decision(2, date(2026, 6, 25), 2, item_number=3, added=2, moved=1),
    ),
    by_type={EventType.MISSION: Part(8, 5, 15_870_000, 8_520_000)},
    by_quarter={1: Part(5, 5, 1_000_000, 1_000_000), 4: Part(10, 5, 0, 0)},
    by_country={"Китай": Part(3, 3, 9_140_000, 9_140_000)},
    priority=Part(13, 11, 28_270_000, 24_930_000),
    whole=Part(24, 19, 48_570_000, 38_990_000),
    not_counted=(NotCounted("Миссия в Иран", "12–15 октября 2026 г.", "отменено", "риск"),),
    unplanned=("Практическая сессия",),
    taken_out=(TakenOut(2, "Выставка", "отказ", is_late=True),),
    made_at=datetime(2026, 11, 21, 7, tzinfo=UTC),
)


def plain(text):
    return text.replace("\u00a0", " ")


def blocks(record, kind):
    return [block for block in report_paper(record).blocks if isinstance(block, kind)]


def texts(record):
    return [plain(block.text) for block in blocks(record, Paragraph)]


def test_the_figure_stands_with_its_definition_beside_it():
    said = texts(RECORD)
    assert said[0] == "По состоянию на 21 ноября 2026 г."
    assert said[1] == "Проведено 19 из 24 мероприятий, 79,2 %. Порог – 80 %: нужно провести 20."
    assert said[3] == "Засчитываются проведённые. Дистанционные засчитываются."


@pytest.mark.parametrize(
    ("figures", "said"),
    (
        (Completion(0, 0, 0), "В плане нет мероприятий: он не исполнен."),
        (Completion(24, 20, 1), "Порог достигнут. Прогноз на 31 декабря: 21 из 24, 87,5 %."),
        (
            Completion(24, 19, 4),
            (
                "До порога не хватает 1. Прогноз на 31 декабря: 23 из 24, 95,8 %. "
                "Порог будет достигнут, даже если не состоятся ещё 3 мероприятия."
            ),
        ),
        (
            Completion(24, 19, 1),
            (
                "До порога не хватает 1. Прогноз на 31 декабря: 20 из 24, 83,3 %. "
                "Порог будет достигнут, только если состоятся все оставшиеся мероприятия."
            ),
        ),
        (
            Completion(24, 18, 1),
            "Порог уже не может быть достигнут. Прогноз на 31 декабря: 19 из 24, 79,2 %.",
        ),
    ),
)
def test_each_verdict_is_said_in_words(figures, said):
    assert texts(replace(RECORD, figures=figures))[2] == said


def test_a_closed_year_is_reported_on_the_day_of_closing():
    assert texts(replace(RECORD, closed_on=date(2027, 1, 15)))[0] == "Год закрыт 15 января 2027 г."


def test_parts_stand_by_type_quarter_and_priority_country():
    parts, lost = blocks(RECORD, Table)
    rows = [tuple(map(plain, row)) for row in parts.rows]
    assert ("Бизнес-миссии", "8", "5", "15 870,0", "8 520,0") in rows
    assert ("IV квартал", "10", "5", "0,0", "0,0") in rows
    assert ("Китай", "3", "3", "9 140,0", "9 140,0") in rows
    assert rows[-1] == ("План целиком", "24", "19", "48 570,0", "38 990,0")
    assert [tuple(map(plain, row)) for row in lost.rows] == [
        ("Миссия в Иран", "12–15 октября 2026 г.", "отменено", "риск")
    ]
    without = replace(RECORD, by_country={}, not_counted=())
    assert "По приоритетным странам" not in {row[0] for row in blocks(without, Table)[0].rows}


def test_decisions_and_late_removals_are_told():
    said = [[plain(entry.text) for entry in block.entries] for block in blocks(RECORD, Listing)]
    assert said == [
        ["Практическая сессия"],
        [
            "Редакция 1: протокол от 18 декабря 2025 г. № 4.",
            "Редакция 2: протокол от 25 июня 2026 г. № 2, пункт 3. Включено 2, перенесено 1.",
        ],
        ["«Выставка» (редакция 2). Причина: отказ. Исключено после планового срока проведения."],
    ]


def test_nothing_is_headed_that_there_was_none_of():
    empty = replace(RECORD, not_counted=(), unplanned=(), taken_out=())
    assert [block.text for block in blocks(empty, Heading)] == [
        "Исполнение",
        "Порядок подсчёта",
        "Части плана, для сведения",
        "Решения совета",
    ]
