"""The notice of a meeting and the answers to it: who is expected, by name and in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from core.kernel.errors import Refusal
from core.kernel.viewers import Viewer
from core.letters.queries.handing import ReachedRow
from core.letters.rules.handing import FOR_PAPER
from council.meetings.pages.agenda import Entry
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import AnswerRow
from council.meetings.rules.deadlines import TermLine
from council.meetings.rules.kinds import Answer, MeetingState
from council.meetings.rules.quorum import is_quorate, needed, quorum_seats
from council.membership.queries import SeatRow
from council.membership.rules.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Expected:
    """Who is expected, of those who vote on the day; the silent are not counted on."""

    coming: int
    remote: int
    not_coming: int
    silent: int
    seats: int
    needed: int
    is_quorate: bool


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """A member of the day with the answer to the notice, if there is one."""

    person_id: UUID
    name: str
    position: str
    is_voting: bool
    answer: AnswerRow | None


def expected_of(answers: Sequence[MemberAnswer], procedure: Procedure) -> Expected:
    """Counts over those who vote; the quorum of the seats that the regulation counts."""
    given = [each.answer.answer if each.answer else None for each in answers if each.is_voting]
    coming, remote = given.count(Answer.COMING), given.count(Answer.REMOTE)
    seats, rule = quorum_seats(len(given), procedure), procedure.quorum
    return Expected(
        coming=coming,
        remote=remote,
        not_coming=given.count(Answer.NOT_COMING),
        silent=given.count(None),
        seats=seats,
        needed=needed(seats, rule),
        is_quorate=is_quorate(coming + remote, seats, rule),
    )


def member_answers(
    members: Sequence[SeatRow], answers: Mapping[UUID, AnswerRow]
) -> tuple[MemberAnswer, ...]:
    return tuple(
        MemberAnswer(
            person_id=each.person_id,
            name=each.name.initials_after,
            position=each.position,
            is_voting=each.is_voting,
            answer=answers.get(each.person_id),
        )
        for each in members
    )


def may_answer(
    meeting: MeetingRow, who: Viewer, members: Sequence[SeatRow], *, has_begun: bool
) -> bool:
    """Members of the day answer between the notice and the beginning."""
    is_member = who.person_id in {each.person_id for each in members}
    return is_member and meeting.state is MeetingState.NOTIFIED and not has_begun


@dataclass(frozen=True, slots=True)
class Unreached:
    """A member whom no e-mail reaches; after the notice with the letter that waits for a hand."""

    name: str
    letter_id: UUID | None = None
    number: str | None = None


def unreached_of(
    notices: Sequence[ReachedRow], answers: Sequence[MemberAnswer]
) -> tuple[Unreached, ...]:
    """Members whose notice has neither arrived by e-mail nor been handed over."""
    latest = {row.person_id: row for row in notices}
    found = ((each, latest.get(each.person_id)) for each in answers)
    return tuple(
        Unreached(each.name, row.letter_id, row.number)
        for each, row in found
        if row and row.state in FOR_PAPER and row.way is None
    )


def handed_of(notices: Sequence[ReachedRow]) -> Mapping[UUID, ReachedRow]:
    """The notices that were handed over, by person; the latest of each."""
    latest = {row.person_id: row for row in notices if row.person_id}
    return {person: row for person, row in latest.items() if person and row.way}


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Sending the notice, and who answered it.

    `unreached` have no e-mail before the notice, and were not handed it after it; `handed` were.
    """

    meeting: MeetingRow
    entries: tuple[Entry, ...]
    answers: tuple[MemberAnswer, ...]
    expected: Expected
    late_terms: tuple[TermLine, ...]
    refusals: tuple[Refusal, ...]
    can_send: bool
    can_enter: bool
    unreached: tuple[Unreached, ...] = ()
    handed: Mapping[UUID, ReachedRow] = field(default_factory=dict)
