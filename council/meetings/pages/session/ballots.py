"""Pages of a vote by ballots: the member's list, the ballot, the secretary's view."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.errors import Refusal
from council.meetings.pages.session.hall import Heading
from council.meetings.pages.session.item import VoteLine
from council.meetings.queries.session.ballots import OPEN_STATES, OwnMeeting
from council.meetings.queries.session.people import RollRow
from council.meetings.rules.absentee import BallotTerm
from council.meetings.rules.kinds import Choice, MeetingState
from council.meetings.rules.quorum import Quorum


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A line of the member's list."""

    meeting: OwnMeeting
    is_open: bool

    @classmethod
    def of(cls, meeting: OwnMeeting, today: date) -> "OwnVote":
        term = BallotTerm(meeting.ballots_from, meeting.ballots_until)
        return cls(meeting, term.is_open(today) and meeting.state in OPEN_STATES)


@dataclass(frozen=True, slots=True)
class BallotsPage:
    """Votes by ballots in which the viewer takes part."""

    votes: tuple[OwnVote, ...]

    @property
    def open(self) -> tuple[OwnVote, ...]:
        return tuple(vote for vote in self.votes if vote.is_open)

    @property
    def closed(self) -> tuple[OwnVote, ...]:
        return tuple(vote for vote in self.votes if not vote.is_open)


@dataclass(frozen=True, slots=True)
class BallotItem:
    """What is put to the vote, in its exact wording."""

    id: UUID
    number: int
    title: str
    wording: str
    choice: Choice | None
    dissent: str


@dataclass(frozen=True, slots=True)
class BallotPage:
    """A ballot. `closed` says why it cannot be handed in."""

    meeting: Heading
    term: BallotTerm
    items: tuple[BallotItem, ...]
    has_voted: bool
    closed: Refusal | None
    voter: str = ""
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item after the count, with its votes."""

    number: int
    title: str
    votes: tuple[VoteLine, ...]


@dataclass(frozen=True, slots=True)
class AbsenteePage:
    """What the secretary sees: who voted, never how before the count."""

    meeting: Heading
    term: BallotTerm
    quorum: Quorum
    presiding: str
    secretary: str
    voters: tuple[RollRow, ...]
    items: tuple[CountedItem, ...]
    to_open: tuple[Refusal, ...]
    to_count: Refusal | None
    has_begun: bool

    @property
    def is_counted(self) -> bool:
        return self.meeting.state not in OPEN_STATES

    @property
    def failed(self) -> bool:
        return self.meeting.state is MeetingState.INQUORATE
