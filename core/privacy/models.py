"""How requests of people about their own data are stored.

Whatever else is kept of people is declared by the slices that keep it (`personal.py`).
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, UTCDateTime, stored
from core.privacy.rules.requests import RequestKind


class DataRequest(Identified, Base):
    """Somebody asked about their own data; `due_on` is the last day by the setting of that time."""

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint("received_on <= due_on", name="due_after"),
        CheckConstraint("received_on <= answered_on", name="answered_after"),
    )

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    kind: Mapped[RequestKind] = mapped_column(stored(RequestKind))
    received_on: Mapped[date]
    due_on: Mapped[date]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
