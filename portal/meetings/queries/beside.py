"""Everything that stands beside the items of a meeting, as one union of typed lines.

Speakers, materials, candidates, signatures and older editions are a handful of lines each: one
statement for all of them instead of ten, whatever the number of items.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from core.adapters.database import UTCDateTime, db
from core.adapters.files import StoredFile
from core.signatures.models import Signature as SignatureHere
from council.meetings.models import (
    AgendaItem,
    Dissent,
    ItemFile,
    Meeting,
    Rescheduling,
    Speaker,
)
from council.membership.models import Candidate, Election, Person
from council.minutes.models import MinutesEdition, MinutesPart, Signature
from council.minutes.queries.dated import GIVEN_AT, PUBLISHED_AT
from portal.meetings.queries.head import SEEN, MeetingHead


class Beside(StrEnum):
    """What a line tells of."""

    SPEAKER = "speaker"
    FILE = "file"
    PRESIDING = "presiding"
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
    text: str
    note: str
    number: int
    ref_id: UUID | None
    at: datetime | None
    flag: bool


MEETING, EDITION = bindparam("meeting_id", type_=Uuid()), bindparam("edition_id", type_=Uuid())
NO_ID = cast(null(), Uuid())
NO_MOMENT = cast(null(), UTCDateTime())


def select_lines(kind: Beside, **values: Any) -> Select[*tuple[Any, ...]]:
    """One branch of the union; what is not given is empty."""
    return select(
        literal(kind.value),
        values.get("parent", NO_ID),
        values.get("position", literal(0)),
        values.get("person_id", NO_ID),
        func.coalesce(values.get("text", ""), ""),
        func.coalesce(values.get("note", ""), ""),
        values.get("number", literal(0)),
        values.get("ref", NO_ID),
        values.get("at", NO_MOMENT),
        values.get("flag", literal(value=False)),
    )


def of_items(
    query: Select[*tuple[Any, ...]], item_id: InstrumentedAttribute[UUID]
) -> Select[*tuple[Any, ...]]:
    return query.join(AgendaItem, AgendaItem.id == item_id).where(AgendaItem.meeting_id == MEETING)


@cache
def beside_query(*, with_minutes: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Built once: putting ten queries together costs more than sending them."""
    branches = [*of_agenda()]
    if with_minutes:
        branches += [*of_session(), *of_edition()]
    return union_all(*branches)


def list_beside(head: MeetingHead) -> tuple[Line, ...]:
    """The lines of a meeting; what belongs to minutes only if they are published."""
    values = {"meeting_id": head.id, "edition_id": head.edition_id}
    asked = beside_query(with_minutes=head.edition_id is not None)
    rows = db.session.execute(asked, values).all()
    found = (line(row) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.kind, each.position)))


def line(row: Any) -> Line:
    return Line(Beside(row[0]), *row[1:])


def of_agenda() -> Iterator[Select[*tuple[Any, ...]]]:
    s, f, m, r = Speaker, ItemFile, Meeting, Rescheduling
    speakers = select_lines(
        Beside.SPEAKER,
        parent=s.item_id,
        position=s.position,
        person_id=s.person_id,
        text=s.name,
        note=func.coalesce(func.nullif(s.post, ""), Person.position),
    )
    yield of_items(speakers.outerjoin(Person, Person.id == s.person_id), s.item_id)
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
    yield of_items(files, f.item_id)
    presiding = select_lines(Beside.PRESIDING, person_id=m.presiding_id, note=Person.position)
    yield presiding.join(Person, Person.id == m.presiding_id).where(m.id == MEETING)
    moved = select_lines(Beside.MOVED, text=r.reason, at=r.old_starts_at)
    yield moved.where(r.meeting_id == MEETING, r.old_starts_at != r.new_starts_at)


def of_session() -> Iterator[Select[*tuple[Any, ...]]]:
    d = Dissent
    dissents = select_lines(Beside.DISSENT, parent=d.item_id, person_id=d.person_id)
    yield of_items(dissents, d.item_id)
    yield from of_elections()


def of_elections() -> Iterator[Select[*tuple[Any, ...]]]:
    c, e = Candidate, Election
    stood = select_lines(
        Beside.CANDIDATE,
        parent=e.agenda_item_id,
        position=c.position,
        person_id=c.person_id,
        number=c.in_favour,
        flag=func.coalesce(e.elected_id == c.person_id, literal(value=False)),
    ).join(e, e.id == c.election_id)
    yield of_items(stood, e.agenda_item_id)
    held = select_lines(
        Beside.ELECTION,
        parent=e.agenda_item_id,
        position=e.against,
        number=e.abstained,
        flag=e.is_secret,
    )
    yield of_items(held, e.agenda_item_id)


def of_edition() -> Iterator[Select[*tuple[Any, ...]]]:
    e, p, s = MinutesEdition, MinutesPart, Signature
    signed = select_lines(
        Beside.SIGNATURE,
        person_id=s.person_id,
        text=s.name,
        note=cast(s.signatory, String),
        at=GIVEN_AT,
        flag=exists().where(SignatureHere.id == s.id),
    )
    yield signed.where(s.edition_id == EDITION)
    editions = select_lines(
        Beside.EDITION, number=e.number, note=cast(e.state, String), at=PUBLISHED_AT
    )
    yield editions.where(e.meeting_id == MEETING, e.state.in_(SEEN))
    restricted = select_lines(Beside.RESTRICTED, parent=p.item_id, note=cast(p.kind, String))
    yield restricted.where(p.edition_id == EDITION, p.is_restricted)
