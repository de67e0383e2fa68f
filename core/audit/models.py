"""Anchors: heads of the chain that were written down outside, and where.

The rows of the journal itself belong to core.adapters.chain. An anchor is never changed either.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime


class JournalAnchor(Identified, Base):
    """The chain reached `hash` at entry `seq`; `kept_in` names the letter, paper or copy."""

    __tablename__ = "journal_anchors"

    seq: Mapped[int] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(Sha256)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    kept_in: Mapped[str] = mapped_column(String(120))
