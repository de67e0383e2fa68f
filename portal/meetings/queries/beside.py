"""Everything that stands beside the items of a meeting, as one union of typed lines.

Speakers, materials, the roll, executors, candidates, signatures and older editions are a handful
of lines each: one statement for all of them instead of ten, whatever the number of items.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, Uuid, cast, func, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from core.adapters.database import UTCDateTime, db
from core.adapters.files import StoredFile
from core.kernel.names import PersonName
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Dissent,
    Executor,
    Guest,
    ItemFile,
    Meeting,
    Rescheduling,
    Resolution,
    Speaker,
)
from council.membership.models import Candidate, Election, Organisation, Person
from council.minutes.models import MinutesEdition, MinutesPart, Signature
from portal.meetings.queries.head import SEEN, MeetingHead


class Beside(StrEnum):
    """What a line tells of."""

    SPEAKER = "speaker"
    FILE = "file"
    MEMBER = "member"
    PRESIDING = "presiding"
    GUEST = "guest"
    EXECUTOR = "executor"
    CANDIDATE = "candidate"
    ELECTION = "election"
    DISSENT = "dissent"
    SIGNATURE = "signature"
    EDITION = "edition"
    RESTRICTED = "restricted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; which of the values mean something depends on `kind` (see the selects below)."""

    kind: Beside
    parent_id: UUID | None
    position: int
    person_id: UUID | None
    name: PersonName | None
    text: str
    note: str
    number: int
    ref_id: UUID | None
    at: datetime | None
    flag: bool


NO_ID = cast(null(), Uuid())
NO_MOMENT = cast(null(), UTCDateTime())
NAME_AT = 4


def select_lines(kind: Beside, *, person: bool = False, **values: Any) -> Select[*tuple[Any, ...]]:
    """One branch of the union; what is not given is empty."""
    name: tuple[Any, ...] = (literal(""), literal(""), literal(""))
    if person:
        parts = (Person.surname, Person.given_name, Person.patronymic)
        name = tuple(func.coalesce(part, "") for part in parts)
    return select(
        literal(kind.value),
        values.get("parent", NO_ID),
        values.get("position", literal(0)),
        values.get("person_id", NO_ID),
        *name,
        func.coalesce(values.get("text", ""), ""),
        func.coalesce(values.get("note", ""), ""),
        values.get("number", literal(0)),
        values.get("ref", NO_ID),
        values.get("at", NO_MOMENT),
        values.get("flag", literal(value=False)),
    )


def with_person(
    query: Select[*tuple[Any, ...]], person_id: InstrumentedAttribute[Any]
) -> Select[*tuple[Any, ...]]:
    return query.outerjoin(Person, Person.id == person_id)


def of_items(
    query: Select[*tuple[Any, ...]], item_id: InstrumentedAttribute[UUID], meeting_id: UUID
) -> Select[*tuple[Any, ...]]:
    return query.join(AgendaItem, AgendaItem.id == item_id).where(
        AgendaItem.meeting_id == meeting_id
    )


def list_beside(head: MeetingHead) -> tuple[Line, ...]:
    """The lines of a meeting; what belongs to minutes only if they are published."""
    branches = [*of_agenda(head.id)]
    if head.edition_id is not None:
        branches += [*of_session(head.id), *of_edition(head.id, head.edition_id)]
    rows = db.session.execute(union_all(*branches)).all()
    found = (line(row) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.kind, each.position)))


def line(row: Any) -> Line:
    surname, given, patronymic = row[NAME_AT : NAME_AT + 3]
    name = PersonName(surname, given, patronymic or None) if surname else None
    before, after = list(row[1:NAME_AT]), list(row[NAME_AT + 3 :])
    values: list[Any] = [Beside(row[0]), *before, name, *after]
    return Line(*values)


