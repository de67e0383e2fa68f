"""Anchors: heads of the journal's chain that were written down outside, and where.

A paper, a letter, a backup that carries a head shows whether the tail was cut since. An anchor is
never changed either (migration 0017); whoever removes it cannot remove it from what carries it.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.chain import head
from core.adapters.database import Base, Identified, Sha256, UTCDateTime, db
from core.kernel.chain import Head

LONGEST_PLACE = 120
IN_GROUPS = 16


class JournalAnchor(Identified, Base):
    """The chain reached `hash` at entry `seq`; `kept_in` names the letter, paper or copy."""

    __tablename__ = "journal_anchors"

    seq: Mapped[int] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(Sha256)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    kept_in: Mapped[str] = mapped_column(String(LONGEST_PLACE))


def anchor_head(kept_in: str, *, now: datetime) -> Head:
    """A step of commands: the head as it stands, remembered with the place that carries it.

    What this command itself notes comes after. An empty journal has nothing to anchor.
    """
    found = head()
    if found.seq:
        place = kept_in[:LONGEST_PLACE]
        db.session.add(JournalAnchor(seq=found.seq, hash=found.hash, at=now, kept_in=place))
    return found


def in_groups(digest: str) -> str:
    """The hash in groups, as a person can compare and a line can break it."""
    return " ".join(digest[at : at + IN_GROUPS] for at in range(0, len(digest), IN_GROUPS))
