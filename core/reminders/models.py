"""How reminders are stored: one row per fact, addressee and kind, held by a unique key."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, UTCDateTime, stored
from core.reminders.rules import ReminderState


class Reminder(Identified, Base):
    """`addressee` is a person's id or, for somebody without one, an e-mail address.

    `scope_id` is what was planned together (a body); `subject_id` the object it is about.
    `details` are plain values for lists and letters. `over_at`: when what a sent one told of was
    no longer so.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("kind", "fact", "addressee"),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="moment_if_settled"),
        CheckConstraint("(state = 'skipped') = (reason <> '')", name="reason_if_skipped"),
        Index("ix_reminders_scope_id_state_due_at", "scope_id", "state", "due_at"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    fact: Mapped[str] = mapped_column(String(120))
    addressee: Mapped[str] = mapped_column(String(254))
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    scope_id: Mapped[UUID]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    state: Mapped[ReminderState] = mapped_column(
        stored(ReminderState), default=ReminderState.WAITING
    )
    reason: Mapped[str] = mapped_column(String(40), default="")
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    over_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    details: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
