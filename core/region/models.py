"""The one row that describes the region."""

from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Revised


class Region(Revised, Base):
    """Exactly one row (id 1). Case forms are typed, never computed."""

    __tablename__ = "region"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(String(200))
    name_genitive: Mapped[str] = mapped_column(String(200))
    name_dative: Mapped[str] = mapped_column(String(200))
    name_prepositional: Mapped[str] = mapped_column(String(200))
    capital: Mapped[str] = mapped_column(String(200))
    council_name: Mapped[str] = mapped_column(String(300))
    zone: Mapped[str] = mapped_column(String(60))
    highest_official_title: Mapped[str] = mapped_column(String(200))
    standard_start_year: Mapped[int]
    contact: Mapped[str] = mapped_column(Text, default="")
    # Regional changes of the work calendar: [{"day": "2026-09-30", "title": …, "working": true}]
    extra_days: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    details: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
