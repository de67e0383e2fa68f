"""Pages of answers that do not come from the desk: the reader of a letter, replies of calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.kernel.errors import Refusal
from council.meetings.queries.invitations import InvitedMeeting, ReplyRow
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.calendar import REPLY_REFUSALS
from council.meetings.rules.kinds import Answer, MeetingState, ReplyOutcome
from council.meetings.rules.states import BEFORE

S = MeetingState
TONES = {ReplyOutcome.APPLIED: "ok", ReplyOutcome.REPEATED: "plain", ReplyOutcome.REFUSED: "bad"}


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What the personal link of a letter shows; `token` is part of its address."""

    meeting: InvitedMeeting
    token: str
    now: datetime
    answers: tuple[Answer, ...] = tuple(Answer)

    @property
    def is_gone(self) -> bool:
        """The meeting has begun, is over or off, or the reader is no longer expected."""
        ahead = self.meeting.state in BEFORE | {S.POSTPONED} and self.now < self.meeting.starts_at
        return self.meeting.is_withdrawn or not ahead

    @property
    def may_answer(self) -> bool:
        return not self.is_gone and self.meeting.state is S.NOTIFIED


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A reply as the secretary sees it: whose, what, what became of it and why."""

    name: str
    attendee: str
    answer: Answer | None
    outcome: ReplyOutcome
    tone: str
    why: Refusal | None
    stamped_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """The replies of calendars to one meeting, and the form for another file."""

    meeting: MeetingRow
    lines: tuple[ReplyLine, ...]


def lines_of(rows: Sequence[ReplyRow]) -> tuple[ReplyLine, ...]:
    return tuple(
        ReplyLine(
            name=row.name.initials_after if row.name else "",
            attendee=row.attendee,
            answer=row.answer,
            outcome=row.outcome,
            tone=TONES[row.outcome],
            why=REPLY_REFUSALS.get(row.refusal),
            stamped_at=row.stamped_at,
            received_at=row.received_at,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a meeting as it was and as it is to be."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TellingPage:
    """Old and new side by side, and what was typed, to be sent again with the decision."""

    meeting: MeetingRow
    differences: tuple[Difference, ...]
    typed: tuple[tuple[str, str], ...]
