"""An edition of minutes and its items as papers need them; the public text apart.

The record's moment is that of the last signature, so that a signed edition always gives the same
bytes; a draft's is that of its last change.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Executor, Resolution
from council.meetings.rules.naming import named_day_of
from council.membership.models import Body, Organisation, Person
from council.membership.queries import list_composition
from council.membership.rules.papers import NOUNS
from council.minutes.models import MinutesEdition
from council.minutes.queries.editions import (
    EditionRow,
    PartRow,
    SignatureRow,
    list_parts,
    list_signatures,
)
from council.minutes.queries.published import PublishedMinutes
from council.minutes.rules import EditionState, PartKind
from council.minutes.rules.papers import (
    Addressee,
    ExtractRecord,
    LeftOut,
    MinutesRecord,
    PaperPart,
    SignatureMark,
)
from council.minutes.rules.states import SIGNED_FOR_EVER


def get_minutes_record(meeting: Any, edition: EditionRow, *, address: str = "") -> MinutesRecord:
    """The whole text of an edition; four statements. `meeting` is a row or a model of it."""
    parts, signatures = list_parts(edition.id), list_signatures(edition.id)
    is_signed = edition.state in SIGNED_FOR_EVER
    return MinutesRecord(
        name=name_of(meeting, edition.number),
        body=body_name(meeting.body_id),
        number=meeting.number,
        day=named_day_of(meeting),
        zone=meeting.zone,
        is_signed=is_signed,
        parts=tuple(PaperPart(part.kind, part.text) for part in parts),
        signatures=marks(signatures) if is_signed else (),
        made_at=moment_of(edition, parts),
        corrected_on=corrected_on(meeting, edition.number, edition.signed_at),
        correction=edition.correction_note,
        address=address if is_signed else "",
    )


def public_record(meeting: Any, found: PublishedMinutes, *, address: str) -> MinutesRecord:
    """What visitors may read of published minutes, with the signatures of the whole text."""
    text = found.minutes
    return MinutesRecord(
        name=f"{name_of(meeting, found.number)}-public",
        body=body_name(meeting.body_id),
        number=meeting.number,
        day=named_day_of(meeting),
        zone=meeting.zone,
        is_signed=True,
        parts=tuple(PaperPart(part.kind, part.text) for part in text.parts),
        signatures=marks(found.signatures),
        made_at=found.published_at or meeting.starts_at,
        corrected_on=corrected_on(meeting, found.number, found.signed_at),
        correction=found.correction_note,
        is_public=True,
        left_out=LeftOut(text.parts_left_out, text.people_left_out),
        address=address,
    )


def name_of(meeting: Any, edition: int) -> str:
    """«minutes-2026-4», later editions «minutes-2026-4-2»."""
    later = f"-{edition}" if edition > 1 else ""
    return f"minutes-{meeting.year}-{meeting.number}{later}"


def body_name(body_id: UUID) -> str:
    return db.session.scalars(select(Body.name).where(Body.id == body_id)).one()


def corrected_on(meeting: Any, number: int, signed_at: datetime | None) -> date | None:
    return local(signed_at, meeting.zone).date() if number > 1 and signed_at else None


def moment_of(edition: EditionRow, parts: Sequence[PartRow]) -> datetime:
    edited = [part.edited_at for part in parts if part.edited_at]
    return edition.signed_at or max([edition.created_at, *edited])


def marks(signatures: Iterable[SignatureRow]) -> tuple[SignatureMark, ...]:
    """Each as it is printed, with the agreement by which it was given."""
    return tuple(
        SignatureMark(
            each.signatory, each.name, each.signed_at, str(each.id), each.sha256, each.agreement
        )
        for each in signatures
    )


def get_extract_record(
    meeting: Any, edition: EditionRow, part: PartRow, *, address: str
) -> ExtractRecord:
    """One item of a signed edition with those who carry its decisions out; eight statements."""
    number, title = item_of(part)
    secretary = find_secretary(meeting)
    return ExtractRecord(
        minutes=get_minutes_record(meeting, edition, address=address),
        item_number=number,
        title=title,
        item_text=part.text,
        addressees=addressees(part.item_id),
        secretary=secretary[0],
        secretary_post=secretary[1],
        noun=NOUNS[db.session.scalars(select(Body.kind).where(Body.id == meeting.body_id)).one()],
    )


def item_of(part: PartRow) -> tuple[int, str]:
    i = AgendaItem
    query = select(i.printed_number, i.position, i.title).where(i.id == part.item_id)
    row = db.session.execute(query).one()
    return row[0] or row[1], row[2]


def addressees(item_id: UUID | None) -> tuple[Addressee, ...]:
    """The executors of the item's decisions in the dative, each once; one statement."""
    x, r, o = Executor, Resolution, Organisation
    query = (
        select(Person.dative, Person.surname, Person.given_name, Person.patronymic, o.name, x.name)
        .select_from(x)
        .join(r, r.id == x.resolution_id)
        .outerjoin(Person, Person.id == x.person_id)
        .outerjoin(o, o.id == x.organisation_id)
        .where(r.item_id == item_id)
        .order_by(r.position, x.position)
    )
    names = [addressee_name(row) for row in db.session.execute(query).all()]
    return tuple(Addressee(name) for name in dict.fromkeys(names) if name)


def addressee_name(row: Any) -> str:
    dative, surname, given_name, patronymic, organisation, typed = row
    if surname:
        return dative or PersonName(surname, given_name, patronymic).initials_after
    return organisation or typed


def find_secretary(meeting: Any) -> tuple[str, str]:
    """Name with initials first, and the post of the seat held on the day."""
    p = Person
    query = select(p.surname, p.given_name, p.patronymic, p.position).where(
        p.id == meeting.secretary_id
    )
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        return "", ""
    seats = {
        s.person_id: s.position for s in list_composition(meeting.body_id, named_day_of(meeting))
    }
    return PersonName(*row[:3]).initials_before, seats.get(meeting.secretary_id) or row[3]


def item_parts(parts: Iterable[PartRow]) -> tuple[PartRow, ...]:
    """The parts of which an extract can be made."""
    return tuple(part for part in parts if part.kind is PartKind.ITEM and part.item_id)


def list_published_numbers() -> tuple[tuple[UUID, int], ...]:
    """Every edition that visitors can read: its meeting and its number; one statement."""
    e = MinutesEdition
    query = select(e.meeting_id, e.number).where(e.state == EditionState.PUBLISHED)
    return tuple((row[0], row[1]) for row in db.session.execute(query))
