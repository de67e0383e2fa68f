"""The page of one item: who takes part, what was heard, said, decided and voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.kernel.errors import Refusal
from council.meetings.pages.session.hall import Heading
from council.meetings.queries.session.items import ItemLine
from council.meetings.queries.session.people import RollRow
from council.meetings.queries.session.polls import PollRow
from council.meetings.queries.session.record import (
    AbsenceRow,
    DissentRow,
    ResolutionRow,
    SpeechRow,
    VoteRow,
)
from council.meetings.rules.kinds import ItemKind, SpeechKind
from council.meetings.rules.quorum import Quorum
from council.meetings.rules.votes import CARRIED


class Part(StrEnum):
    """How a member takes part in an item."""

    HERE = "here"
    OUT = "out_of_the_hall"
    RECUSED = "recused"


PART_TONES = {Part.HERE: "ok", Part.OUT: "plain", Part.RECUSED: "warn"}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member who came to the meeting, and whether they take part in this item."""

    person_id: UUID
    name: str
    is_voting: bool
    is_remote: bool
    part: Part
    reason: str = ""

    @property
    def tone(self) -> str:
        return PART_TONES[self.part]

    @property
    def votes(self) -> bool:
        return self.is_voting and self.part is Part.HERE


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A recorded vote; `subject` is the number of the decision, or empty for the whole item."""

    vote: VoteRow
    subject: str

    @property
    def is_carried(self) -> bool:
        return self.vote.outcome in CARRIED


@dataclass(frozen=True, slots=True)
class NumberedResolution:
    """A decision under its number, such as 3.1."""

    number: str
    row: ResolutionRow
    is_voted: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item in the hall."""

    meeting: Heading
    item: ItemLine
    total: int
    previous_id: UUID | None
    next_id: UUID | None
    quorum: Quorum
    members: tuple[MemberLine, ...]
    heard: tuple[SpeechRow, ...]
    spoke: tuple[SpeechRow, ...]
    resolutions: tuple[NumberedResolution, ...]
    votes: tuple[VoteLine, ...]
    poll: PollRow
    elected: str
    dissents: tuple[DissentRow, ...]
    to_finish: Refusal | None
    speaker_options: tuple[tuple[str, str], ...]
    agenda_speakers: tuple[tuple[str, str], ...]
    casts_presiding: bool

    @property
    def is_open(self) -> bool:
        """Whether the hall is at work on the item."""
        return self.meeting.is_in_session and self.item.is_considered

    @property
    def is_on_record(self) -> bool:
        return (self.meeting.is_in_session or self.meeting.is_held) and self.item.is_considered

    @property
    def is_election(self) -> bool:
        return self.item.kind is ItemKind.ELECTION

    @property
    def is_voted(self) -> bool:
        return self.item.record.is_voted

    @property
    def voters(self) -> tuple[MemberLine, ...]:
        return tuple(member for member in self.members if member.votes)

    @property
    def people(self) -> list[tuple[str, str]]:
        """Members who came, for choosing one of them."""
        return [(str(member.person_id), member.name) for member in self.members]

    @property
    def unvoted(self) -> tuple[NumberedResolution, ...]:
        """Decisions that still need a vote of their own."""
        if any(not line.subject for line in self.votes):
            return ()
        return tuple(each for each in self.resolutions if not each.is_voted)

    @property
    def may_vote_whole(self) -> bool:
        return bool(self.resolutions) and not self.votes


def member_lines(
    roll: Sequence[RollRow], absences: Mapping[UUID, AbsenceRow]
) -> tuple[MemberLine, ...]:
    """Everybody who came, in the order of the roll."""
    return tuple(
        MemberLine(
            person_id=row.person_id,
            name=row.name.initials_after,
            is_voting=row.is_voting,
            is_remote=row.presence.value == "remote",
            part=part_of(absences.get(row.person_id)),
            reason=absences[row.person_id].reason if row.person_id in absences else "",
        )
        for row in roll
        if row.is_there
    )


def part_of(absence: AbsenceRow | None) -> Part:
    if absence is None:
        return Part.HERE
    return Part.RECUSED if absence.is_recusal else Part.OUT


def numbered(
    line: ItemLine, resolutions: Sequence[ResolutionRow]
) -> tuple[NumberedResolution, ...]:
    return tuple(
        NumberedResolution(f"{line.number}.{row.position}", row, row.id in line.voted)
        for row in resolutions
    )


def vote_lines(
    votes: Sequence[VoteRow], resolutions: Sequence[NumberedResolution]
) -> tuple[VoteLine, ...]:
    """Votes in the order of the decisions, the one on the whole item first."""
    names = {each.row.id: each.number for each in resolutions}
    order = list(names)
    found = [VoteLine(vote, names.get(vote.resolution_id, "")) for vote in votes]  # type: ignore[arg-type]
    return tuple(
        sorted(
            found,
            key=lambda line: (
                order.index(line.vote.resolution_id) if line.vote.resolution_id in names else -1
            ),
        )
    )


def speeches_of(rows: Sequence[SpeechRow], kind: SpeechKind) -> tuple[SpeechRow, ...]:
    return tuple(row for row in rows if row.kind is kind)
