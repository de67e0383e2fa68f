"""How minutes are stored: editions, their parts, remarks and signatures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from council.minutes.rules import EditionState, MinutesForm, PartKind, Signatory


class MinutesEdition(Identified, Revised, Base):
    """One edition of a meeting's minutes; number 1 is the first, later ones correct it.

    `text` and `sha256` are fixed when the edition goes to be signed; both signatures name them.
    `is_..._dated`: the day is known; of minutes that were brought over it may not be.
    """

    __tablename__ = "minutes_editions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint(
            "state NOT IN ('signed', 'published', 'withdrawn') OR signed_at IS NOT NULL",
            name="signed_has_moment",
        ),
        CheckConstraint(
            "state NOT IN ('to_sign', 'signed', 'published', 'withdrawn') OR sha256 IS NOT NULL",
            name="frozen_has_hash",
        ),
        CheckConstraint(
            "state NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL",
            name="published_has_moment",
        ),
        CheckConstraint(
            "state <> 'withdrawn' OR withdrawn_reason <> ''", name="withdrawn_says_why"
        ),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    form: Mapped[MinutesForm] = mapped_column(stored(MinutesForm), default=MinutesForm.FULL)
    state: Mapped[EditionState] = mapped_column(stored(EditionState), default=EditionState.DRAFT)
    correction_note: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str | None] = mapped_column(Sha256)
    remarks_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_signing_dated: Mapped[bool] = mapped_column(default=True, server_default=true())
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    is_publication_dated: Mapped[bool] = mapped_column(default=True, server_default=true())
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    parts: Mapped[list["MinutesPart"]] = relationship(order_by="MinutesPart.position")


class MinutesPart(Identified, Revised, Base):
    """A part that is edited and locked by itself; a restricted one is left out in public.

    The minutes are the parts in their order, joined by one empty line.
    """

    __tablename__ = "minutes_parts"
    __table_args__ = (UniqueConstraint("edition_id", "position"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_editions.id"))
    position: Mapped[int]
    kind: Mapped[PartKind] = mapped_column(stored(PartKind))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str] = mapped_column(Text)
    is_restricted: Mapped[bool] = mapped_column(default=False)
    edited_by: Mapped[str] = mapped_column(String(200), default="")
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class MinutesRemark(Identified, Base):
    """A member's remark on circulated minutes, with the secretary's answer."""

    __tablename__ = "minutes_remarks"

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_editions.id"), index=True)
    part_id: Mapped[UUID | None] = mapped_column(ForeignKey("minutes_parts.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Signature(Identified, Base):
    """Who signed which bytes of an edition, as whom and when."""

    __tablename__ = "minutes_signatures"
    __table_args__ = (UniqueConstraint("edition_id", "signatory"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_editions.id"))
    signatory: Mapped[Signatory] = mapped_column(stored(Signatory))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(Sha256)
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime)
