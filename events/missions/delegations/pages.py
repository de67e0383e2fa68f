"""What the pages of a delegation show: its list, one member, a traveller's own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.adapters.journal import HistoryLine
from core.kernel.errors import Refusal
from council.meetings.queries.visitors import Operator
from events.missions.delegations.queries import MemberRow, ReaderRow, TravellerRow
from events.missions.delegations.rules import consent
from events.missions.delegations.rules.passports import (
    Asking,
    PassportPurpose,
    asking_refusal,
)
from events.programme.queries import EventHead


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a passport was read."""

    at: datetime
    who: str
    whose: str
    purpose: PassportPurpose


def readings_of(
    history: Sequence[HistoryLine], members: Sequence[MemberRow]
) -> tuple[Reading, ...]:
    """Of those who are still in the delegation; the journal itself keeps all."""
    names = {str(each.id): each.name.initials_after for each in members}
    return tuple(
        Reading(line.at, line.actor_name, names.get(known["member"], ""), purpose_of(known))
        for line in history
        if line.what == "passport.read"
        for known in (line.details,)
    )


def purpose_of(details: Mapping[str, str]) -> PassportPurpose:
    return PassportPurpose(details["purpose"])


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """The delegation of an event, for those who keep it and those who read passports."""

    event: EventHead
    members: tuple[MemberRow, ...]
    undrawn: int
    readers: tuple[ReaderRow, ...]
    readings: tuple[Reading, ...]
    asking: Asking
    closed: Refusal | None
    may_keep: bool
    may_read: bool

    @property
    def given(self) -> int:
        return sum(each.passport_until is not None for each in self.members)

    @property
    def to_ask(self) -> int:
        """To how many a letter can go."""
        return sum(bool(each.email) and each.passport_until is None for each in self.members)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One member; `path` is the secret address of the own page."""

    event: EventHead
    member_id: UUID | None = None
    name: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class TravellerPage:
    """A traveller's own page."""

    traveller: TravellerRow
    path: str
    delete_on: date | None
    closed: Refusal | None
    operator: Operator | None
    version: str = consent.VERSION

    @property
    def consents(self) -> tuple[tuple[consent.PassportConsent, tuple[str, ...]], ...]:
        return tuple(consent.TEXTS.items())

    @classmethod
    def of(
        cls,
        traveller: TravellerRow,
        path: str,
        asking: Asking,
        operator: Operator | None,
        today: date,
    ) -> "TravellerPage":
        closed = asking_refusal(asking, today)
        return cls(traveller, path, asking.delete_on, closed, operator)
