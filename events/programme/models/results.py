"""What an event brought: contracts, costs, feedback, photos. Money in hundredths, exact.

The figures that are published stand in `EventResult`; these are what they are counted from.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from events.programme.rules import ContractShown


class EventContract(Identified, Base):
    """A contract that an event brought. `identity` keeps it from being counted in two events.

    `amount` is in hundredths of the currency; `rate` in ten-thousandths of a ruble for one unit,
    on the day of the contract, where somebody entered it.
    """

    __tablename__ = "event_contracts"
    __table_args__ = (
        CheckConstraint("company <> '' AND partner <> ''", name="names_both_sides"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("rate > 0", name="rate_positive"),
        Index("ix_event_contracts_event_id", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    identity: Mapped[str] = mapped_column(Sha256, unique=True)
    number: Mapped[str] = mapped_column(String(60), default="")
    company: Mapped[str] = mapped_column(String(300))
    partner: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(500), default="")
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    rate: Mapped[int | None] = mapped_column(BigInteger)
    shown: Mapped[ContractShown] = mapped_column(stored(ContractShown), default=ContractShown.TOTAL)
    signed_on: Mapped[date]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventCost(Identified, Base):
    """What an event cost, by item and source, in whole kopecks."""

    __tablename__ = "event_costs"
    __table_args__ = (
        CheckConstraint("item <> '' AND source <> ''", name="names_item_and_source"),
        CheckConstraint("kopecks > 0", name="kopecks_positive"),
        Index("ix_event_costs_event_id", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    item: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(200))
    kopecks: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventFeedback(Identified, Base):
    """What a company said of an event: a grade from 1 to 5 and words.

    Visitors read the words only if the company allows it and the coordinator chose them.
    """

    __tablename__ = "event_feedback"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 5", name="grade_of_five"),
        CheckConstraint("NOT is_shown OR (may_quote AND text <> '')", name="shown_if_allowed"),
        Index("ix_event_feedback_event_id", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    company: Mapped[str] = mapped_column(String(300))
    grade: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    by_link: Mapped[bool] = mapped_column(default=False)
    may_quote: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class EventPhoto(Identified, Revised, Base):
    """A photo or a paper of an event.

    `caption` says what it shows to those who cannot see it, `consent` who agreed that it is
    published; width and height are known for pictures.
    """

    __tablename__ = "event_photos"
    __table_args__ = (
        CheckConstraint(
            "NOT is_shown OR (caption <> '' AND consent <> '')", name="shown_says_what"
        ),
        UniqueConstraint("event_id", "position"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300), default="")
    sha256: Mapped[str] = mapped_column(Sha256, ForeignKey("stored_files.sha256"))
    consent: Mapped[str] = mapped_column(String(300), default="")
    is_shown: Mapped[bool] = mapped_column(default=False)
    width: Mapped[int | None]
    height: Mapped[int | None]
