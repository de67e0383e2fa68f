"""The session page: where the meeting stands, the quorum, items, people, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.kernel.errors import Refusal
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.items import ItemLine, considered
from council.meetings.queries.session.people import GuestRow, RollRow, VisitorRow
from council.meetings.rules.kinds import MeetingAction, MeetingForm, MeetingKind, MeetingState
from council.meetings.rules.quorum import Quorum
from council.meetings.rules.roll import Hall
from council.meetings.rules.session import closing_refusals, unsettled
from council.meetings.rules.states import HELD_STATES, LIFE_CYCLE, MeetingFacts
from council.meetings.rules.votes import Counts


class Progress(StrEnum):
    """How far an item is; told in words beside its title."""

    AHEAD = "ahead_item"
    RECORDED = "recorded_item"
    HEARD = "heard_item"
    LEFT_OUT = "left_out_item"


PROGRESS_TONES = {
    Progress.AHEAD: "plain",
    Progress.RECORDED: "new",
    Progress.HEARD: "ok",
    Progress.LEFT_OUT: "warn",
}
STATE_TONES = {MeetingState.IN_SESSION: "new", MeetingState.INQUORATE: "warn"}


@dataclass(frozen=True, slots=True)
class Heading:
    """The meeting as every page of its session names it."""

    id: UUID
    number: int
    year: int
    kind: MeetingKind
    form: MeetingForm
    state: MeetingState
    starts_at: datetime
    zone: str
    is_open: bool

    @classmethod
    def of(cls, meeting: MeetingRow) -> "Heading":
        return cls(
            *(meeting.id, meeting.number, meeting.year, meeting.kind, meeting.form),
            *(meeting.state, meeting.starts_at, meeting.zone, meeting.is_open),
        )

    @property
    def tone(self) -> str:
        return "ok" if self.state in HELD_STATES else STATE_TONES.get(self.state, "plain")

    @property
    def is_in_session(self) -> bool:
        return self.state is MeetingState.IN_SESSION

    @property
    def is_held(self) -> bool:
        """Whether what was said and decided can still be put right."""
        return self.state is MeetingState.HELD


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A line of the agenda in the hall."""

    id: UUID
    number: int
    title: str
    minutes: int
    progress: Progress
    reason: str
    present: int
    has_quorum: bool

    @property
    def tone(self) -> str:
        return PROGRESS_TONES[self.progress]

    @classmethod
    def of(cls, line: ItemLine, hall: Hall) -> "ItemEntry":
        quorum = hall.quorum_at(line.id)
        return cls(
            *(line.id, line.number, line.title, line.minutes, progress_of(line), line.reason),
            present=quorum.present,
            has_quorum=quorum.holds,
        )


def progress_of(line: ItemLine) -> Progress:
    if not line.is_considered:
        return Progress.LEFT_OUT
    if line.is_heard:
        return Progress.HEARD
    is_begun = line.record.is_voted or bool(line.resolutions)
    return Progress.RECORDED if is_begun else Progress.AHEAD


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session, whatever its state. `to_begin` and `to_close` are the reasons against it."""

    meeting: Heading
    quorum: Quorum
    presiding: str
    secretary: str
    items: tuple[ItemEntry, ...]
    roll: tuple[RollRow, ...]
    guests: tuple[GuestRow, ...]
    visitors: tuple[VisitorRow, ...]
    agenda_votes: Counts | None
    to_begin: tuple[Refusal, ...] = ()
    to_close: tuple[Refusal, ...] = ()
    has_begun: bool = True
    votes_on_agenda: bool = True
    may_substitute: bool = False

    @property
    def to_substitute(self) -> list[tuple[str, str]]:
        """Members who are away and for whom nobody came, to choose from."""
        if not self.may_substitute:
            return []
        taken = {guest.stands_for_id for guest in self.guests}
        away = (row for row in self.roll if not row.is_there and row.person_id not in taken)
        return [(str(row.person_id), row.name.initials_after) for row in away]

    @property
    def present(self) -> tuple[RollRow, ...]:
        return tuple(row for row in self.roll if row.is_there)

    @property
    def may_be_inquorate(self) -> bool:
        """Nobody says so while the meeting can still be held."""
        return not self.quorum.holds

    @property
    def next_item(self) -> ItemEntry | None:
        """The first item that waits."""
        waiting = (Progress.AHEAD, Progress.RECORDED)
        return next((item for item in self.items if item.progress in waiting), None)


def closing_reasons(
    meeting: MeetingRow, hall: Hall, lines: Sequence[ItemLine]
) -> tuple[Refusal, ...]:
    """Why the meeting cannot be closed now; the same table decides in the service."""
    left = considered(lines)
    facts = MeetingFacts(
        has_quorum=hall.quorum.holds,
        unsettled=unsettled(line.record for line in left),
        agenda_awaits_vote=hall.agenda_awaits_vote,
    )
    came = hall.presiding_id in hall.present
    return (
        *LIFE_CYCLE.refusals(MeetingAction.CLOSE, meeting.state, facts),
        *closing_refusals(presiding_came=came, items=len(left)),
    )
