"""Who is the deputy chair from business on a day, and why nobody is. Pure.

The winner of the latest election in signed minutes, while the term runs and the person holds a
voting seat of a business category. The Standard (instrument 5) gives no substitute; a stand-in acts
only where the regulation provides for one and only while the post is vacant or its holder away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from council.membership.rules.terms import Term


class DeputyState(StrEnum):
    IN_OFFICE = "in_office"
    ABSENT = "absent"
    NEVER_ELECTED = "never_elected"
    TERM_ENDED = "term_ended"
    SEAT_LOST = "seat_lost"


VACANT = frozenset({DeputyState.NEVER_ELECTED, DeputyState.TERM_ENDED, DeputyState.SEAT_LOST})


@dataclass(frozen=True, slots=True)
class Won:
    """An election in signed minutes. `ended_on` is the first day without the office."""

    person_id: UUID
    effective_on: date
    ended_on: date | None = None
    end_basis: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that a person holds for a term: a business seat with a vote, or an absence."""

    person_id: UUID
    term: Term


@dataclass(frozen=True, slots=True)
class DeputyPost:
    """The post on a day. `person_id` is the holder or, if vacant, the last one.

    `since` is the day of election, or from when the post is vacant; `until` the last day away.
    """

    state: DeputyState
    person_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    basis: str = ""

    @property
    def is_vacant(self) -> bool:
        return self.state in VACANT

    @property
    def holder_id(self) -> UUID | None:
        return None if self.is_vacant else self.person_id


def deputy_post(
    won: Sequence[Won], seats: Sequence[Held], absences: Sequence[Held], day: date
) -> DeputyPost:
    """The post on the day. `won` stands in the order of the elections."""
    past = [each for each in won if each.effective_on <= day]
    if not past:
        return DeputyPost(DeputyState.NEVER_ELECTED)
    last = max(past, key=lambda each: each.effective_on)
    if last.ended_on is not None and last.ended_on <= day:
        return DeputyPost(
            DeputyState.TERM_ENDED, last.person_id, since=last.ended_on, basis=last.end_basis
        )
    own_seats = [seat.term for seat in seats if seat.person_id == last.person_id]
    if not any(term.covers(day) for term in own_seats):
        return DeputyPost(DeputyState.SEAT_LOST, last.person_id, since=day_after(own_seats, day))
    away = [a.term for a in absences if a.person_id == last.person_id and a.term.covers(day)]
    if away:
        until = max((term.until for term in away if term.until), default=None)
        return DeputyPost(DeputyState.ABSENT, last.person_id, last.effective_on, until)
    return DeputyPost(DeputyState.IN_OFFICE, last.person_id, last.effective_on)


def day_after(terms: Sequence[Term], day: date) -> date | None:
    """The first day without a seat, of the terms that are over."""
    ends = [term.until for term in terms if term.until is not None and term.until < day]
    return max(ends) + timedelta(days=1) if ends else None


def stand_in_acts(post: DeputyPost, *, is_allowed: bool) -> bool:
    """Whether an appointed stand-in may act for the deputy chair."""
    return is_allowed and post.state is not DeputyState.IN_OFFICE
