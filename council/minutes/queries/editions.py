"""Editions of minutes, their parts, remarks and signatures: rows to change, columns to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.signatures.models import Signature as SignatureHere
from council.membership.models import Person
from council.minutes.models import MinutesEdition, MinutesPart, MinutesRemark, Signature
from council.minutes.queries.dated import GIVEN_AT, PUBLISHED_AT, SIGNED_AT
from council.minutes.rules import EditionState, MinutesForm, PartKind, Signatory


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition without its text."""

    id: UUID
    meeting_id: UUID
    number: int
    form: MinutesForm
    state: EditionState
    correction_note: str
    sha256: str | None
    remarks_until: datetime | None
    signed_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class PartRow:
    id: UUID
    edition_id: UUID
    position: int
    kind: PartKind
    item_id: UUID | None
    text: str
    is_restricted: bool
    edited_by: str
    edited_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark with who made it; `part_id` is None for the minutes as a whole."""

    id: UUID
    part_id: UUID | None
    person_id: UUID
    name: PersonName
    text: str
    made_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Who signed, and when where that is known.

    `agreement` is empty for what was not signed here; else `id` is its signature.
    """

    id: UUID
    signatory: Signatory
    person_id: UUID
    name: str
    sha256: str
    signed_at: datetime | None
    agreement: str

    @property
    def is_given_here(self) -> bool:
        return bool(self.agreement)


SHOWN = {"signed_at": SIGNED_AT, "published_at": PUBLISHED_AT}
EDITION_COLUMNS = tuple(
    SHOWN.get(name, getattr(MinutesEdition, name)) for name in EditionRow.__dataclass_fields__
)
PART_COLUMNS = tuple(getattr(MinutesPart, n) for n in PartRow.__dataclass_fields__)
SIGNATURE_COLUMNS = (
    *(Signature.id, Signature.signatory, Signature.person_id, Signature.name, Signature.sha256),
    *(GIVEN_AT, func.coalesce(SignatureHere.agreement_version, "")),
)


def lock_edition(edition_id: UUID) -> MinutesEdition:
    """The row, locked. Lock the meeting first where it changes too."""
    query = select(MinutesEdition).where(MinutesEdition.id == edition_id).with_for_update()
    edition = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if edition is None:
        raise NotFound("no such edition of minutes")
    return edition


def get_edition_row(edition_id: UUID) -> EditionRow:
    query = select(*EDITION_COLUMNS).where(MinutesEdition.id == edition_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such edition of minutes")
    return EditionRow(*row)


def get_text(edition_id: UUID) -> str:
    """The frozen text that is signed; empty before."""
    query = select(MinutesEdition.text).where(MinutesEdition.id == edition_id)
    return db.session.scalars(query).one()


def list_editions(meeting_id: UUID) -> tuple[EditionRow, ...]:
    """All editions of a meeting, the latest first, discarded ones too."""
    query = (
        select(*EDITION_COLUMNS)
        .where(MinutesEdition.meeting_id == meeting_id)
        .order_by(MinutesEdition.number.desc())
    )
    return tuple(EditionRow(*row) for row in db.session.execute(query))


def last_number(meeting_id: UUID) -> int:
    query = select(func.max(MinutesEdition.number)).where(MinutesEdition.meeting_id == meeting_id)
    return db.session.scalar(query) or 0


def lock_part(part_id: UUID) -> tuple[MinutesPart, MinutesEdition]:
    """A part with its edition, both locked, the edition first."""
    query = select(MinutesPart.edition_id).where(MinutesPart.id == part_id)
    edition_id = db.session.scalars(query).one_or_none()
    if edition_id is None:
        raise NotFound("no such part of minutes")
    edition = lock_edition(edition_id)
    rows = select(MinutesPart).where(MinutesPart.id == part_id).with_for_update()
    part = db.session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if part is None:
        raise NotFound("no such part of minutes")
    return part, edition


def get_part_row(part_id: UUID) -> PartRow:
    row = db.session.execute(select(*PART_COLUMNS).where(MinutesPart.id == part_id)).one_or_none()
    if row is None:
        raise NotFound("no such part of minutes")
    return PartRow(*row)


def list_parts(edition_id: UUID) -> tuple[PartRow, ...]:
    query = (
        select(*PART_COLUMNS)
        .where(MinutesPart.edition_id == edition_id)
        .order_by(MinutesPart.position)
    )
    return tuple(PartRow(*row) for row in db.session.execute(query))


def load_parts(edition_id: UUID) -> Sequence[MinutesPart]:
    """The parts as rows to change; their edition is locked by the caller."""
    query = select(MinutesPart).where(MinutesPart.edition_id == edition_id)
    return db.session.scalars(query.order_by(MinutesPart.position)).all()


def list_remarks(edition_id: UUID) -> tuple[RemarkRow, ...]:
    r, p = MinutesRemark, Person
    query = (
        select(
            r.id,
            r.part_id,
            r.person_id,
            p.surname,
            p.given_name,
            p.patronymic,
            r.text,
            r.made_at,
            r.answer,
            r.answered_at,
        )
        .join(p, p.id == r.person_id)
        .where(r.edition_id == edition_id)
        .order_by(r.made_at, r.id)
    )
    return tuple(remark_row(row) for row in db.session.execute(query))


def remark_row(row: Any) -> RemarkRow:
    name = PersonName(row.surname, row.given_name, row.patronymic)
    return RemarkRow(
        row.id,
        row.part_id,
        row.person_id,
        name,
        row.text,
        row.made_at,
        row.answer,
        row.answered_at,
    )


def count_open_remarks(edition_id: UUID) -> int:
    query = select(func.count(MinutesRemark.id)).where(
        MinutesRemark.edition_id == edition_id, MinutesRemark.answered_at.is_(None)
    )
    return db.session.scalar(query) or 0


def lock_remark(remark_id: UUID) -> MinutesRemark:
    query = select(MinutesRemark).where(MinutesRemark.id == remark_id).with_for_update()
    remark = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if remark is None:
        raise NotFound("no such remark")
    return remark


def load_signatures(edition_id: UUID) -> Sequence[Signature]:
    return db.session.scalars(select(Signature).where(Signature.edition_id == edition_id)).all()


def list_signatures(edition_id: UUID) -> tuple[SignatureRow, ...]:
    query = (
        select(*SIGNATURE_COLUMNS)
        .outerjoin(SignatureHere, SignatureHere.id == Signature.id)
        .where(Signature.edition_id == edition_id)
        .order_by(Signature.signatory)
    )
    return tuple(SignatureRow(*row) for row in db.session.execute(query))
