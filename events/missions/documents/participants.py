"""The final list of companies of a mission or a stand, and the waiting list. Pure.

The same record gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Heading, Paper, Paragraph, Table, Title
from core.kernel.russian import date_long, period_brief
from events.missions.queries.applications import ApplicationRow
from events.missions.queries.calls import CallRow

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Компания", 30),
    Column("ИНН", 14),
    Column("Продукция", 24),
    Column("Представитель", 26),
)


@dataclass(frozen=True, slots=True)
class ParticipantsRecord:
    """Who is chosen, and who waits in the order of the list."""

    call: CallRow
    body: str
    chosen: Sequence[ApplicationRow]
    waiting: Sequence[ApplicationRow]
    made_at: datetime


def participants_paper(record: ParticipantsRecord) -> Paper:
    title = f"Список участников мероприятия «{record.call.name}»"
    return Paper(
        name="participants",
        title=set_in(title),
        language="ru",
        made_at=moment(record),
        blocks=tidied(blocks_of(record)),
        author=record.body,
    )


def moment(record: ParticipantsRecord) -> datetime:
    """The last change of what is shown: the same list gives the same bytes."""
    found = [row.changed_at for row in (*record.chosen, *record.waiting)]
    return max(found, default=record.made_at)


def blocks_of(record: ParticipantsRecord) -> list[Block]:
    call = record.call
    place = ", ".join(filter(None, (call.city, call.country)))
    when = period_brief(call.starts_on, call.ends_on) if call.starts_on and call.ends_on else ""
    blocks: list[Block] = [
        Title(record.body.upper(), "СПИСОК", f"участников мероприятия «{call.name}»"),
        Paragraph("; ".join(filter(None, (place, when))), Align.LEFT, indented=False),
    ]
    if record.chosen:
        blocks.append(Table("", COLUMNS, tuple(cells(record.chosen))))
    else:
        blocks.append(Paragraph("Участники не отобраны."))
    if record.waiting:
        blocks += [Heading("Лист ожидания"), Table("", COLUMNS, tuple(cells(record.waiting)))]
    taken = f"Мест: {call.places}, предоставлено: {call.taken}."
    until = f"Заявки принимались до {date_long(call.last_day)} включительно."
    return [*blocks, Paragraph(f"{taken} {until}", Align.LEFT, indented=False)]


def cells(rows: Sequence[ApplicationRow]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            row.company,
            row.inn,
            row.products,
            ", ".join(filter(None, (row.full_name, row.post))),
        )
        for number, row in enumerate(rows, 1)
    ]
