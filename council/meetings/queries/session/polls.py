"""The election under an item, as the page shows it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from council.meetings.queries.session.reading import named, row, rows
from council.meetings.queries.session.record import NAME
from council.membership.models import Candidate, Election, Person


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody who stands, with the votes in favour."""

    person_id: UUID
    name: str
    in_favour: int


@dataclass(frozen=True, slots=True)
class PollRow:
    """Candidates and the count; not counted yet while every figure is nought."""

    elected_id: UUID | None
    against: int
    abstained: int
    is_secret: bool
    candidates: tuple[CandidateRow, ...]

    @property
    def total(self) -> int:
        return self.against + self.abstained + sum(each.in_favour for each in self.candidates)

    @property
    def is_counted(self) -> bool:
        return self.total > 0


NO_POLL = PollRow(None, 0, 0, is_secret=False, candidates=())


def find_poll(item_id: UUID) -> PollRow:
    """The election of the item; an empty one if nobody was proposed yet."""
    e, c = Election, Candidate
    found = row(
        select(e.id, e.elected_id, e.against, e.abstained, e.is_secret).where(
            e.agenda_item_id == item_id
        )
    )
    if found is None:
        return NO_POLL
    query = (
        select(c.person_id, *NAME, c.in_favour)
        .join(Person, Person.id == c.person_id)
        .where(c.election_id == found[0])
        .order_by(c.position)
    )
    stood = [CandidateRow(r[0], named(*r[1:4]), r[4]) for r in rows(query)]
    return PollRow(*(*found[1:], tuple(stood)))
