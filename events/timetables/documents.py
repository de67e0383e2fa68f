"""Personal timetables as papers, Russian or English, and as events of a calendar. Pure.

The same record gives the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from core.kernel.calendars import CalendarEvent, EventStatus, Feed
from core.kernel.language import formats_for
from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table, Title
from core.kernel.zones import moscow_offset, utc
from events.negotiations.rules.slots import Slot

WORDS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "kind": "ГРАФИК ДЕЛОВЫХ ПЕРЕГОВОРОВ",
        "title": "График деловых переговоров: {name}",
        "time": "Время",
        "partner": "Партнёр",
        "place": "Место",
        "interpreter": "Переводчик",
        "table": "стол {number}",
        "zone": "Время местное{offset}.",
        "none": "Переговоры не назначены.",
        "ended": "Мероприятие перенесено или отменено: указанное ниже время больше не действует.",
        "meeting": "Переговоры: {partner}",
        "moscow": "МСК",
    },
    "en": {
        "kind": "SCHEDULE OF NEGOTIATIONS",
        "title": "Schedule of negotiations: {name}",
        "time": "Time",
        "partner": "Partner",
        "place": "Place",
        "interpreter": "Interpreter",
        "table": "table {number}",
        "zone": "Local time{offset}.",
        "none": "No meetings yet.",
        "ended": "The event is moved or cancelled: the times below do not hold any more.",
        "meeting": "Negotiations: {partner}",
        "moscow": "MSK",
    },
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as paper and calendar name it."""

    id: UUID
    slot: Slot
    partner: str
    country: str = ""
    hall: str = ""
    table: int | None = None
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class TimetableRecord:
    """A participant's timetable. `edition` grows with each publication, `changed_at` too.

    Once it `has_ended`, its times hold no longer.
    """

    participant_id: UUID
    name: str
    event: str
    place: str
    zone: str
    body: str
    edition: int
    changed_at: datetime
    meetings: Sequence[Meeting]
    language: str = "ru"
    has_ended: bool = False

    @property
    def words(self) -> Mapping[str, str]:
        return WORDS.get(self.language, WORDS["ru"])


def timetable_paper(record: TimetableRecord) -> Paper:
    return Paper(
        name="timetable",
        title=set_in(record.words["title"].format(name=record.name)),
        language=record.language,
        made_at=record.changed_at,
        blocks=tidied(blocks_of(record)),
        author=record.body,
    )


def blocks_of(record: TimetableRecord) -> list[Block]:
    words = record.words
    place = "; ".join(filter(None, (record.event, record.place)))
    blocks: list[Block] = [
        Title(record.body.upper() if record.language == "ru" else "", words["kind"], record.name),
        Paragraph(place, Align.LEFT, indented=False),
    ]
    if not record.meetings:
        return [*blocks, Paragraph(words["none"])]
    if record.has_ended:
        blocks.append(Paragraph(words["ended"], Align.LEFT, indented=False))
    columns = (
        Column(words["time"], 16),
        Column(words["partner"], 36),
        Column(words["place"], 24),
        Column(words["interpreter"], 24),
    )
    rows = tuple(rows_of(record))
    zone = Paragraph(words["zone"].format(offset=offset_of(record)), Align.LEFT, indented=False)
    return [*blocks, Table("", columns, rows), zone]


def rows_of(record: TimetableRecord) -> Iterable[tuple[str, ...]]:
    """A day is a row of its own above its meetings."""
    day = None
    for one in record.meetings:
        if one.slot.day != day:
            day = one.slot.day
            yield (formats_for(record.language).date_with_weekday(day),)
        partner = ", ".join(filter(None, (one.partner, one.country)))
        yield (hours(one.slot), partner, where(one, record) or "–", one.interpreter or "–")


def hours(slot: Slot) -> str:
    return f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"


def where(one: Meeting, record: TimetableRecord) -> str:
    table = record.words["table"].format(number=one.table) if one.table is not None else ""
    return ", ".join(filter(None, (one.hall, table)))


def offset_of(record: TimetableRecord) -> str:
    """« (МСК+2)» where the clocks differ from Moscow's."""
    first = record.meetings[0].slot
    moment = utc(first.day, first.starts_at, record.zone)
    offset = moscow_offset(record.zone, moment, record.words["moscow"])
    return f" ({offset})" if offset else ""


def feed_of(record: TimetableRecord, url: str) -> Feed:
    """Its meetings by the clocks of the place; a moved one keeps its identity."""
    return Feed(
        uid=str(uuid5(NAMESPACE_OID, f"negotiator {record.participant_id}")),
        name=f"{record.words['kind'].capitalize()}: {record.event}",
        events=tuple(event_of(one, record, url) for one in record.meetings),
        url=url,
        hours=1,
    )


def event_of(one: Meeting, record: TimetableRecord, url: str) -> CalendarEvent:
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_OID, f"negotiation {one.id} {record.participant_id}")),
        title=record.words["meeting"].format(partner=one.partner),
        starts=utc(one.slot.day, one.slot.starts_at, record.zone),
        ends=utc(one.slot.day, one.slot.ends_at, record.zone),
        zone=record.zone,
        stamp=record.changed_at,
        sequence=2 * record.edition + record.has_ended,  # odd: called off until the next edition
        status=EventStatus.CANCELLED if record.has_ended else EventStatus.CONFIRMED,
        place=", ".join(filter(None, (where(one, record), record.place))),
        text=record.event,
        url=url,
    )
