"""What companies promised themselves of an event, and what they answered months later."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime, stored
from events.programme.rules import OutcomeStage


class EventPromise(Identified, Base):
    """A company with its partner: followed until there is a contract or nothing more to expect."""

    __tablename__ = "event_promises"
    __table_args__ = (
        CheckConstraint("company <> ''", name="names_company"),
        CheckConstraint("closed_on IS NULL OR closed_reason <> ''", name="closed_has_reason"),
        Index("ix_event_promises_event_id", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    company: Mapped[str] = mapped_column(String(300))
    partner: Mapped[str] = mapped_column(String(300), default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    stage: Mapped[OutcomeStage] = mapped_column(stored(OutcomeStage), default=OutcomeStage.CONTACT)
    note: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class OutcomeAsk(Identified, Base):
    """One question of a wave: its personal link by the hash of the token, and the answer."""

    __tablename__ = "outcome_asks"
    __table_args__ = (
        UniqueConstraint("promise_id", "months"),
        CheckConstraint("months IN (3, 6, 12)", name="months_of_a_wave"),
    )

    promise_id: Mapped[UUID] = mapped_column(ForeignKey("event_promises.id"))
    months: Mapped[int]
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    stage: Mapped[OutcomeStage | None] = mapped_column(stored(OutcomeStage, "outcome_answer"))
    answer: Mapped[str] = mapped_column(Text, default="")
