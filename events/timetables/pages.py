"""What the pages of timetables show: one participant's meetings by day, all people, results."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.adapters.language import language
from core.kernel.zones import utc
from events.missions.rules.timetable.problem import Side
from events.negotiations.rules.slots import Slot
from events.programme.queries import StepRow
from events.timetables.queries import Frame, MeetingLine, Participant
from events.timetables.rules import MeetingGrade, Tally, tally_of
from events.words import country_in

TONES = {
    MeetingGrade.NOT_HELD: "plain",
    MeetingGrade.NO_INTEREST: "plain",
    MeetingGrade.INFORMATIVE: "new",
    MeetingGrade.COOPERATION: "ok",
}


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting from one participant's side."""

    line: MeetingLine
    slot: Slot
    starts_at: datetime
    partner: str
    country: str
    goods: str
    hall: str
    interpreter: str
    has_begun: bool

    @property
    def tone(self) -> str:
        return TONES[self.line.grade] if self.line.grade else "warn"

    @property
    def is_owed(self) -> bool:
        """It should have taken place, and nobody said how it went."""
        return self.has_begun and self.line.grade is None


def appointment_of(
    frame: Frame, line: MeetingLine, side: Side, now: datetime, spoken: str = ""
) -> Appointment:
    """`spoken` is the language of a paper; a page is in that of its reader."""
    slot = frame.slots[line.slot or 0]
    is_exporter = side is Side.EXPORTER
    starts_at = utc(slot.day, slot.starts_at, frame.zone)
    country = country_in(spoken or language(), line.second_code, line.second_country)
    return Appointment(
        line=line,
        slot=slot,
        starts_at=starts_at,
        partner=line.second if is_exporter else line.first,
        country=country if is_exporter else "",
        goods=line.goods if is_exporter else "",
        hall=frame.halls.get(line.hall or 0, ""),
        interpreter=frame.interpreters.get(line.interpreter or 0, ""),
        has_begun=starts_at <= now,
    )


def appointments_of(
    frame: Frame, lines: Iterable[MeetingLine], side: Side, now: datetime, spoken: str = ""
) -> tuple[Appointment, ...]:
    """Those whose slot is still there, in their order."""
    known = (line for line in lines if line.slot is not None and line.slot < len(frame.slots))
    return tuple(appointment_of(frame, line, side, now, spoken) for line in known)


def by_day(
    appointments: Iterable[Appointment],
) -> tuple[tuple[date, tuple[Appointment, ...]], ...]:
    found: dict[date, list[Appointment]] = {}
    for one in appointments:
        found.setdefault(one.slot.day, []).append(one)
    return tuple((day, tuple(ones)) for day, ones in found.items())


@dataclass(frozen=True, slots=True)
class TimetablePage:
    """One participant's timetable. `path` is secret and empty on the working pages.

    With an `end` its times hold no longer: the event was moved or cancelled after the publication.
    """

    frame: Frame
    participant: Participant
    days: tuple[tuple[date, tuple[Appointment, ...]], ...]
    path: str = ""
    end: StepRow | None = None

    @property
    def takes_results(self) -> bool:
        return self.is_exporter and self.end is None

    @property
    def is_exporter(self) -> bool:
        return self.participant.side is Side.EXPORTER

    @property
    def owed(self) -> int:
        return sum(one.is_owed for _, ones in self.days for one in ones) if not self.end else 0

    @property
    def first(self) -> datetime | None:
        """The beginning of the first meeting, for the mark of its zone."""
        return self.days[0][1][0].starts_at if self.days else None


@dataclass(frozen=True, slots=True)
class Line:
    """A participant in the list of timetables."""

    participant: Participant
    meetings: int
    owed: int
    held: int
    promising: int


@dataclass(frozen=True, slots=True)
class TimetablesPage:
    """Everybody's timetables, and what came of all meetings."""

    frame: Frame
    lines: tuple[Line, ...]
    tally: Tally
    owed: int

    @classmethod
    def of(
        cls,
        frame: Frame,
        people: Iterable[Participant],
        lines: tuple[MeetingLine, ...],
        now: datetime,
    ) -> "TimetablesPage":
        all_ = appointments_of(frame, lines, Side.EXPORTER, now)
        found = defaultdict(list)
        for one in all_:
            found[one.line.first_id].append(one)
            found[one.line.second_id].append(one)
        return cls(
            frame=frame,
            lines=tuple(line_of(one, found[one.id]) for one in people),
            tally=tally_of((one.grade, one.next_step) for one in lines),
            owed=sum(one.is_owed for one in all_),
        )


def line_of(participant: Participant, own: list[Appointment]) -> Line:
    tally = tally_of((one.line.grade, one.line.next_step) for one in own)
    owed = sum(one.is_owed for one in own)
    return Line(participant, tally.placed, owed, tally.held, tally.promising)


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """What came of the meetings of a day, in their order; the tally is that of all days."""

    frame: Frame
    days: tuple[date, ...]
    day: date | None
    appointments: tuple[Appointment, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The form of one meeting's result; `back` is where it was opened from."""

    frame: Frame
    appointment: Appointment
    back: str
    is_staff: bool = False
