"""How single events are stored: what they are now, and every step of their lives.

What the council decided about an event stands in the plan's lines (events.plan); here is what
became of it.
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
)
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from events.programme.rules import EventAction, EventFormat, EventState, EventType, Support


class Country(Base):
    """A country with the forms of its official name; typed, never computed (DOMAIN.md § 5.1)."""

    __tablename__ = "countries"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    official: Mapped[str] = mapped_column(String(200))
    accusative: Mapped[str] = mapped_column(String(200), default="")
    prepositional: Mapped[str] = mapped_column(String(200), default="")
    has_trade_mission: Mapped[bool] = mapped_column(default=False)
    has_rec_office: Mapped[bool] = mapped_column(default=False)
    is_priority: Mapped[bool] = mapped_column(default=False)


class Event(Identified, Revised, Base):
    """An event. `number` and `slug` stand in its address for ever; `code` is the region's own.

    Days are those of the place (`zone`); `month` (1-12 of `year`) serves until days are known.
    An event without an approved line of a plan is shown only when `is_public`. `commission` names
    its members by lines; `participants` are those expected.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NOT NULL", name="end_has_start"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
        CheckConstraint("format <> 'remote' OR remote_reason <> ''", name="remote_has_reason"),
        CheckConstraint(
            "state NOT IN ('moved', 'cancelled') OR state_reason <> ''", name="reason_if_not_held"
        ),
        CheckConstraint(
            "state NOT IN ('under_way', 'held', 'reported') OR ends_on IS NOT NULL",
            name="held_has_days",
        ),
        CheckConstraint("participants >= 0", name="participants_not_negative"),
        CheckConstraint("ordinal > 0", name="ordinal_positive"),
        Index("ix_events_year_starts_on", "year", "starts_on"),
        Index("ix_events_starts_on", "starts_on"),  # what is ahead is little of all there was
        Index("ix_events_ends_on", "ends_on"),
        Index("ix_events_revision", "revision"),  # summed by the version of public pages
    )

    number: Mapped[int] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(String(80))
    code: Mapped[str | None] = mapped_column(String(60), unique=True)
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(500))
    name_english: Mapped[str] = mapped_column(String(500), default="")
    type: Mapped[EventType] = mapped_column(stored(EventType))
    format: Mapped[EventFormat] = mapped_column(stored(EventFormat), default=EventFormat.IN_PERSON)
    remote_reason: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str] = mapped_column(String(2))
    city: Mapped[str] = mapped_column(String(200), default="")
    zone: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    month: Mapped[int | None]
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    participants: Mapped[int] = mapped_column(default=0)
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    trade_mission: Mapped[Support] = mapped_column(stored(Support), default=Support.NOT_ASKED)
    rec_office: Mapped[Support] = mapped_column(
        stored(Support, "rec_support"), default=Support.NOT_ASKED
    )
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[EventState] = mapped_column(stored(EventState), default=EventState.PLANNED)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("event_series.id"), index=True)
    ordinal: Mapped[int | None]
    commission: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventStep(Identified, Base):
    """One step of an event's life: who took it, when, why; a move keeps the old days in words."""

    __tablename__ = "event_steps"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    action: Mapped[EventAction] = mapped_column(stored(EventAction))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    old_starts_on: Mapped[date | None]
    old_ends_on: Mapped[date | None]
    old_days: Mapped[str] = mapped_column(String(200), default="")
    actor_name: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventResult(Revised, Base):
    """What an event brought, as published; sums in whole units of the currency.

    `own_figures` names the figures that somebody typed: they are not counted anew.
    """

    __tablename__ = "event_results"
    __table_args__ = (
        CheckConstraint(
            "companies >= 0 AND meetings >= 0 AND intents >= 0 AND contracts >= 0 AND amount >= 0",
            name="figures_not_negative",
        ),
        CheckConstraint("contracts > 0 OR amount = 0", name="no_sum_without_contract"),
        Index("ix_event_results_revision", "revision"),  # as that of events
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), primary_key=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_english: Mapped[str] = mapped_column(Text, default="")
    companies: Mapped[int] = mapped_column(default=0)
    meetings: Mapped[int] = mapped_column(default=0)
    intents: Mapped[int] = mapped_column(default=0)
    contracts: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3), default="USD")
    own_figures: Mapped[list[str]] = mapped_column(JSON, default=list)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
