"""The days of an event: sessions, organisers, hearings, participants; series of events."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, stored
from events.programme.rules import OrganiserRole, ParticipantKind, RemarkState, SessionKind


class EventSeries(Identified, Base):
    """Events that come again: a forum of each year."""

    __tablename__ = "event_series"

    name: Mapped[str] = mapped_column(String(300), unique=True)


class EventOrganiser(Identified, Revised, Base):
    """Who holds an event, in which role."""

    __tablename__ = "event_organisers"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(400))
    role: Mapped[OrganiserRole] = mapped_column(stored(OrganiserRole))


class EventSession(Identified, Revised, Base):
    """One row of the programme; times are those of the place, `position` orders what is at once."""

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
    kind: Mapped[SessionKind] = mapped_column(stored(SessionKind), default=SessionKind.SESSION)
    position: Mapped[int] = mapped_column(default=0)


class EventHearing(Identified, Revised, Base):
    """A project before the commission of an event: who spoke for it and how it ended."""

    __tablename__ = "event_hearings"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    project: Mapped[str] = mapped_column(String(500))
    speaker: Mapped[str] = mapped_column(String(200), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")


class EventRemark(Identified, Revised, Base):
    """A remark of the commission on a project: whose, and how far it is met."""

    __tablename__ = "event_remarks"
    __table_args__ = (UniqueConstraint("hearing_id", "position"),)

    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("event_hearings.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[RemarkState] = mapped_column(stored(RemarkState))
    author: Mapped[str] = mapped_column(String(200), default="")


class EventParticipant(Identified, Revised, Base):
    """An organisation that took part: where from and with how many people; no names."""

    __tablename__ = "event_participants"
    __table_args__ = (
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("people > 0", name="people_positive"),
        Index("ix_event_participants_event_id", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    kind: Mapped[ParticipantKind] = mapped_column(stored(ParticipantKind))
    name: Mapped[str] = mapped_column(String(300))
    region: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2))
    people: Mapped[int] = mapped_column(default=1)


class EventCounters(Revised, Base):
    """Counters that somebody published instead of those counted, and why."""

    __tablename__ = "event_counters"
    __table_args__ = (
        CheckConstraint(
            "reason <> '' OR (people IS NULL AND regions IS NULL AND countries IS NULL "
            "AND companies IS NULL)",
            name="says_why",
        ),
        CheckConstraint(
            "(people IS NULL OR people >= 0) AND (regions IS NULL OR regions >= 0) "
            "AND (countries IS NULL OR countries >= 0) AND (companies IS NULL OR companies >= 0)",
            name="not_negative",
        ),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), primary_key=True)
    people: Mapped[int | None]
    regions: Mapped[int | None]
    countries: Mapped[int | None]
    companies: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
