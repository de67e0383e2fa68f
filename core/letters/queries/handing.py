"""Letters on paper: the sheet of a letter, which letters about a record wait for a hand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.letters.models import OutgoingLetter, PaperLetter
from core.letters.rules import LetterState
from core.letters.rules.handing import Way


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The sheet of a letter, and how it was handed over if it was."""

    number: str | None
    dated_on: date | None
    addressee: str
    greeting: str
    enclosures: str
    office: str
    signer: str
    contact: str
    made_at: datetime
    way: Way | None
    handed_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """A letter by its reader, and whether it arrived: by e-mail or by hand."""

    letter_id: UUID
    fact: str
    person_id: UUID | None
    addressee: str
    state: LetterState
    number: str | None
    way: Way | None
    handed_on: date | None


def find_paper(letter_id: UUID) -> PaperRow | None:
    columns = (getattr(PaperLetter, name) for name in PaperRow.__dataclass_fields__)
    row: Any = db.session.execute(
        select(*columns).where(PaperLetter.letter_id == letter_id)
    ).one_or_none()
    return PaperRow(*row) if row else None


def lock_paper(letter_id: UUID) -> PaperLetter | None:
    query = select(PaperLetter).where(PaperLetter.letter_id == letter_id).with_for_update()
    return db.session.scalars(query).one_or_none()


def list_numbers(year: int) -> tuple[str, ...]:
    """The numbers of letters on paper that a year has given."""
    query = select(PaperLetter.number).where(PaperLetter.year == year)
    return tuple(each for each in db.session.scalars(query) if each)


def is_number_taken(year: int, number: str, letter_id: UUID) -> bool:
    p = PaperLetter
    query = select(p.letter_id).where(p.year == year, p.number == number, p.letter_id != letter_id)
    return db.session.execute(query.limit(1)).first() is not None


def list_reached(record_id: UUID, kind: str) -> tuple[ReachedRow, ...]:
    """The letters of one kind about a record, the latest last; one statement."""
    o = OutgoingLetter
    return reached(o.record_id == record_id, o.kind == kind)


def list_reached_by_fact(facts: Collection[str]) -> tuple[ReachedRow, ...]:
    """The letters of some facts that no e-mail reaches; one statement."""
    o = OutgoingLetter
    states = (LetterState.NO_ADDRESS, LetterState.FAILED)
    return reached(o.fact.in_(facts), o.state.in_(states)) if facts else ()


def reached(*where: Any) -> tuple[ReachedRow, ...]:
    o, p = OutgoingLetter, PaperLetter
    query = (
        select(o.id, o.fact, o.person_id, o.addressee, o.state, p.number, p.way, p.handed_on)
        .outerjoin(p, p.letter_id == o.id)
        .where(*where)
        .order_by(o.posted_at, o.id)
    )
    rows: Iterable[Any] = db.session.execute(query)
    return tuple(ReachedRow(*row) for row in rows)
