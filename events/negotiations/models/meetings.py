"""Meetings as they stand, the runs that found them and the editions that were published."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, UTCDateTime, stored
from events.missions.rules.timetable.budget import SearchPhase
from events.negotiations.rules.life import RunState


class NegotiationMeeting(Identified, Base):
    """A pair that was asked to meet. `slot` None: it has no meeting and `reason` says why.

    The row keeps its identity when the meeting moves, and after publication for good: results of
    meetings hang on it. Numbers of hall, table and interpreter are those of the schedule.
    """

    __tablename__ = "negotiation_meetings"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        UniqueConstraint("first_id", "slot"),
        UniqueConstraint("second_id", "slot"),
        UniqueConstraint(
            "schedule_id", "hall", "table", "slot", name="uq_negotiation_meetings_seat"
        ),
        UniqueConstraint(
            "schedule_id", "interpreter", "slot", name="uq_negotiation_meetings_interpreter"
        ),
        CheckConstraint("slot >= 0", name="slot_counted"),
        CheckConstraint('("table" IS NULL) = (hall IS NULL)', name="table_in_hall"),
        CheckConstraint(
            "slot IS NOT NULL OR (hall IS NULL AND interpreter IS NULL)", name="placed_or_nothing"
        ),
        CheckConstraint("NOT is_taken_out OR slot IS NULL", name="taken_out_has_no_time"),
        CheckConstraint("NOT is_locked OR slot IS NOT NULL", name="locked_has_time"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    first_id: Mapped[UUID] = mapped_column(ForeignKey("negotiators.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("negotiators.id"))
    slot: Mapped[int | None]
    hall: Mapped[int | None]
    table: Mapped[int | None]
    interpreter: Mapped[int | None]
    is_locked: Mapped[bool] = mapped_column(default=False)
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    is_taken_out: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class NegotiationRun(Identified, Base):
    """One run of the search. Who works on it gives a sign of life by a new `leased_until`."""

    __tablename__ = "negotiation_runs"
    __table_args__ = (
        CheckConstraint("(state = 'working') = (leased_until IS NOT NULL)", name="working_leased"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_of_hundred"),
        CheckConstraint("attempts BETWEEN 0 AND 3", name="attempts_bounded"),
        Index(
            "uq_negotiation_runs_live",
            "schedule_id",
            unique=True,
            sqlite_where=text("state IN ('waiting', 'working')"),
            postgresql_where=text("state IN ('waiting', 'working')"),
        ),
        Index("ix_negotiation_runs_schedule_id_asked_at", "schedule_id", "asked_at"),
        Index("ix_negotiation_runs_state", "state"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    state: Mapped[RunState] = mapped_column(stored(RunState), default=RunState.WAITING)
    seconds: Mapped[int]
    seed: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    phase: Mapped[SearchPhase] = mapped_column(stored(SearchPhase), default=SearchPhase.PLACING)
    percent: Mapped[int] = mapped_column(default=0)
    placed: Mapped[int] = mapped_column(default=0)
    possible: Mapped[int] = mapped_column(default=0)
    breaks: Mapped[int] = mapped_column(default=0)
    least_breaks: Mapped[int] = mapped_column(default=0)
    measures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    error: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class NegotiationEdition(Identified, Base):
    """A published timetable, frozen by the database itself (migration 0014).

    `content` holds the meetings with the names of that day; `moved` counts published meetings that
    changed in it.
    """

    __tablename__ = "negotiation_editions"
    __table_args__ = (
        UniqueConstraint("schedule_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    meetings: Mapped[int]
    moved: Mapped[int] = mapped_column(default=0)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_by: Mapped[str] = mapped_column(String(200), default="")
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
