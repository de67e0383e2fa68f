"""What a drafter is given: a session as frozen values, with names in the cases it needs. Pure.

Holds no text of minutes; how things are worded is the business of the files beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.kernel.names import PersonName, parse_full_name
from core.kernel.unreadable import Unreadable
from council.meetings.rules.kinds import (
    DecisionKind,
    DueKind,
    GuestKind,
    MeetingForm,
    MeetingKind,
    Outcome,
    VoteMode,
)
from council.membership.rules import Gender
from council.membership.rules.procedure import Initiator
from council.minutes.rules.words import PartKind

FEMALE_ENDINGS = ("на", "кызы", "гызы", "кизи")
MALE_ENDINGS = ("ич", "оглы", "оглу", "углы", "улы", "уулу")


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One part of the minutes; `item_id` names the agenda item of an `ITEM` part."""

    kind: PartKind
    text: str
    item_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The body's name, and the noun that stands for it in running text («Совета»)."""

    name: str
    name_genitive: str
    noun_genitive: str


@dataclass(frozen=True, slots=True)
class Party:
    """A person or a name as minutes write it; case forms are of surname with initials."""

    nominative: str
    sort_key: tuple[str, ...]
    initials_before: str = ""
    post: str = ""
    gender: Gender | None = None
    genitive: str = ""
    dative: str = ""
    instrumental: str = ""

    @classmethod
    def of(cls, name: PersonName, post: str = "", **forms: str) -> "Party":
        gender = forms.pop("gender", "")
        return cls(
            name.initials_after,
            name.sort_key,
            name.initials_before,
            post,
            Gender(gender) if gender else gender_of(name),
            **forms,
        )

    @classmethod
    def typed(cls, full_name: str, post: str = "") -> "Party":
        """A guest's name as typed: initials are made where its parts can be told apart."""
        try:
            return cls.of(parse_full_name(full_name), post)
        except Unreadable:
            return cls(full_name, (full_name,), full_name, post)


def gender_of(name: PersonName) -> Gender | None:
    """The gender that the patronymic tells; None where it tells nothing."""
    end = (name.patronymic or "").lower()
    if end.endswith(FEMALE_ENDINGS):
        return Gender.FEMALE
    return Gender.MALE if end.endswith(MALE_ENDINGS) else None


@dataclass(frozen=True, slots=True)
class Officer:
    """Who presides or keeps the minutes; `role` is the office in the body, if it is to be said."""

    party: Party
    role: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    party: Party
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class GuestOnRoll:
    party: Party
    kind: GuestKind


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """Who reports under an item, with the post."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was heard or said; without a speaker the text stands alone.

    `guest` tells that the speaker is no member; `capacity` is what was typed for that.
    """

    text: str
    speaker: Party | None = None
    capacity: str = ""
    guest: GuestKind | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    number: str
    text: str
    kind: DecisionKind = DecisionKind.DECISION
    due_kind: DueKind = DueKind.NONE
    due_on: date | None = None
    executors: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on a whole item, or on the decision numbered `decision`."""

    in_favour: int
    against: int
    abstained: int
    outcome: Outcome
    decision: str = ""
    mode: VoteMode = VoteMode.COUNT


@dataclass(frozen=True, slots=True)
class ElectionCount:
    candidates: tuple[tuple[Party, int], ...]
    against: int
    abstained: int
    elected: Party | None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Recusal:
    party: Party
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item with all that happened under it."""

    id: UUID
    number: int
    title: str
    speakers: tuple[SpeakerLine, ...] = ()
    heard: tuple[Said, ...] = ()
    spoke: tuple[Said, ...] = ()
    decisions: tuple[Decision, ...] = ()
    tallies: tuple[Tally, ...] = ()
    election: ElectionCount | None = None
    recusals: tuple[Recusal, ...] = ()
    dissenters: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item of the agenda that was not considered; the reason is that given in the hall."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class AbsenteeTerm:
    """A vote by ballots: from day to day, by whose decision, and what became of the ballots."""

    first: date
    last: date
    sent: int
    received: int
    invalid: int = 0
    ordered_by: Initiator | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A whole meeting as the drafter knows it. Moments are aware, shown in `zone`."""

    body: BodyWords
    kind: MeetingKind
    form: MeetingForm
    number: int
    zone: str
    city: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    presiding: Officer | None
    secretary: Officer | None
    members: tuple[Attendee, ...]
    guests: tuple[GuestOnRoll, ...]
    voting_total: int
    voting_present: int
    has_quorum: bool
    items: tuple[Item, ...]
    agenda_votes: tuple[int, int, int] | None = None
    absentee: AbsenteeTerm | None = None
    attachments: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    secretary_signs: bool = True


def joined(parts: Iterable[DraftPart]) -> str:
    """The minutes as one text: parts with one empty line between them."""
    return "\n\n".join(part.text for part in parts)
