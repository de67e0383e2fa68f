"""How letters, their attachments and what readers chose are stored.

People and accounts lie in slices above: they are known here by id and address alone.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, UTCDateTime, stored
from core.letters.rules import Frequency, LetterState, Urgency
from core.letters.rules.handing import LONGEST_NUMBER, Way

MAIL = "mail"


class OutgoingLetter(Identified, Base):
    """One letter to one reader, written in the transaction of its fact.

    `addressee` is the key of the reader: a person, or the mailbox of a stranger; `answer` the words
    of the mail server at the last try; `about` the matter in words, for the secretary's filter.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("fact", "addressee", "channel"),
        CheckConstraint("(state = 'sending') = (lease IS NOT NULL)", name="sending_is_leased"),
        CheckConstraint(
            "(state = 'sending') = (leased_until IS NOT NULL)", name="lease_has_an_end"
        ),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_moment"),
        CheckConstraint("attempts >= 0", name="attempts_counted"),
        Index("ix_letters_state_due_at", "state", "due_at"),
        Index("ix_letters_posted_at", "posted_at"),
    )

    fact: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(String(300), index=True)
    channel: Mapped[str] = mapped_column(String(20), default=MAIL)
    kind: Mapped[str] = mapped_column(String(60))
    urgency: Mapped[Urgency] = mapped_column(stored(Urgency))
    language: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    search_text: Mapped[str] = mapped_column(String(500))
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    account_id: Mapped[UUID | None]
    record_id: Mapped[UUID | None] = mapped_column(index=True)
    about_id: Mapped[UUID | None] = mapped_column(index=True)
    body_id: Mapped[UUID | None]
    about: Mapped[str] = mapped_column(String(400), default="")
    subject: Mapped[str] = mapped_column(String(400))
    greeting: Mapped[str] = mapped_column(String(400))
    body: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[LetterState] = mapped_column(stored(LetterState))
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    lease: Mapped[UUID | None]
    leased_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    digest_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id"), index=True)


class LetterAttachment(Identified, Base):
    """A part of a letter beside its text; an alternative one is read by calendars."""

    __tablename__ = "letter_attachments"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letters.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(200))
    is_alternative: Mapped[bool]
    content: Mapped[bytes]


class PaperLetter(Base):
    """A letter that no e-mail reaches: its sheet, and how it was handed over.

    Handed over without a sheet (by telephone say) it has no number. `year` is that of its day.
    """

    __tablename__ = "paper_letters"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("(number IS NULL) = (dated_on IS NULL)", name="number_has_day"),
        CheckConstraint("(way IS NULL) = (handed_on IS NULL)", name="way_has_day"),
        CheckConstraint("number IS NOT NULL OR way IS NOT NULL", name="printed_or_handed"),
    )

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    year: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(LONGEST_NUMBER))
    dated_on: Mapped[date | None]
    addressee: Mapped[str] = mapped_column(Text, default="")
    greeting: Mapped[str] = mapped_column(String(400), default="")
    enclosures: Mapped[str] = mapped_column(Text, default="")
    office: Mapped[str] = mapped_column(String(400), default="")
    signer: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(400), default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    way: Mapped[Way | None] = mapped_column(stored(Way))
    handed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")


class LetterChoice(Identified, Base):
    """How often letters go to a mailbox, and in which language; at once and Russian if unsaid."""

    __tablename__ = "letter_choices"

    mailbox: Mapped[str] = mapped_column(String(254), unique=True)
    frequency: Mapped[Frequency] = mapped_column(stored(Frequency), default=Frequency.AT_ONCE)
    language: Mapped[str] = mapped_column(String(10), default="ru")
    chosen_at: Mapped[datetime] = mapped_column(UTCDateTime)
