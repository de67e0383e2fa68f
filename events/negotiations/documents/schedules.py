"""The whole schedule of negotiations on landscape paper: a table for each half day. Pure.

The same record gives the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Heading, Paper, Paragraph, Table, Title
from core.kernel.russian import date_long
from core.kernel.zones import moscow_offset, utc
from events.missions.rules.timetable.problem import Side
from events.negotiations.rules.slots import Slot

WIDEST = 8  # slots side by side
FIRST = 20  # percent for the names
SIDES = {Side.EXPORTER: "Экспортёр", Side.BUYER: "Покупатель"}
Met = tuple[int, int, int, str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    """A schedule as its paper shows it; `edition` 0: a draft.

    `meetings` are (slot, first, second, name of the first, of the second, hall, table).
    """

    body: str
    event: str
    city: str
    zone: str
    edition: int
    made_at: datetime
    side: Side
    slots: tuple[Slot, ...]
    halls: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]
    meetings: tuple[Met, ...]


def schedule_paper(record: ScheduleRecord) -> Paper:
    title = f"График деловых переговоров. {record.event}"
    return Paper(
        name="negotiations",
        title=set_in(title),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        is_landscape=True,
        note="" if record.edition else "Проект",
        author=record.body,
    )


def blocks_of(record: ScheduleRecord) -> list[Block]:
    kind = "ГРАФИК ДЕЛОВЫХ ПЕРЕГОВОРОВ"
    place = f"Место: {record.city}. " if record.city else ""
    edition = f"Редакция № {record.edition}. " if record.edition else ""
    blocks: list[Block] = [
        Title(record.body.upper(), kind, record.event),
        Paragraph(f"{edition}{place}{clocks(record)}", Align.LEFT, indented=False),
    ]
    if not record.meetings:
        return [*blocks, Paragraph("Встречи ещё не назначены.")]
    met = met_by(record)
    for slots in parts_of(record.slots):
        rows = tuple(rows_of(record, slots, met))
        if not rows:
            continue
        hours = f"{slots[0].starts_at:%H:%M}–{slots[-1].ends_at:%H:%M}"
        blocks.append(Heading(f"{date_long(slots[0].day)}, {hours}"))
        blocks.append(Table("", columns_of(record, slots), rows, is_dense=True))
    return blocks


def clocks(record: ScheduleRecord) -> str:
    """«Время местное (МСК+2).», as it is on the first day."""
    if not record.slots:
        return "Время местное."
    first = record.slots[0]
    offset = moscow_offset(record.zone, utc(first.day, first.starts_at, record.zone))
    return f"Время местное ({offset})." if offset else "Время московское."


def parts_of(slots: tuple[Slot, ...]) -> Iterator[tuple[Slot, ...]]:
    """The slots of a half day, parted evenly where they are too many for the paper."""
    for _, group in groupby(slots, key=lambda slot: slot.session):
        found = tuple(group)
        pieces = -(-len(found) // WIDEST)
        size = -(-len(found) // pieces)
        for start in range(0, len(found), size):
            yield found[start : start + size]


def columns_of(record: ScheduleRecord, slots: tuple[Slot, ...]) -> tuple[Column, ...]:
    share, rest = divmod(100 - FIRST, len(slots))
    columns = [Column(SIDES[record.side], FIRST + rest)]
    columns += [Column(f"{slot.starts_at:%H:%M}", share) for slot in slots]
    return tuple(columns)


def met_by(record: ScheduleRecord) -> dict[tuple[int, int], str]:
    """By participant of the side and slot: whom it meets and where."""
    halls = dict(record.halls)
    found = {}
    for slot, first, second, first_name, second_name, hall, table in record.meetings:
        is_exporter = record.side is Side.EXPORTER
        own, partner = (first, second_name) if is_exporter else (second, first_name)
        room = halls.get(hall or 0, "") if len(halls) > 1 else ""
        seat = f"стол\u00a0{table}" if table is not None else ""
        where = ", ".join(filter(None, (room, seat)))
        found[own, slot] = f"{partner}\n{where}" if where else partner
    return found


def rows_of(
    record: ScheduleRecord, slots: tuple[Slot, ...], met: dict[tuple[int, int], str]
) -> Iterator[tuple[str, ...]]:
    """Who meets nobody in these slots has no row."""
    for number, name in record.people:
        cells = tuple(met.get((number, slot.number), "") for slot in slots)
        if any(cells):
            yield (name, *cells)
