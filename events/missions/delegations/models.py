"""How delegations are stored. A passport is sealed bytes; the key is not in the database."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from events.missions.delegations.rules.members import DelegationRole

HEADS = text("role = 'head'")


class Delegation(Identified, Revised, Base):
    """The delegation of an event. `delete_on` is chosen; without it a rule says the day."""

    __tablename__ = "delegations"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), unique=True)
    asks_passports: Mapped[bool] = mapped_column(default=False)
    delete_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class DelegationMember(Identified, Revised, Base):
    """A person of the delegation, days in the event's zone. `token_hash` opens the own page."""

    __tablename__ = "delegation_members"
    __table_args__ = (
        Index(
            "uq_delegation_members_head",
            "delegation_id",
            unique=True,
            sqlite_where=HEADS,
            postgresql_where=HEADS,
        ),
        CheckConstraint("leaves_on >= arrives_on", name="leaves_after_arrival"),
        CheckConstraint("surname <> ''", name="has_name"),
    )

    delegation_id: Mapped[UUID] = mapped_column(ForeignKey("delegations.id"), index=True)
    application_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mission_applications.id"), unique=True
    )
    surname: Mapped[str] = mapped_column(String(200))
    given: Mapped[str] = mapped_column(String(200), default="")
    patronymic: Mapped[str] = mapped_column(String(200), default="")
    organisation: Mapped[str] = mapped_column(String(400), default="")
    post: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[DelegationRole] = mapped_column(
        stored(DelegationRole), default=DelegationRole.MEMBER
    )
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(2), default="ru")
    arrives_on: Mapped[date | None]
    leaves_on: Mapped[date | None]
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PassportReader(Base):
    """A person with an account who may read the passports of one event."""

    __tablename__ = "passport_readers"

    delegation_id: Mapped[UUID] = mapped_column(ForeignKey("delegations.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    named_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SealedPassport(Identified, Base):
    """A passport, sealed and bound to this row and its member; goes on `delete_on` at the latest.

    `version`, `given_at` and `address` are the consent: which text, when, from where; `handing_on`
    is the text of the second consent, empty where it was not given.
    """

    __tablename__ = "sealed_passports"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("delegation_members.id"), unique=True)
    key_name: Mapped[str] = mapped_column(String(16), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    delete_on: Mapped[date] = mapped_column(index=True)
    version: Mapped[str] = mapped_column(String(40))
    handing_on: Mapped[str] = mapped_column(String(40), default="")
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(String(64), default="")
