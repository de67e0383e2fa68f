"""What is to be done for an event: its checklist. Templates are data of rules.checklist."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised


class EventTask(Identified, Revised, Base):
    """One line of a checklist. `days_before` counts from the first day, negative after the last.

    `due_on` is a day of its own and goes before `days_before`; without both the line has no term.
    """

    __tablename__ = "event_tasks"
    __table_args__ = (
        UniqueConstraint("event_id", "position"),
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("done_on IS NOT NULL OR done_by = ''", name="done_by_if_done"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    days_before: Mapped[int | None]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(String(200), default="")
