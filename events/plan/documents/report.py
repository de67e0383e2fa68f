"""The report on the execution of a year's plan: the figure, how it is counted, what is behind it.

Pure; the same record gives the same bytes. Source: DOMAIN.md § 1.6.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Table,
    Title,
)
from core.kernel.russian import counted, date_long, number, number_sign
from core.kernel.typography import NBSP
from events.plan.documents.printed import QUARTERS, taken_out_said, thousands
from events.plan.rules.completion import Completion, Part, Verdict
from events.plan.rules.report import Decision, ReportRecord
from events.programme.rules import EventType

EVENTS = ("мероприятие", "мероприятия", "мероприятий")
OF_EVENTS = ("мероприятия", "мероприятий", "мероприятий")
KINDS = {
    EventType.MISSION: "Бизнес-миссии",
    EventType.BUYERS: "Приём покупателей",
    EventType.EXHIBITION: "Выставки и ярмарки",
}
PARTS = (
    Column("Часть плана", 27),
    Column("Запланировано", 23, Align.CENTRE),
    Column("Проведено", 15, Align.CENTRE),
    Column("По плану, тыс. рублей", 17, Align.CENTRE),
    Column("Проведено, тыс. рублей", 18, Align.CENTRE),
)
NOT_COUNTED = (
    Column("Мероприятие", 36),
    Column("Срок по плану", 18),
    Column("Состояние", 18),
    Column("Причина", 28),
)


def report_paper(record: ReportRecord) -> Paper:
    _head, _, rest = record.title.partition(" ")
    heading = f"об исполнении плана {rest}"
    return Paper(
        name="report-on-plan",
        title=set_in(f"Отчёт {heading}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied((Title(record.body.upper(), "ОТЧЁТ", heading), *blocks_of(record))),
        author=record.body,
    )


def blocks_of(record: ReportRecord) -> Iterator[Block]:
    when = "Год закрыт" if record.closed_on else "По состоянию на"
    yield Paragraph(f"{when} {date_long(record.closed_on or record.day)}", Align.LEFT)
    yield Heading("Исполнение")
    yield Paragraph(figure_said(record.figures))
    yield Paragraph(VERDICTS[record.figures.verdict](record.figures))
    yield Heading("Порядок подсчёта")
    yield Paragraph(" ".join(record.definition))
    yield Heading("Части плана, для сведения")
    yield Table("", PARTS, tuple(parts_of(record)))
    if record.not_counted:
        yield Heading("Мероприятия плана, которые не засчитаны")
        rows = ((e.name, e.planned, e.standing, e.reason or "–") for e in record.not_counted)
        yield Table("", NOT_COUNTED, tuple(rows))
    if record.unplanned:
        yield Heading("Вне плана, не засчитываются")
        yield listing(record.unplanned)
    yield Heading("Решения совета")
    yield listing(map(decision_said, record.decisions))
    if record.taken_out:
        yield Heading("Исключены из плана решениями совета")
        yield listing(map(taken_out_said, record.taken_out))


def listing(texts: Iterable[str]) -> Listing:
    return Listing(tuple(Entry(f"{place}.", text) for place, text in enumerate(texts, 1)))


def figure_said(done: Completion) -> str:
    """«Проведено 19 из 24 мероприятий, 79,2 %. Порог – 80 %: нужно провести 20»."""
    share = percent_said(done.percent_tenths)
    return (
        f"Проведено {done.held} из {counted(done.planned, *OF_EVENTS)}, {share}. "
        f"Порог – {done.threshold}{NBSP}%: нужно провести {done.needed}."
    )


def percent_said(tenths: int) -> str:
    return f"{number(Decimal(tenths) / 10, 1)}{NBSP}%"


def forecast_said(done: Completion) -> str:
    share = percent_said(done.forecast_tenths)
    return f"Прогноз на 31 декабря: {done.forecast} из {done.planned}, {share}."


VERDICTS: dict[Verdict, Callable[[Completion], str]] = {
    Verdict.EMPTY: lambda _done: "В плане нет мероприятий: он не исполнен.",
    Verdict.REACHED: lambda done: f"Порог достигнут. {forecast_said(done)}",
    Verdict.SAFE: lambda done: (
        f"До порога не хватает {done.lacking}. {forecast_said(done)} Порог будет достигнут, "
        f"даже если не состоятся ещё {counted(done.may_lose, *EVENTS)}."
    ),
    Verdict.TIGHT: lambda done: (
        f"До порога не хватает {done.lacking}. {forecast_said(done)} Порог будет достигнут, "
        "только если состоятся все оставшиеся мероприятия."
    ),
    Verdict.OUT_OF_REACH: lambda done: f"Порог уже не может быть достигнут. {forecast_said(done)}",
}


def parts_of(record: ReportRecord) -> Iterator[tuple[str, ...]]:
    yield ("По видам",)
    yield from (row_of(KINDS[kind], part) for kind, part in record.by_type.items())
    yield ("По кварталам",)
    for quarter, part in record.by_quarter.items():
        yield row_of(f"{QUARTERS[quarter - 1]} квартал", part)
    if record.by_country:
        yield ("По приоритетным странам",)
        yield from (row_of(name, part) for name, part in record.by_country.items())
        yield row_of("Приоритетные страны, всего", record.priority)
    yield ("Итого",)
    yield row_of("План целиком", record.whole)


def row_of(name: str, part: Part) -> tuple[str, ...]:
    figures = (str(part.planned), str(part.held))
    return (name, *figures, thousands(part.money_planned), thousands(part.money_held))


def decision_said(found: Decision) -> str:
    """«Редакция 2: протокол от 25 июня 2026 г. № 2, пункт 3. Включено 1, перенесено 2»."""
    minutes = f"протокол от {date_long(found.approved_on)} {number_sign(found.minutes_number)}"
    item = f", пункт {found.item_number}" if found.item_number else ""
    counts = (("включено", found.added), ("перенесено", found.moved), ("изменено", found.changed))
    told = ", ".join(f"{word} {count}" for word, count in counts if count)
    changes = f" {told.capitalize()}." if told else ""
    return f"Редакция {found.edition}: {minutes}{item}.{changes}"
