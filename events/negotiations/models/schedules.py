"""The frame of a schedule: its days, halls and interpreters.

Slots are not stored: they follow from the days and the rhythm (rules.slots). Halls, interpreters
and participants have numbers of their own schedule; the search knows them by these.
"""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from events.negotiations.rules.life import ScheduleState


class NegotiationSchedule(Identified, Revised, Base):
    """The schedule of an event. `revision` grows with every change of the timetable or its frame.

    `most` is the cap of meetings for who has none of its own; `edition` the last one published.
    """

    __tablename__ = "negotiation_schedules"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND pause >= 0", name="rhythm_makes_sense"),
        CheckConstraint("most > 0", name="most_positive"),
        CheckConstraint("edition >= 0", name="edition_counted"),
        CheckConstraint("(state = 'published') = (edition > 0)", name="published_has_edition"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), unique=True)
    state: Mapped[ScheduleState] = mapped_column(
        stored(ScheduleState), default=ScheduleState.PREPARING
    )
    minutes: Mapped[int] = mapped_column(default=20)
    pause: Mapped[int] = mapped_column(default=5)
    most: Mapped[int | None]
    takes_one_sided: Mapped[bool] = mapped_column(default=False)
    heeds_met: Mapped[bool] = mapped_column(default=True)
    wishes_until: Mapped[date | None] = mapped_column(Date)
    edition: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class NegotiationDay(Identified, Base):
    """A day of negotiations by the clocks of the place."""

    __tablename__ = "negotiation_days"
    __table_args__ = (
        UniqueConstraint("schedule_id", "day"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(lunch_from IS NULL) = (lunch_until IS NULL)", name="lunch_is_whole"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    day: Mapped[date] = mapped_column(Date)
    starts_at: Mapped[time] = mapped_column(Time)
    ends_at: Mapped[time] = mapped_column(Time)
    lunch_from: Mapped[time | None] = mapped_column(Time)
    lunch_until: Mapped[time | None] = mapped_column(Time)


class NegotiationHall(Identified, Base):
    """A hall; its tables are numbered from 1. `closed` names slots by their beginning."""

    __tablename__ = "negotiation_halls"
    __table_args__ = (
        UniqueConstraint("schedule_id", "number"),
        CheckConstraint("number > 0 AND tables > 0", name="counted"),
        CheckConstraint("name <> ''", name="has_name"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    tables: Mapped[int]
    closed: Mapped[list[str]] = mapped_column(JSON, default=list)


class NegotiationInterpreter(Identified, Base):
    """An interpreter with the languages spoken besides Russian and the slots of absence."""

    __tablename__ = "negotiation_interpreters"
    __table_args__ = (
        UniqueConstraint("schedule_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("name <> ''", name="has_name"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    absences: Mapped[list[str]] = mapped_column(JSON, default=list)
