"""How the counters are stored. Whom a counter is about stands in no row: the key is a digest."""

from sqlalchemy import Double
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Sha256


class RateCount(Base):
    """So many hits under a key until a moment, in seconds of the machine's clock."""

    __tablename__ = "rate_counts"

    key: Mapped[str] = mapped_column(Sha256, primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[float] = mapped_column(Double, index=True)
