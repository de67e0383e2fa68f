"""Who was invited to a meeting by which address, and what calendars replied; no letters here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime, stored
from council.meetings.rules.kinds import Answer, ReplyOutcome


class Invitation(Identified, Base):
    """A person's invitation to a meeting; one for ever, however often the meeting moves.

    `uid` is its name in calendars where its mailbox had the meeting's own taken already.
    `token_hash` opens the page of answers. `sequence` is the one told last, `withdrawn_at` is set
    while calendars are told that nothing is to be attended.
    """

    __tablename__ = "meeting_invitations"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    uid: Mapped[UUID | None] = mapped_column(index=True, unique=True)
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    sequence: Mapped[int]
    invited_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CalendarReply(Identified, Base):
    """An iTIP REPLY that came by a file or by mail; the same bytes are read once."""

    __tablename__ = "calendar_replies"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("(outcome = 'refused') = (refusal <> '')", name="refusal_if_refused"),
    )

    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    digest: Mapped[str] = mapped_column(Sha256)
    attendee: Mapped[str] = mapped_column(String(254))
    answer: Mapped[Answer | None] = mapped_column(stored(Answer))
    sequence: Mapped[int]
    stamped_at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)
    outcome: Mapped[ReplyOutcome] = mapped_column(stored(ReplyOutcome))
    refusal: Mapped[str] = mapped_column(String(60), default="")
