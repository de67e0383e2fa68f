"""Calls for applications, the applications, their files and consents.

Whether a call takes applications is the state of its event; there is no second word for it here.
"""

from datetime import date, datetime
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

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from events.missions.rules.applications import MissionApplicationState
from events.missions.rules.consents import Purpose

COUNTED = text("state IN ('submitted', 'chosen', 'waiting', 'declined')")


class Call(Identified, Revised, Base):
    """What companies are called to. `taken` counts the chosen and never passes `places`."""

    __tablename__ = "mission_calls"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("taken >= 0 AND taken <= places", name="never_oversold"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), unique=True)
    offer: Mapped[str] = mapped_column(Text)
    offer_english: Mapped[str] = mapped_column(Text, default="")
    payment: Mapped[str] = mapped_column(Text)
    payment_english: Mapped[str] = mapped_column(Text, default="")
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[date]
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class MissionApplication(Identified, Base):
    """A company's application. `token_hash` opens the personal page.

    `answers` holds [question, answer] as they were asked, `scores` {criterion: points}. Only from
    the confirmation on does an INN exclude a second application: nobody blocks a company by typing
    its INN.
    """

    __tablename__ = "mission_applications"
    __table_args__ = (
        Index(
            "uq_mission_applications_call_id_inn",
            "call_id",
            "inn",
            unique=True,
            sqlite_where=COUNTED,
            postgresql_where=COUNTED,
        ),
        UniqueConstraint("call_id", "place_in_list"),
        CheckConstraint(
            "state <> 'waiting' OR place_in_list IS NOT NULL", name="waiting_has_place"
        ),
        CheckConstraint("state <> 'declined' OR reason <> ''", name="declined_has_reason"),
        CheckConstraint(
            "state NOT IN ('submitted', 'chosen', 'waiting', 'declined') "
            "OR confirmed_at IS NOT NULL",
            name="counted_is_confirmed",
        ),
    )

    call_id: Mapped[UUID] = mapped_column(ForeignKey("mission_calls.id"))
    state: Mapped[MissionApplicationState] = mapped_column(
        stored(MissionApplicationState, "missionapplicationstate")
    )
    inn: Mapped[str] = mapped_column(String(12), default="")
    ogrn: Mapped[str] = mapped_column(String(15), default="")
    company: Mapped[str] = mapped_column(String(400), default="")
    city: Mapped[str] = mapped_column(String(200), default="")
    products: Mapped[str] = mapped_column(Text, default="")
    markets: Mapped[str] = mapped_column(String(500), default="")
    full_name: Mapped[str] = mapped_column(String(200), default="")
    post: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    partners: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(2), default="ru")
    scores: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    place_in_list: Mapped[int | None]
    letters: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(String(64), default="")
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ApplicationConsent(Identified, Base):
    """One consent: to what, which text, when, from where; the text is known by its version."""

    __tablename__ = "application_consents"
    __table_args__ = (UniqueConstraint("application_id", "purpose"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("mission_applications.id"))
    purpose: Mapped[Purpose] = mapped_column(stored(Purpose))
    version: Mapped[str] = mapped_column(String(40))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(String(64), default="")


class ApplicationFile(Identified, Base):
    """A file with an application; the content is known by its SHA-256."""

    __tablename__ = "application_files"
    __table_args__ = (UniqueConstraint("application_id", "position"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("mission_applications.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
