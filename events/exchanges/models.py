"""How exchanges with other regions are stored: agreements, plans, measures, visits, follow-ups."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from events.exchanges.rules import Direction, MarkState


def marked() -> tuple[CheckConstraint, CheckConstraint]:
    """What holds for everything that is marked as done or dropped."""
    return (
        CheckConstraint("state <> 'open' OR marked_on IS NULL", name="no_day_while_open"),
        CheckConstraint("state <> 'dropped' OR note <> ''", name="reason_if_dropped"),
    )


class Agreement(Identified, Revised, Base):
    """An agreement with another region; `number` stands in its address for ever."""

    __tablename__ = "exchange_agreements"
    __table_args__ = (
        CheckConstraint("title <> '' AND partner <> ''", name="names_title_and_partner"),
        CheckConstraint("ends_on >= signed_on", name="ends_after_signing"),
        CheckConstraint("ended_on >= signed_on", name="ended_after_signing"),
        CheckConstraint("ended_on IS NULL OR ended_reason <> ''", name="reason_if_ended"),
    )

    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(500))
    partner: Mapped[str] = mapped_column(String(200))
    document_number: Mapped[str] = mapped_column(String(60), default="")
    parties: Mapped[str] = mapped_column(Text, default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    text_name: Mapped[str] = mapped_column(String(200), default="")
    text_sha256: Mapped[str | None] = mapped_column(Sha256, ForeignKey("stored_files.sha256"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ExchangePlan(Identified, Revised, Base):
    """A plan of measures for some years of an agreement."""

    __tablename__ = "exchange_plans"
    __table_args__ = (
        CheckConstraint("last_year >= first_year", name="years_in_order"),
        Index("ix_exchange_plans_agreement_id", "agreement_id"),
    )

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_agreements.id"))
    title: Mapped[str] = mapped_column(String(500))
    first_year: Mapped[int]
    last_year: Mapped[int]


class ExchangeMeasure(Identified, Revised, Base):
    """What is to be done by a day, by whom; when it was done may be unknown."""

    __tablename__ = "exchange_measures"
    __table_args__ = (*marked(), Index("ix_exchange_measures_plan_id", "plan_id"))

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_plans.id"))
    number: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    responsible: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[MarkState] = mapped_column(stored(MarkState), default=MarkState.OPEN)
    marked_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")


class ExchangeVisit(Identified, Revised, Base):
    """A delegation received or sent; `event_id` where the visit is an event of the region."""

    __tablename__ = "exchange_visits"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("people >= 0", name="people_not_negative"),
        Index("ix_exchange_visits_agreement_id", "agreement_id"),
    )

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_agreements.id"))
    measure_id: Mapped[UUID | None] = mapped_column(ForeignKey("exchange_measures.id"), index=True)
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id"), index=True)
    direction: Mapped[Direction] = mapped_column(stored(Direction))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    people: Mapped[int] = mapped_column(default=0)
    delegation: Mapped[str] = mapped_column(Text, default="")
    hosts: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class ExchangePoint(Identified, Revised, Base):
    """A point of the programme of a visit, in the time of the region that receives."""

    __tablename__ = "exchange_points"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("title <> ''", name="has_title"),
        Index("ix_exchange_points_visit_id", "visit_id"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_visits.id"))
    day: Mapped[date]
    starts_at: Mapped[time] = mapped_column(Time)
    ends_at: Mapped[time | None] = mapped_column(Time)
    title: Mapped[str] = mapped_column(String(500))
    place: Mapped[str] = mapped_column(String(300), default="")


class ExchangeFollowUp(Identified, Revised, Base):
    """What was agreed on a visit: who does it until when, and what became of it."""

    __tablename__ = "exchange_follow_ups"
    __table_args__ = (*marked(), Index("ix_exchange_follow_ups_visit_id", "visit_id"))

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("exchange_visits.id"))
    text: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(String(300), default="")
    due_on: Mapped[date | None]
    state: Mapped[MarkState] = mapped_column(stored(MarkState), default=MarkState.OPEN)
    marked_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ExchangeCount(Revised, Base):
    """How many agreements the region says it has, where the register does not hold all; one row."""

    __tablename__ = "exchange_count"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("published IS NULL OR (published >= 0 AND reason <> '')", name="says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
