"""Who negotiates, and whom each of them wants to meet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish


class Negotiator(Identified, Revised, Base):
    """A participant: an exporter, who comes of an application or the register, or a buyer.

    `identity` says who this is across events, for "met before". `goods` are the products offered or
    wanted. `hall` and `table` are given by the staff, `seat` is the hall that the last run chose.
    Whose contact stands in an application or the register has none here.
    """

    __tablename__ = "negotiators"
    __table_args__ = (
        UniqueConstraint("schedule_id", "number"),
        UniqueConstraint("schedule_id", "identity"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("most > 0", name="most_positive"),
        CheckConstraint('"table" IS NULL OR hall IS NOT NULL', name="table_has_hall"),
        CheckConstraint(
            "side <> 'buyer' OR (application_id IS NULL AND company_id IS NULL)",
            name="buyer_comes_from_afar",
        ),
        Index("ix_negotiators_application_id", "application_id"),
        Index("ix_negotiators_company_id", "company_id"),
    )

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"))
    number: Mapped[int]
    side: Mapped[Side] = mapped_column(stored(Side))
    identity: Mapped[str] = mapped_column(String(500))
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("mission_applications.id"))
    company_id: Mapped[UUID | None] = mapped_column(ForeignKey("companies.id"))
    name: Mapped[str] = mapped_column(String(400))
    country: Mapped[str] = mapped_column(String(2), default="")
    city: Mapped[str] = mapped_column(String(200), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    goods: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    most: Mapped[int | None]
    hall: Mapped[int | None]
    table: Mapped[int | None]
    seat: Mapped[int | None]
    absences: Mapped[list[str]] = mapped_column(JSON, default=list)
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class NegotiationWish(Base):
    """What one side says of the other; without a row it has no wish."""

    __tablename__ = "negotiation_wishes"
    __table_args__ = (CheckConstraint("wisher_id <> about_id", name="about_another"),)

    wisher_id: Mapped[UUID] = mapped_column(ForeignKey("negotiators.id"), primary_key=True)
    about_id: Mapped[UUID] = mapped_column(
        ForeignKey("negotiators.id"), primary_key=True, index=True
    )
    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_schedules.id"), index=True)
    wish: Mapped[Wish] = mapped_column(stored(Wish))
