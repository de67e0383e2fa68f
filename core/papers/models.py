"""Renderings in work, and papers that are kept as they were signed or published.

A kept paper is frozen by the database itself (migration 0004): once its content is known no
statement changes or removes it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime, stored
from core.papers.rules.life import Fault, RenderingState, Work


class Rendering(Base):
    """One paper in one form; `key` is the SHA-256 of its source and of the renderer."""

    __tablename__ = "renderings"
    __table_args__ = (
        CheckConstraint("(state = 'done') = (sha256 IS NOT NULL)", name="done_has_content"),
        CheckConstraint("(state = 'working') = (leased_until IS NOT NULL)", name="working_leased"),
        CheckConstraint("(state = 'failed') = (fault IS NOT NULL)", name="failed_says_why"),
        CheckConstraint("attempts BETWEEN 0 AND 3", name="attempts_bounded"),
        Index("ix_renderings_state_asked_at", "state", "asked_at"),
    )

    key: Mapped[str] = mapped_column(Sha256, primary_key=True)
    work: Mapped[Work] = mapped_column(stored(Work))
    source: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[RenderingState] = mapped_column(
        stored(RenderingState), default=RenderingState.WAITING
    )
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sha256: Mapped[str | None] = mapped_column(Sha256, ForeignKey("stored_files.sha256"))
    fault: Mapped[Fault | None] = mapped_column(stored(Fault))
    error: Mapped[str] = mapped_column(Text, default="")


class KeptPaper(Base):
    """A signed or published paper. `sha256` is empty only until it has been rendered once."""

    __tablename__ = "kept_papers"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("edition > 0", name="edition_counted"),
    )

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    signers: Mapped[str] = mapped_column(Text)  # JSON; a text can be compared on PostgreSQL
    dated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    registered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    rendering_key: Mapped[str] = mapped_column(Sha256, ForeignKey("renderings.key"), index=True)
    sha256: Mapped[str | None] = mapped_column(
        Sha256, ForeignKey("stored_files.sha256"), index=True
    )
    is_published: Mapped[bool]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class IssuedPaper(Base):
    """A kept paper that was given out of a record: an extract, a list. Each issue is a new paper.

    `number` runs through the year for each kind; `of_id` is the record, the item of an extract.
    """

    __tablename__ = "issued_papers"
    __table_args__ = (
        UniqueConstraint("kind", "year", "number"),
        CheckConstraint("number > 0", name="number_counted"),
    )

    code: Mapped[str] = mapped_column(ForeignKey("kept_papers.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    of_id: Mapped[UUID] = mapped_column(index=True)
    year: Mapped[int]
    number: Mapped[int]
    issued_by: Mapped[str] = mapped_column(String(200))
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PaperNumber(Base):
    """The last number given in a year; its row is locked while the next one is taken."""

    __tablename__ = "paper_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class DetachedSignature(Identified, Base):
    """A `.sig` file made elsewhere over a kept paper. It is kept and shown, never verified here."""

    __tablename__ = "detached_signatures"
    __table_args__ = (UniqueConstraint("paper_code", "sha256"),)

    paper_code: Mapped[str] = mapped_column(ForeignKey("kept_papers.code"))
    name: Mapped[str] = mapped_column(String(255))
    signer: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(Sha256, ForeignKey("stored_files.sha256"))
    attached_by: Mapped[str] = mapped_column(String(200))
    attached_at: Mapped[datetime] = mapped_column(UTCDateTime)
