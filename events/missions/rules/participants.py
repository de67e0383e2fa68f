"""The record of the final list of a call, as its paper is made of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """A company on the list, and who comes for it."""

    company: str
    inn: str
    products: str
    representative: str


@dataclass(frozen=True, slots=True)
class ParticipantsRecord:
    """Who is chosen, and who waits in the order of the list."""

    event: str
    place: str
    starts_on: date | None
    ends_on: date | None
    places: int
    taken: int
    last_day: date
    body: str
    chosen: Sequence[Participant]
    waiting: Sequence[Participant]
    made_at: datetime
