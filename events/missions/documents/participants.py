"""The final list of companies of a mission or a stand, and the waiting list. Pure.

The same record gives the same bytes.
"""

from collections.abc import Sequence

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Heading, Paper, Paragraph, Table, Title
from core.kernel.russian import date_long, period
from events.missions.rules.participants import Participant, ParticipantsRecord

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Компания", 29),
    Column("ИНН", 18),
    Column("Продукция", 23),
    Column("Представитель", 24),
)


UNNAMED = "не назван: нет согласия на передачу данных"


def participants_paper(record: ParticipantsRecord) -> Paper:
    title = f"Список участников мероприятия «{record.event}»"
    return Paper(
        name="participants",
        title=set_in(title),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        author=record.body,
    )


def blocks_of(record: ParticipantsRecord) -> list[Block]:
    days = record.starts_on, record.ends_on
    when = period(days[0], days[1]) if days[0] and days[1] else ""
    blocks: list[Block] = [
        Title(record.body.upper(), "СПИСОК", f"участников мероприятия «{record.event}»"),
        Paragraph("; ".join(filter(None, (record.place, when))), Align.LEFT, indented=False),
    ]
    if record.chosen:
        blocks.append(Table("", COLUMNS, tuple(cells(record.chosen))))
    else:
        blocks.append(Paragraph("Участники не отобраны."))
    if record.waiting:
        blocks += [Heading("Лист ожидания"), Table("", COLUMNS, tuple(cells(record.waiting)))]
    taken = f"Мест: {record.places}, предоставлено: {record.taken}."
    until = f"Заявки принимались до {date_long(record.last_day)} включительно."
    return [*blocks, Paragraph(f"{taken} {until}", Align.LEFT, indented=False)]


def cells(rows: Sequence[Participant]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            row.company,
            row.inn,
            row.products,
            row.representative or UNNAMED,
        )
        for number, row in enumerate(rows, 1)
    ]
