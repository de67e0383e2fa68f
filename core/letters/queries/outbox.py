"""What the dispatcher reads: the letters of its lease, whole; how the outbox stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.letters.models import LetterAttachment, OutgoingLetter
from core.letters.rules import Attachment, LetterState


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as it is sent or shown."""

    id: UUID
    fact: str
    addressee: str
    channel: str
    language: str
    name: str
    email: str
    subject: str
    greeting: str
    body: list[dict[str, Any]]
    posted_at: datetime
    attempts: int
    body_id: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The outbox in numbers: how many wait and since when, how many failed for good."""

    waiting: int
    oldest: datetime | None
    failed: int


def load_leased(lease: UUID) -> tuple[LetterRow, ...]:
    o = OutgoingLetter
    query = select(*letter_columns()).where(o.lease == lease).order_by(o.due_at, o.posted_at, o.id)
    return tuple(LetterRow(*row) for row in db.session.execute(query))


def letter_columns() -> tuple[Any, ...]:
    o = OutgoingLetter
    return (
        o.id,
        o.fact,
        o.addressee,
        o.channel,
        o.language,
        o.name,
        o.email,
        o.subject,
        o.greeting,
        o.body,
        o.posted_at,
        o.attempts,
        o.body_id,
    )


def load_attachments(letter_ids: Sequence[UUID]) -> dict[UUID, tuple[Attachment, ...]]:
    a = LetterAttachment
    query = (
        select(a.letter_id, a.name, a.media_type, a.content, a.is_alternative)
        .where(a.letter_id.in_(letter_ids))
        .order_by(a.letter_id, a.position)
    )
    found: dict[UUID, tuple[Attachment, ...]] = {}
    for row in db.session.execute(query):
        one = Attachment(row.name, row.media_type, row.content, row.is_alternative)
        found[row.letter_id] = (*found.get(row.letter_id, ()), one)
    return found


def standing() -> Standing:
    """For the desk and for measuring: what should have gone by now and has not."""
    o = OutgoingLetter
    late = (LetterState.WAITING, LetterState.SENDING)
    waiting = select(func.count(), func.min(o.posted_at)).where(o.state.in_(late))
    count, oldest = db.session.execute(waiting).one()
    failed = select(func.count()).where(o.state == LetterState.FAILED)
    return Standing(count, oldest, db.session.scalar(failed) or 0)
