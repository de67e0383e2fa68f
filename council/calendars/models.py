"""How the secret addresses of personal feeds are stored: never the secret itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime


class CalendarFeed(Identified, Base):
    """A feed of one person; `name` says which device or program reads it."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        CheckConstraint("revoked_at IS NULL OR revoked_at >= made_at", name="revoked_after_made"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    secret_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
