"""What a participant sees: the form of wishes, or the own timetable."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.missions.rules.timetable.problem import Side
from events.negotiations.pages.wishes import WishLine
from events.negotiations.queries.grid import MeetingRow
from events.negotiations.queries.heads import Head
from events.negotiations.queries.people import PersonRow
from events.negotiations.rules.slots import Slot


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """One meeting of the participant; `table` None: it has a room of its own."""

    slot: Slot
    partner: str
    hall: str
    table: int | None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page of one participant; `path` is secret."""

    head: Head
    person: PersonRow
    path: str
    lines: tuple[WishLine, ...]
    meetings: tuple[OwnMeeting, ...]
    may_answer: bool

    @classmethod
    def of(  # noqa: PLR0913 - what one page shows
        cls,
        head: Head,
        person: PersonRow,
        path: str,
        lines: tuple[WishLine, ...],
        meetings: Iterable[MeetingRow],
        *,
        may_answer: bool,
    ) -> "OwnPage":
        halls = {room.number: room.name for room in head.rooms}
        is_exporter = person.side is Side.EXPORTER
        own = tuple(
            OwnMeeting(
                head.slots[one.slot],
                one.second_name if is_exporter else one.first_name,
                halls.get(one.hall or 0, ""),
                one.table,
            )
            for one in meetings
        )
        return cls(head, person, path, lines, own, may_answer)
