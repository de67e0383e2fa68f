"""The plan of events as it is printed: landscape, by types, with the line of approval. Pure.

Columns and totals as DOMAIN.md § 2.5; the same record gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Corner, Paper, Paragraph, Table, Title
from core.kernel.russian import counted, date_long, number, number_sign, period_brief
from events.plan.rules.printed import PlanRecord, PlanRow, TakenOut
from events.programme.rules import EventType

TYPES = {
    EventType.MISSION: "1. Международные бизнес-миссии и обеспечение участия бизнес-делегаций "
    "в визитах руководства за рубеж",
    EventType.BUYERS: "2. Привлечение иностранных покупателей",
    EventType.EXHIBITION: "3. Международные выставочно-ярмарочные мероприятия",
}
COLUMNS = (
    Column("№", 8, Align.CENTRE),
    Column("Наименование мероприятия", 14),
    Column("Страна, город", 9),
    Column("Срок", 10, Align.CENTRE),
    Column("Формат, отрасль", 14),
    Column("Число участников", 9, Align.CENTRE),
    Column("Ответственный, соисполнители; привлечение торгпредства, РЭЦ", 14),
    Column("Тыс. рублей, источник", 10),
    Column("Ожидаемый результат; отметка об исполнении, итог", 12),
)
QUARTERS = ("I", "II", "III", "IV")
NO_DAYS = "не определён"


def plan_paper(record: PlanRecord) -> Paper:
    return Paper(
        name="plan-of-events",
        title=set_in(record.title),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        is_landscape=True,
        address=record.address,
        note="" if record.approved_on else "Проект",
        author=record.body,
    )


def blocks_of(record: PlanRecord) -> list[Block]:
    head, _, rest = record.title.partition(" ")
    return [
        Corner(approval_of(record)),
        Title(record.body.upper(), head.upper(), rest),
        Table("", COLUMNS, tuple(table_of(record.rows)), is_dense=True),
        *(Paragraph(line, Align.LEFT, indented=False) for line in totals_of(record.rows)),
        *(Paragraph(line, Align.LEFT, indented=False) for line in taken_out_of(record)),
    ]


def approval_of(record: PlanRecord) -> tuple[str, ...]:
    """«УТВЕРЖДЁН протоколом заседания … от … № …»."""
    if record.approved_on is None or record.minutes_number is None:
        return ("ПРОЕКТ", f"редакция {record.edition}")
    day, minutes = date_long(record.approved_on), number_sign(record.minutes_number)
    item = f", пункт {record.item_number}" if record.item_number else ""
    lines = (
        "УТВЕРЖДЁН",
        f"протоколом заседания {record.body_genitive}",
        f"от {day} {minutes}{item}",
    )
    return lines if record.edition == 1 else (*lines, f"(редакция {record.edition})")


def table_of(rows: Sequence[PlanRow]) -> Iterable[tuple[str, ...]]:
    for kind, title in TYPES.items():
        found = [row for row in rows if row.type is kind]
        if found:
            yield (title,)
            yield from (cells_of(row) for row in found)


def cells_of(row: PlanRow) -> tuple[str, ...]:
    return (
        row.number,
        row.name,
        row.place,
        days_of(row),
        by_lines(row.format, row.sectors),
        str(row.participants or "–"),
        by_lines(row.responsible, row.co_executors, after("Привлекаются: ", row.support)),
        by_lines(thousands(row.rubles), row.source),
        by_lines(after("Ожидается: ", row.expected_result), row.state, row.outcome),
    )


def by_lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def after(word: str, text: str) -> str:
    return f"{word}{text}" if text else ""


def days_of(row: PlanRow) -> str:
    if row.starts_on and row.ends_on:
        return period_brief(row.starts_on, row.ends_on)
    return row.month or NO_DAYS


def thousands(rubles: int) -> str:
    return number(Decimal(rubles) / 1000, 1)


def totals_of(rows: Sequence[PlanRow]) -> Iterable[str]:
    """Totals by type and by quarter, then the whole."""
    for kind in EventType:
        found = [row for row in rows if row.type is kind]
        if found:
            yield f"Всего по разделу {list(EventType).index(kind) + 1}: {said(found)}."
    for quarter, name in enumerate(QUARTERS, 1):
        found = [row for row in rows if row.quarter == quarter]
        if found:
            yield f"{name} квартал: {said(found)}."
    yield f"Итого: {said(rows)}."


def said(rows: Sequence[PlanRow]) -> str:
    count = counted(len(rows), "мероприятие", "мероприятия", "мероприятий")
    return f"{count}, {thousands(sum(row.rubles for row in rows))} тыс. рублей"


def taken_out_of(record: PlanRecord) -> Iterable[str]:
    """What the council took out since the first edition; what was late is said for ever."""
    if record.taken_out:
        yield "Исключены из плана решениями совета:"
    yield from map(taken_out_said, record.taken_out)


def taken_out_said(found: TakenOut) -> str:
    late = " Исключено после планового срока проведения." if found.is_late else ""
    reason = f" Причина: {found.reason.strip().rstrip('.')}." if found.reason.strip() else ""
    return f"«{found.name}» (редакция {found.edition}).{reason}{late}"
