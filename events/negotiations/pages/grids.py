"""The grid of a schedule, and what can be done with one pair in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.missions.rules.timetable.choices import Choice
from events.missions.rules.timetable.problem import Pair, Side
from events.negotiations.queries.grid import MeetingRow, WaitingRow
from events.negotiations.queries.heads import Head
from events.negotiations.queries.people import PersonLine
from events.negotiations.rules.candidates import Candidate
from events.negotiations.rules.materials import Materials, Row
from events.negotiations.rules.slots import Slot

TABLES = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """One row at one time. `partner` is who is met, at a table both; a single hall is not named."""

    slot: Slot
    meeting: MeetingRow | None
    partner: str = ""
    hall: str = ""
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A participant (with its number) or a table through the day."""

    label: str
    number: int | None
    cells: tuple[Cell, ...]

    @property
    def busy(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.meeting is not None)


@dataclass(frozen=True, slots=True)
class GridPage:
    """Rows of one side, or tables, through one day or all."""

    head: Head
    view: str
    day: date | None
    query: str
    slots: tuple[Slot, ...]
    rows: tuple[GridRow, ...]
    number: int
    last: int


def rows_of_people(
    head: Head,
    slots: tuple[Slot, ...],
    people: Iterable[PersonLine],
    meetings: Iterable[MeetingRow],
) -> tuple[GridRow, ...]:
    several = len(head.rooms) > 1
    halls = {room.number: room.name for room in head.rooms if several}
    found: dict[tuple[int, int], tuple[MeetingRow, str]] = {}
    for one in meetings:
        found[one.first, one.slot] = (one, one.second_name)
        found[one.second, one.slot] = (one, one.first_name)
    rows = []
    for person in people:
        away = frozenset(person.absences)
        cells = []
        for slot in slots:
            meeting, partner = found.get((person.number, slot.number), (None, ""))
            hall = halls.get(meeting.hall or 0, "") if meeting else ""
            cells.append(Cell(slot, meeting, partner, hall, is_away=slot.key in away))
        rows.append(GridRow(person.name, person.number, tuple(cells)))
    return tuple(rows)


def rows_of_tables(
    head: Head, slots: tuple[Slot, ...], hall: int, meetings: Iterable[MeetingRow]
) -> tuple[GridRow, ...]:
    room = next(each for each in head.rooms if each.number == hall)
    found = {(one.table, one.slot): one for one in meetings}
    rows = []
    for table in range(1, room.tables + 1):
        cells = []
        for slot in slots:
            one = found.get((table, slot.number))
            partner = f"{one.first_name} – {one.second_name}" if one else ""
            cells.append(Cell(slot, one, partner, is_away=slot.key in room.closed))
        rows.append(GridRow(str(table), None, tuple(cells)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Option:
    """A time that the pair could have. `blocking` are the pairs in the way, with their names."""

    slot: Slot
    choice: Choice
    blocking: tuple[tuple[Pair, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair: its meeting or why it has none, and every time that it could have."""

    head: Head
    pair: Pair
    names: tuple[str, str]
    row: Row | None
    meeting_id: UUID | None
    slot: Slot | None
    hall: str
    interpreter: str
    options: tuple[Option, ...] = field(default=())

    @classmethod
    def of(
        cls,
        head: Head,
        materials: Materials,
        pair: Pair,
        choices: Iterable[Choice],
        meeting_id: UUID | None,
    ) -> "PairPage":
        names = {one.number: one.name for one in materials.people}
        row = next((each for each in materials.rows if each.pair == pair), None)
        halls = {room.number: room.name for room in materials.rooms}
        voices = {one.number: one.name for one in materials.voices}
        options = tuple(
            Option(
                materials.slots[one.slot],
                one,
                tuple((each, f"{names[each[0]]} – {names[each[1]]}") for each in one.in_the_way),
            )
            for one in choices
        )
        is_placed = row is not None and row.slot is not None
        return cls(
            head=head,
            pair=pair,
            names=(names[pair[0]], names[pair[1]]),
            row=row,
            meeting_id=meeting_id,
            slot=materials.slots[row.slot or 0] if row and is_placed else None,
            hall=halls.get(row.hall or 0, "") if row else "",
            interpreter=voices.get(row.interpreter or 0, "") if row else "",
            options=options,
        )


@dataclass(frozen=True, slots=True)
class CellPage:
    """An empty cell of a participant: who could be met then."""

    head: Head
    number: int
    name: str
    side: Side
    slot: Slot
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Pairs without a time, a page of them."""

    head: Head
    rows: tuple[WaitingRow, ...]
    total: int
    number: int
    last: int