def of_agenda(meeting_id: UUID) -> Iterator[Select[*tuple[Any, ...]]]:
    s, f, m, r = Speaker, ItemFile, Meeting, Rescheduling
    speakers = select_lines(
        Beside.SPEAKER,
        parent=s.item_id,
        position=s.position,
        person_id=s.person_id,
        person=True,
        text=s.name,
        note=func.coalesce(func.nullif(s.post, ""), Person.position),
    )
    yield with_person(of_items(speakers, s.item_id, meeting_id), s.person_id)
    files = select_lines(
        Beside.FILE,
        parent=f.item_id,
        position=f.position,
        text=f.name,
        note=StoredFile.media_type,
        number=StoredFile.size,
        ref=f.id,
        flag=f.is_restricted,
    ).join(StoredFile, StoredFile.sha256 == f.sha256)
    yield of_items(files, f.item_id, meeting_id)
    presiding = select_lines(Beside.PRESIDING, person_id=m.presiding_id, note=Person.position)
    yield presiding.join(Person, Person.id == m.presiding_id).where(m.id == meeting_id)
    moved = select_lines(Beside.MOVED, text=r.reason, at=r.old_starts_at)
    yield moved.where(r.meeting_id == meeting_id)


def of_session(meeting_id: UUID) -> Iterator[Select[*tuple[Any, ...]]]:
    a, g, x, d = Attendance, Guest, Executor, Dissent
    roll = select_lines(Beside.MEMBER, person_id=a.person_id, person=True, flag=a.is_voting)
    yield roll.join(Person, Person.id == a.person_id).where(a.meeting_id == meeting_id)
    guests = select_lines(Beside.GUEST, text=g.full_name, note=g.post, flag=g.may_be_named)
    yield guests.where(g.meeting_id == meeting_id)
    executors = select_lines(
        Beside.EXECUTOR,
        parent=x.resolution_id,
        position=x.position,
        person_id=x.person_id,
        person=True,
        text=x.name,
        note=func.coalesce(func.nullif(Organisation.short_name, ""), Organisation.name),
    ).join(Resolution, Resolution.id == x.resolution_id)
    executors = executors.outerjoin(Organisation, Organisation.id == x.organisation_id)
    yield with_person(of_items(executors, Resolution.item_id, meeting_id), x.person_id)
    dissents = select_lines(Beside.DISSENT, parent=d.item_id, person_id=d.person_id, person=True)
    yield with_person(of_items(dissents, d.item_id, meeting_id), d.person_id)
    yield from of_elections(meeting_id)


def of_elections(meeting_id: UUID) -> Iterator[Select[*tuple[Any, ...]]]:
    c, e = Candidate, Election
    stood = select_lines(
        Beside.CANDIDATE,
        parent=e.agenda_item_id,
        position=c.position,
        person_id=c.person_id,
        person=True,
        number=c.in_favour,
        flag=func.coalesce(e.elected_id == c.person_id, literal(value=False)),
    ).join(e, e.id == c.election_id)
    yield with_person(of_items(stood, e.agenda_item_id, meeting_id), c.person_id)
    held = select_lines(
        Beside.ELECTION,
        parent=e.agenda_item_id,
        position=e.against,
        number=e.abstained,
        flag=e.is_secret,
    )
    yield of_items(held, e.agenda_item_id, meeting_id)


def of_edition(meeting_id: UUID, edition_id: UUID) -> Iterator[Select[*tuple[Any, ...]]]:
    e, p, s = MinutesEdition, MinutesPart, Signature
    signed = select_lines(
        Beside.SIGNATURE,
        person_id=s.person_id,
        person=True,
        text=s.name,
        note=cast(s.signatory, String),
        at=s.signed_at,
    )
    yield with_person(signed, s.person_id).where(s.edition_id == edition_id)
    editions = select_lines(
        Beside.EDITION, number=e.number, note=cast(e.state, String), at=e.published_at
    )
    yield editions.where(e.meeting_id == meeting_id, e.state.in_(SEEN))
    restricted = select_lines(Beside.RESTRICTED, parent=p.item_id, note=cast(p.kind, String))
    yield restricted.where(p.edition_id == edition_id, p.is_restricted)
