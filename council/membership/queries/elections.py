"""Elections of the deputy chair: candidates, counts, the meeting that held them.

Reads the meetings' tables too: an election stands under an agenda item.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.meetings.models import AgendaItem, Meeting
from council.membership.models import Candidate, Election, Person
from council.membership.queries.rows import NAME_COLUMNS, fetched


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody who stood, with the votes in favour."""

    person_id: UUID
    name: PersonName
    in_favour: int


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """An election with its counts and the meeting that held it."""

    candidates: tuple[CandidateRow, ...]
    id: UUID
    elected_id: UUID | None
    against: int
    abstained: int
    is_secret: bool
    effective_on: date | None
    ended_on: date | None
    end_basis: str
    year: int
    number: int
    starts_at: datetime
    zone: str


def list_elections(body_id: UUID) -> tuple[ElectionRow, ...]:
    """Every election of the body, newest first; two statements."""
    e, m = Election, Meeting
    columns = (e.id, e.elected_id, e.against, e.abstained, e.is_secret, e.effective_on)
    query = (
        select(*columns, e.ended_on, e.end_basis, m.year, m.number, m.starts_at, m.zone)
        .join(AgendaItem, AgendaItem.id == e.agenda_item_id)
        .join(m, m.id == AgendaItem.meeting_id)
        .where(e.body_id == body_id)
        .order_by(m.starts_at.desc(), e.id)
    )
    rows = fetched(query)
    stood = list_candidates([row[0] for row in rows])
    return tuple(ElectionRow(tuple(stood[row[0]]), *row) for row in rows)


def list_candidates(election_ids: list[UUID]) -> dict[UUID, list[CandidateRow]]:
    c = Candidate
    query = (
        select(c.election_id, c.person_id, *NAME_COLUMNS, c.in_favour)
        .join(Person, Person.id == c.person_id)
        .where(c.election_id.in_(election_ids))
        .order_by(c.position)
    )
    found: dict[UUID, list[CandidateRow]] = defaultdict(list)
    for row in fetched(query):
        found[row[0]].append(CandidateRow(row[1], PersonName(*row[2:5]), row[5]))
    return found


def get_election(election_id: UUID, *, lock: bool = False) -> Election:
    query = select(Election).where(Election.id == election_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("no such election")
    return found
