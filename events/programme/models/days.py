"""The days of an event: sessions, organisers, hearings of projects; series of events."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, stored
from events.programme.rules import OrganiserRole, RemarkState


class EventSeries(Identified, Base):
    """Events that come again: a forum of each year."""

    __tablename__ = "event_series"

    name: Mapped[str] = mapped_column(String(300), unique=True)


class EventOrganiser(Identified, Base):
    """Who holds an event, in which role."""

    __tablename__ = "event_organisers"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(400))
    role: Mapped[OrganiserRole] = mapped_column(stored(OrganiserRole))


class EventSession(Identified, Base):
    """One row of the programme; times are those of the place of the event."""

    __tablename__ = "event_sessions"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("title <> ''", name="has_title"),
        Index("ix_event_sessions_event_id_day", "event_id", "day"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    day: Mapped[date]
    starts_at: Mapped[time] = mapped_column(Time)
    ends_at: Mapped[time | None] = mapped_column(Time)
    title: Mapped[str] = mapped_column(String(500))
    place: Mapped[str] = mapped_column(String(300), default="")


class EventHearing(Identified, Base):
    """A project before the commission of an event: who spoke for it and how it ended."""

    __tablename__ = "event_hearings"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    project: Mapped[str] = mapped_column(String(500))
    speaker: Mapped[str] = mapped_column(String(200), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")


class EventRemark(Identified, Base):
    """A remark of the commission on a project, and how far it is met."""

    __tablename__ = "event_remarks"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("event_hearings.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[RemarkState] = mapped_column(stored(RemarkState))
