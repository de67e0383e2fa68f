"""What visitors may read of minutes, columns only.

The public text is made anew from the signed parts, so that a withdrawn consent takes effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.meetings.models import Meeting
from council.membership.models import (
    Body,
)
from council.membership.rules.papers import NOUNS
from council.minutes.models import MinutesEdition
from council.minutes.queries.dated import PUBLISHED_AT, SIGNED_AT
from council.minutes.queries.editions import SignatureRow, list_parts, list_signatures
from council.minutes.queries.names import names_of
from council.minutes.rules import EditionState, MinutesForm
from council.minutes.rules.redaction import PublicMinutes, SignedPart, public_minutes
from council.minutes.rules.states import SIGNED_FOR_EVER
from council.minutes.rules.surnames import Hidden

EVER_PUBLIC = (EditionState.PUBLISHED, EditionState.WITHDRAWN)
NOTHING = PublicMinutes((), 0, 0)


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """An edition that was public before the one that holds now."""

    number: int
    correction_note: str
    sha256: str
    signed_at: datetime | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedMinutes:
    """Minutes as everybody may read them.

    `minutes` is empty while the publication is withdrawn: the page answers 410 and says why.
    `others` are editions published earlier; `find_published` reads them by number.
    """

    meeting_id: UUID
    edition_id: UUID
    number: int
    form: MinutesForm
    state: EditionState
    correction_note: str
    sha256: str
    signed_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    signatures: tuple[SignatureRow, ...]
    minutes: PublicMinutes
    others: tuple[OtherEdition, ...]

    @property
    def is_signed_here(self) -> bool:
        """Not so for minutes that were brought over."""
        return any(each.is_given_here for each in self.signatures)

    @property
    def is_withdrawn(self) -> bool:
        return self.state is EditionState.WITHDRAWN


def find_published(meeting_id: UUID, number: int | None = None) -> PublishedMinutes | None:
    """The public minutes of a meeting, or an earlier edition by its number.

    None if there are none. Five statements; what is withdrawn takes one.
    """
    rows = db.session.execute(editions_of(meeting_id)).all()
    if not rows:
        return None
    last = rows[0]
    if last.state is EditionState.WITHDRAWN:
        return published(last, NOTHING, (), ())
    wanted = next((row for row in rows if number in {None, row.number}), None)
    if wanted is None or wanted.state is EditionState.WITHDRAWN:
        return None
    others = [row for row in rows if row is not wanted and row.state is EditionState.PUBLISHED]
    return published(
        wanted, shown(wanted), list_signatures(wanted.edition_id), [other(row) for row in others]
    )


def published(
    row: Any,
    minutes: PublicMinutes,
    signatures: Sequence[SignatureRow],
    others: Sequence[OtherEdition],
) -> PublishedMinutes:
    return PublishedMinutes(
        meeting_id=row.id,
        edition_id=row.edition_id,
        number=row.number,
        form=row.form,
        state=row.state,
        correction_note=row.correction_note,
        sha256=row.sha256,
        signed_at=row.signed_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        signatures=tuple(signatures),
        minutes=minutes,
        others=tuple(others),
    )


def other(row: Any) -> OtherEdition:
    return OtherEdition(
        row.number, row.correction_note, row.sha256, row.signed_at, row.published_at
    )


COLUMNS: tuple[Any, ...] = (
    Meeting.id,
    Meeting.body_id,
    Meeting.starts_at,
    Meeting.zone,
    Body.kind.label("body_kind"),
    MinutesEdition.id.label("edition_id"),
    MinutesEdition.number,
    MinutesEdition.form,
    MinutesEdition.state,
    MinutesEdition.correction_note,
    MinutesEdition.sha256,
    SIGNED_AT,
    PUBLISHED_AT,
    MinutesEdition.withdrawn_at,
    MinutesEdition.withdrawn_reason,
)


def editions_with_meeting() -> Any:
    query = select(*COLUMNS).join(Meeting, Meeting.id == MinutesEdition.meeting_id)
    return query.join(Body, Body.id == Meeting.body_id)


def editions_of(meeting_id: UUID) -> Any:
    """Editions that are or were public, the latest first."""
    e = MinutesEdition
    query = editions_with_meeting().where(e.meeting_id == meeting_id, e.state.in_(EVER_PUBLIC))
    return query.order_by(e.number.desc())


def preview_of(edition_id: UUID) -> PublicMinutes:
    """What visitors would read of a signed edition."""
    query = editions_with_meeting().where(MinutesEdition.id == edition_id)
    row = db.session.execute(query).one_or_none()
    if row is None or row.state not in SIGNED_FOR_EVER:
        raise NotFound("no such signed edition")
    return shown(row)


def shown(row: Any) -> PublicMinutes:
    parts = tuple(
        SignedPart(part.kind, part.text, part.is_restricted) for part in list_parts(row.edition_id)
    )
    names = names_of(row, NOUNS[row.body_kind])
    return redacted(parts, names.hidden, names.named)


@lru_cache(maxsize=64)
def redacted(
    parts: tuple[SignedPart, ...], hidden: tuple[Hidden, ...], named: tuple[PersonName, ...]
) -> PublicMinutes:
    """Pure, so that the same minutes with the same consents are worked through once a process."""
    return public_minutes(parts, hidden, named)
