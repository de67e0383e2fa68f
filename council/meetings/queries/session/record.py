"""What is on record under an item: speeches, resolutions, votes, the poll, dissents, absences.

Lists are one statement each, whatever their length; resolutions take two for their executors.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from council.meetings.models import (
    Dissent,
    Executor,
    Guest,
    ItemAbsence,
    Resolution,
    Speaker,
    Speech,
    Vote,
)
from council.meetings.queries.session.reading import named, rows
from council.meetings.rules.kinds import (
    Choice,
    DecisionKind,
    DueKind,
    Outcome,
    SpeechKind,
    VoteMode,
)
from council.membership.models import Organisation, Person

NAME = (Person.surname, Person.given_name, Person.patronymic)
VOTE_COLUMNS = (
    *(Vote.id, Vote.resolution_id, Vote.mode, Vote.present, Vote.in_favour, Vote.against),
    *(Vote.abstained, Vote.presiding_choice, Vote.outcome, Vote.revision),
)


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """What was heard or said, with the name to show."""

    id: UUID
    kind: SpeechKind
    position: int
    person_id: UUID | None
    guest_id: UUID | None
    speaker: str
    capacity: str
    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class ExecutorRow:
    """Who carries a decision out; `key` is what a form chooses by."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One decision under an item."""

    id: UUID
    position: int
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    revision: int
    executors: tuple[ExecutorRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote on the whole item (no resolution) or on one decision."""

    id: UUID
    resolution_id: UUID | None
    mode: VoteMode
    present: int
    in_favour: int
    against: int
    abstained: int
    presiding_choice: Choice | None
    outcome: Outcome
    revision: int


@dataclass(frozen=True, slots=True)
class DissentRow:
    """A dissenting opinion."""

    id: UUID
    person_id: UUID
    name: str
    text: str
    filed_on: date


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Who takes no part in the item, and why if recused."""

    person_id: UUID
    is_recusal: bool
    reason: str


def list_speeches(item_id: UUID) -> tuple[SpeechRow, ...]:
    s, g = Speech, Guest
    query = (
        select(
            *(s.id, s.kind, s.position, s.person_id, s.guest_id, *NAME),
            *(g.full_name, s.speaker_name, s.capacity, s.text, s.revision),
        )
        .outerjoin(Person, Person.id == s.person_id)
        .outerjoin(g, g.id == s.guest_id)
        .where(s.item_id == item_id)
        .order_by(s.kind, s.position)
    )
    return tuple(
        SpeechRow(*(*row[:5], named(*row[5:8]) or row[8] or row[9], *row[10:]))
        for row in rows(query)
    )


def list_resolutions(item_id: UUID) -> tuple[ResolutionRow, ...]:
    r = Resolution
    columns = (r.id, r.position, r.text, r.kind, r.due_kind, r.due_on, r.revision)
    query = select(*columns).where(r.item_id == item_id).order_by(r.position)
    executors = list_executors(r.item_id == item_id)
    return tuple(ResolutionRow(*(*row, tuple(executors[row[0]]))) for row in rows(query))


def list_executors(where: ColumnElement[bool]) -> dict[UUID, list[ExecutorRow]]:
    """Executors of resolutions that meet a condition, the responsible first."""
    e, o = Executor, Organisation
    query = (
        select(
            *(e.resolution_id, e.person_id, e.organisation_id, e.name),
            *(*NAME, o.short_name, o.name),
        )
        .join(Resolution, Resolution.id == e.resolution_id)
        .outerjoin(Person, Person.id == e.person_id)
        .outerjoin(o, o.id == e.organisation_id)
        .where(where)
        .order_by(e.resolution_id, e.position)
    )
    found: dict[UUID, list[ExecutorRow]] = defaultdict(list)
    for resolution_id, person_id, organisation_id, typed, *rest in rows(query):
        name = named(*rest[:3]) or rest[3] or rest[4] or typed
        found[resolution_id].append(ExecutorRow(executor_key(person_id, organisation_id), name))
    return found


def executor_key(person_id: UUID | None, organisation_id: UUID | None) -> str:
    if person_id:
        return f"person:{person_id}"
    return f"organisation:{organisation_id}" if organisation_id else ""


def list_votes(item_id: UUID) -> tuple[VoteRow, ...]:
    """Votes of the item; the one on the whole item first."""
    query = select(*VOTE_COLUMNS).where(Vote.item_id == item_id)
    return tuple(VoteRow(*row) for row in rows(query))


def list_dissents(item_id: UUID) -> tuple[DissentRow, ...]:
    d = Dissent
    query = (
        select(d.id, d.person_id, *NAME, d.text, d.filed_on)
        .join(Person, Person.id == d.person_id)
        .where(d.item_id == item_id)
        .order_by(Person.surname, d.id)
    )
    return tuple(DissentRow(*(*row[:2], named(*row[2:5]), *row[5:])) for row in rows(query))


def list_absences(item_id: UUID) -> dict[UUID, AbsenceRow]:
    a = ItemAbsence
    query = select(a.person_id, a.is_recusal, a.reason).where(a.item_id == item_id)
    return {row[0]: AbsenceRow(*row) for row in rows(query)}


def list_speakers(item_id: UUID) -> tuple[tuple[UUID | None, str, str], ...]:
    """Who was to report by the agenda: person, name, post."""
    s = Speaker
    query = (
        select(s.person_id, *NAME, s.name, s.post)
        .outerjoin(Person, Person.id == s.person_id)
        .where(s.item_id == item_id)
        .order_by(s.position)
    )
    return tuple((row[0], named(*row[1:4]) or row[4], row[5]) for row in rows(query))
