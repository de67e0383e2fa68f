"""How bodies, regulations, people, seats, offices and elections are stored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from council.membership.rules import BodyKind, Category, ConsentScope, Gender, Office

IN_ORDER = "held_until IS NULL OR held_until >= held_from"


class Organisation(Identified, Revised, Base):
    """An authority, institution, association or company. `code` is its key in imported files."""

    __tablename__ = "organisations"

    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(400))
    short_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(200), default="")
    inn: Mapped[str | None] = mapped_column(String(12))
    ogrn: Mapped[str | None] = mapped_column(String(15))
    city: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Person(Identified, Revised, Base):
    """A person. Case forms are of surname with initials («Рябининой Е.П.»), proposed, editable."""

    __tablename__ = "people"

    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    surname: Mapped[str] = mapped_column(String(100))
    given_name: Mapped[str] = mapped_column(String(100))
    patronymic: Mapped[str | None] = mapped_column(String(100))
    gender: Mapped[Gender] = mapped_column(stored(Gender))
    genitive: Mapped[str] = mapped_column(String(200), default="")
    dative: Mapped[str] = mapped_column(String(200), default="")
    instrumental: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(400), default="")
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")

    organisation: Mapped[Organisation | None] = relationship()


class PublicationConsent(Identified, Base):
    """Consent to publish one field (152-ФЗ, art. 10.1), by version of its text; revocable."""

    __tablename__ = "publication_consents"
    __table_args__ = (
        CheckConstraint("revoked_at IS NULL OR revoked_at >= given_at", name="revoked_after_given"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    scope: Mapped[ConsentScope] = mapped_column(stored(ConsentScope))
    text_version: Mapped[str] = mapped_column(String(40))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Body(Identified, Revised, Base):
    """A council, working group or commission. `slug` stands in its public address."""

    __tablename__ = "bodies"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[BodyKind] = mapped_column(stored(BodyKind))
    name: Mapped[str] = mapped_column(String(300))
    name_genitive: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(100), default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("bodies.id"))
    zone: Mapped[str] = mapped_column(String(60))
    city: Mapped[str] = mapped_column(String(200), default="")
    default_place: Mapped[str] = mapped_column(String(400), default="")
    founded_on: Mapped[date]
    founded_by: Mapped[str] = mapped_column(Text, default="")
    abolished_on: Mapped[date | None]


class Regulation(Identified, Revised, Base):
    """The act by which a body works, in force from a day until a day."""

    __tablename__ = "regulations"
    __table_args__ = (
        CheckConstraint(
            "in_force_until IS NULL OR in_force_until >= in_force_from", name="in_order"
        ),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"), index=True)
    act_kind: Mapped[str] = mapped_column(String(200))
    act_on: Mapped[date]
    act_number: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(400))
    amended_by: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    in_force_from: Mapped[date]
    in_force_until: Mapped[date | None]


class RegulationSetting(Identified, Base):
    """One rule of procedure from a day on; the defaults stand in membership.settings."""

    __tablename__ = "regulation_settings"
    __table_args__ = (UniqueConstraint("body_id", "key", "valid_from"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(String(400))
    valid_from: Mapped[date]
    basis: Mapped[str] = mapped_column(Text, default="")


class Seat(Identified, Revised, Base):
    """A person's membership of a body. `position` is the post as the act names it."""

    __tablename__ = "seats"
    __table_args__ = (
        CheckConstraint(IN_ORDER, name="in_order"),
        Index("ix_seats_body_id_held_from", "body_id", "held_from"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    category: Mapped[Category] = mapped_column(stored(Category))
    is_voting: Mapped[bool] = mapped_column(default=True)
    by_agreement: Mapped[bool] = mapped_column(default=False)
    position: Mapped[str] = mapped_column(String(400), default="")
    held_from: Mapped[date]
    held_until: Mapped[date | None]
    basis: Mapped[str] = mapped_column(Text, default="")
    end_basis: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship()


class Appointment(Identified, Revised, Base):
    """An office given by an act. The deputy chair from business is elected, never appointed."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint(IN_ORDER, name="in_order"),
        CheckConstraint("office <> 'deputy_chair'", name="deputy_chair_is_elected"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    office: Mapped[Office] = mapped_column(stored(Office))
    held_from: Mapped[date]
    held_until: Mapped[date | None]
    basis: Mapped[str] = mapped_column(Text, default="")
    end_basis: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship()


class Election(Identified, Base):
    """The election of the deputy chair from business, held under an agenda item.

    `effective_on` is the meeting's day and is set when the minutes are signed: until then nobody
    took office. `ended_on` closes the term (resignation, lost seat), with its ground.
    """

    __tablename__ = "elections"
    __table_args__ = (
        CheckConstraint("against >= 0 AND abstained >= 0", name="counts_not_negative"),
        CheckConstraint("effective_on IS NULL OR elected_id IS NOT NULL", name="somebody_elected"),
        CheckConstraint("ended_on IS NULL OR ended_on >= effective_on", name="in_order"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"), index=True)
    agenda_item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    elected_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    against: Mapped[int] = mapped_column(default=0)
    abstained: Mapped[int] = mapped_column(default=0)
    is_secret: Mapped[bool] = mapped_column(default=False)
    effective_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_basis: Mapped[str] = mapped_column(Text, default="")

    candidates: Mapped[list["Candidate"]] = relationship(order_by="Candidate.position")


class Candidate(Identified, Base):
    """A person who stood for election, with the votes cast for them."""

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("election_id", "person_id"),
        CheckConstraint("in_favour >= 0", name="count_not_negative"),
    )

    election_id: Mapped[UUID] = mapped_column(ForeignKey("elections.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    position: Mapped[int]
    in_favour: Mapped[int] = mapped_column(default=0)


class Absence(Identified, Base):
    """Days on which a member is away (leave, illness); explains why a report waits."""

    __tablename__ = "absences"
    __table_args__ = (CheckConstraint("until_day >= from_day", name="in_order"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    from_day: Mapped[date]
    until_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300), default="")
