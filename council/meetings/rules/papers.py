"""What the papers of a meeting are made of: one record with its people and items. Pure.

Holds facts only; how they are worded is the business of `documents`. Source: DOMAIN.md § 2.3.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.kernel.names import PersonName
from core.kernel.workdays import Deadline
from council.meetings.rules.kinds import (
    Choice,
    GuestKind,
    MeetingForm,
    MeetingKind,
    MeetingState,
)
from council.membership.rules.procedure import Initiator


@dataclass(frozen=True, slots=True)
class BodyWords:
    """A body in the cases that papers need; `noun` is genitive: «Совета», «рабочей группы»."""

    name: str
    genitive: str
    noun: str


@dataclass(frozen=True, slots=True)
class Seated:
    """A member; `is_remote` is None while it is not known how they take part."""

    person_id: UUID
    name: PersonName
    post: str
    is_voting: bool = True
    is_remote: bool | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is asked in and is no member; `item` is the question they speak on."""

    name: str
    post: str
    kind: GuestKind = GuestKind.INVITED
    item: int | None = None


@dataclass(frozen=True, slots=True)
class OfficerOfMeeting:
    """Who presides or keeps the minutes."""

    person_id: UUID
    name: PersonName
    post: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the agenda. Its times are None in an absentee vote.

    `decision` is the proposed text, or the one that the hall recorded; `candidates` stand for an
    election.
    """

    id: UUID
    number: int
    title: str
    speakers: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    decision: str = ""
    is_election: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Rules of procedure that a paper tells. `confirm_by` is the last day to answer the notice."""

    confirm_by: Deadline | None
    voting_total: int
    quorum_needed: int
    may_substitute: bool = False
    presiding_breaks_ties: bool = True
    dissent_days: int = 3


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the agenda, and when."""

    on: date
    name: PersonName | None
    post: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as its papers need it. Moments are aware; `zone` is that of the place.

    `changed_at` is when the record last changed: the same record gives the same bytes. `address` is
    that of the meeting's public page.
    """

    id: UUID
    body: BodyWords
    kind: MeetingKind
    form: MeetingForm
    state: MeetingState
    year: int
    number: int
    zone: str
    city: str
    place: str
    video_link: str
    starts_at: datetime
    ballots_from: date | None
    ballots_until: date | None
    absentee_by: Initiator | None
    presiding: OfficerOfMeeting | None
    secretary: OfficerOfMeeting | None
    questions: tuple[Question, ...]
    members: tuple[Seated, ...]
    invited: tuple[Invited, ...]
    terms: Terms
    approval: Approval | None
    noticed_on: date | None
    changed_at: datetime
    address: str = ""

    @property
    def is_absentee(self) -> bool:
        return self.form is MeetingForm.ABSENTEE

    @property
    def voters(self) -> tuple[Seated, ...]:
        return tuple(member for member in self.members if member.is_voting)


@dataclass(frozen=True, slots=True)
class FilledBallot:
    """What a member chose, by the item's id, and the dissenting opinions they wrote."""

    choices: tuple[tuple[UUID, Choice], ...] = ()
    dissents: tuple[tuple[UUID, str], ...] = ()
