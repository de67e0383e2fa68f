"""How companies are stored; name, OGRN and town stand in the council's `organisations`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from events.companies.rules import Attendance, SmeCategory


class Company(Identified, Revised, Base):
    """An exporter or one that will be. `inn` is the key of applications; `search_text` is folded.

    Nothing of it is published without `publication_consent`.
    """

    __tablename__ = "companies"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), unique=True)
    inn: Mapped[str] = mapped_column(String(12), unique=True)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    markets: Mapped[list[str]] = mapped_column(JSON, default=list)
    sme: Mapped[SmeCategory] = mapped_column(stored(SmeCategory), default=SmeCategory.UNKNOWN)
    export_status: Mapped[str] = mapped_column(String(100), default="")
    publication_consent: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CompanyProduct(Identified, Base):
    """A product with its code of the customs nomenclature; a service has none."""

    __tablename__ = "company_products"
    __table_args__ = (UniqueConstraint("company_id", "position"),)

    company_id: Mapped[UUID] = mapped_column(ForeignKey("companies.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(10), default="")
    name: Mapped[str] = mapped_column(String(300), default="")


class CompanyContact(Identified, Base):
    """Whom to ask in a company; personal data, seen by those who keep the register."""

    __tablename__ = "company_contacts"
    __table_args__ = (UniqueConstraint("company_id", "position"),)

    company_id: Mapped[UUID] = mapped_column(ForeignKey("companies.id"))
    position: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")


class CompanySupport(Identified, Revised, Base):
    """One support: a place in a mission, a stand, money; and what came of it. Whole rubles, m²."""

    __tablename__ = "company_supports"
    __table_args__ = (
        UniqueConstraint("company_id", "event_id"),
        CheckConstraint(
            "rubles >= 0 AND metres >= 0 AND contracts >= 0 AND amount >= 0",
            name="figures_not_negative",
        ),
        CheckConstraint("contracts > 0 OR amount = 0", name="no_sum_without_contract"),
        CheckConstraint("attendance <> 'absent' OR contracts = 0", name="absent_has_no_contract"),
    )

    company_id: Mapped[UUID] = mapped_column(ForeignKey("companies.id"))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id"), index=True)
    title: Mapped[str] = mapped_column(String(500))
    day: Mapped[date]
    attendance: Mapped[Attendance] = mapped_column(stored(Attendance), default=Attendance.EXPECTED)
    rubles: Mapped[int] = mapped_column(BigInteger, default=0)
    metres: Mapped[int] = mapped_column(default=0)
    report_due: Mapped[date | None]
    report_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    contracts: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3), default="USD")
