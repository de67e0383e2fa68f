"""How plans are stored: editions with their lines, each as the council decided it.

That a plan exists only with a decision in minutes is held here by the schema: an approved edition
points at its meeting, and triggers freeze its lines (migration 0008).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from events.plan.rules.editions import PlanEditionState
from events.programme.rules import EventFormat, EventType

NOT_APPROVED = text("state <> 'approved'")


class Plan(Identified, Base):
    """The plan of a year; everything else belongs to its editions."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("body_id", "year"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PlanEdition(Identified, Revised, Base):
    """One edition. `item_id` is the agenda item that tables it, `approved_on` the meeting's day.

    `minutes_edition_id` is empty only for decisions older than this system.
    """

    __tablename__ = "plan_editions"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint(
            "state <> 'approved' OR (meeting_id IS NOT NULL AND approved_on IS NOT NULL)",
            name="approved_by_a_meeting",
        ),
        CheckConstraint("state <> 'tabled' OR item_id IS NOT NULL", name="tabled_on_an_agenda"),
        Index(
            "uq_plan_editions_one_in_work",
            "plan_id",
            unique=True,
            sqlite_where=NOT_APPROVED,
            postgresql_where=NOT_APPROVED,
        ),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    state: Mapped[PlanEditionState] = mapped_column(
        stored(PlanEditionState), default=PlanEditionState.DRAFT
    )
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    minutes_edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("minutes_editions.id"))
    approved_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PlanLine(Identified, Revised, Base):
    """An event as an edition plans it; `reason` says why it differs from the edition before."""

    __tablename__ = "plan_lines"
    __table_args__ = (
        UniqueConstraint("edition_id", "event_id"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NOT NULL", name="end_has_start"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
        CheckConstraint("format <> 'remote' OR remote_reason <> ''", name="remote_has_reason"),
        CheckConstraint("participants >= 0", name="participants_not_negative"),
        Index("ix_plan_lines_event_id", "event_id"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_editions.id"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(500))
    type: Mapped[EventType] = mapped_column(stored(EventType))
    country: Mapped[str] = mapped_column(String(2))
    city: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    month: Mapped[int | None]
    format: Mapped[EventFormat] = mapped_column(stored(EventFormat), default=EventFormat.IN_PERSON)
    remote_reason: Mapped[str] = mapped_column(Text, default="")
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    participants: Mapped[int] = mapped_column(default=0)
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    responsible_name: Mapped[str] = mapped_column(String(400), default="")
    co_executors: Mapped[str] = mapped_column(Text, default="")
    asks_trade_mission: Mapped[bool] = mapped_column(default=False)
    asks_rec_office: Mapped[bool] = mapped_column(default=False)
    expected_result: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")


class PlanMoney(Identified, Base):
    """Money of a line from one source, in whole rubles."""

    __tablename__ = "plan_money"
    __table_args__ = (
        UniqueConstraint("line_id", "position"),
        CheckConstraint("rubles >= 0", name="rubles_not_negative"),
        CheckConstraint("source <> ''", name="has_source"),
    )

    line_id: Mapped[UUID] = mapped_column(ForeignKey("plan_lines.id", ondelete="CASCADE"))
    position: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))
    rubles: Mapped[int] = mapped_column(BigInteger)


class PlanRemoval(Identified, Base):
    """An event that an edition takes out of the plan, and why.

    `is_late`: its last planned day had passed when the council decided; told in the report.
    """

    __tablename__ = "plan_removals"
    __table_args__ = (UniqueConstraint("edition_id", "event_id"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_editions.id"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    is_late: Mapped[bool] = mapped_column(default=False)


class PlanClosing(Base):
    """The final figure of a year, as it was on the day of closing. Triggers freeze the row."""

    __tablename__ = "plan_closings"
    __table_args__ = (
        CheckConstraint("held BETWEEN 0 AND planned", name="held_fits"),
        CheckConstraint("threshold BETWEEN 0 AND 100", name="threshold_is_percent"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_editions.id"), index=True)
    closed_on: Mapped[date]
    closed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_name: Mapped[str] = mapped_column(String(200))
    planned: Mapped[int]
    held: Mapped[int]
    threshold: Mapped[int]
