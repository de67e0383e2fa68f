"""What happened in the hall: the roll, guests, speeches, resolutions and votes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from council.meetings.rules.kinds import (
    Choice,
    DecisionKind,
    DueKind,
    GuestKind,
    Outcome,
    Presence,
    SpeechKind,
    VoteMode,
)

# NULLs are distinct to UNIQUE: a vote on the whole item needs a partial index of its own.
WHOLE_ITEM: dict[str, Any] = {
    "sqlite_where": text("resolution_id IS NULL"),
    "postgresql_where": text("resolution_id IS NULL"),
}


class Attendance(Identified, Base):
    """A member's line on the roll. Who is away at single items stands in `ItemAbsence`."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    is_voting: Mapped[bool]
    presence: Mapped[Presence] = mapped_column(stored(Presence))
    reason: Mapped[str] = mapped_column(String(300), default="")


class ItemAbsence(Identified, Base):
    """A member of the roll who does not vote at one item: out of the hall, or recused."""

    __tablename__ = "item_absences"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    is_recusal: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(300), default="")


class Guest(Identified, Base):
    """Somebody in the hall who is no member; never counted, speaks with an advisory voice.

    `stands_for_id` is the absent member whose substitute this is, where the regulation allows one.
    """

    __tablename__ = "guests"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    kind: Mapped[GuestKind] = mapped_column(stored(GuestKind))
    full_name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(400), default="")
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("visitor_applications.id"))
    may_be_named: Mapped[bool] = mapped_column(default=False)
    stands_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class Speech(Identified, Revised, Base):
    """What was heard or said under an item. The speaker is a member, a guest or a typed name."""

    __tablename__ = "speeches"
    __table_args__ = (UniqueConstraint("item_id", "kind", "position"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    kind: Mapped[SpeechKind] = mapped_column(stored(SpeechKind))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    guest_id: Mapped[UUID | None] = mapped_column(ForeignKey("guests.id"))
    speaker_name: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)


class Resolution(Identified, Revised, Base):
    """One numbered decision under an item («1.2»); assignments arise from it when signed."""

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("item_id", "position"),
        CheckConstraint("(due_kind = 'date') = (due_on IS NOT NULL)", name="day_if_dated"),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[DecisionKind] = mapped_column(stored(DecisionKind))
    due_kind: Mapped[DueKind] = mapped_column(stored(DueKind), default=DueKind.NONE)
    due_on: Mapped[date | None]

    executors: Mapped[list["Executor"]] = relationship(order_by="Executor.position")


class Executor(Identified, Base):
    """Who carries a resolution out; position 1 is responsible, the others work with them."""

    __tablename__ = "resolution_executors"
    __table_args__ = (
        UniqueConstraint("resolution_id", "position"),
        CheckConstraint(
            "person_id IS NOT NULL OR organisation_id IS NOT NULL OR name <> ''", name="somebody"
        ),
    )

    resolution_id: Mapped[UUID] = mapped_column(ForeignKey("resolutions.id", ondelete="CASCADE"))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(300), default="")


class Vote(Identified, Revised, Base):
    """A vote on an item, or on one of its resolutions. Counts add up to those present."""

    __tablename__ = "votes"
    __table_args__ = (
        UniqueConstraint("item_id", "resolution_id"),
        Index("uq_votes_whole_item", "item_id", unique=True, **WHOLE_ITEM),
        CheckConstraint(
            "in_favour >= 0 AND against >= 0 AND abstained >= 0", name="counts_not_negative"
        ),
        CheckConstraint("in_favour + against + abstained = present", name="counts_add_up"),
        CheckConstraint(
            "outcome <> 'carried_by_casting_vote' "
            "OR (in_favour = against AND presiding_choice = 'for')",
            name="casting_vote_breaks_a_tie",
        ),
        CheckConstraint(
            "outcome NOT IN ('carried', 'carried_unanimously') OR in_favour > against",
            name="carried_has_more_for",
        ),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    resolution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resolutions.id", ondelete="CASCADE")
    )
    mode: Mapped[VoteMode] = mapped_column(stored(VoteMode))
    present: Mapped[int]
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    presiding_choice: Mapped[Choice | None] = mapped_column(stored(Choice))
    outcome: Mapped[Outcome] = mapped_column(stored(Outcome))
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Ballot(Identified, Base):
    """A member's vote by name, or an absentee ballot (then `item_id` alone is known at first)."""

    __tablename__ = "ballots"
    __table_args__ = (
        UniqueConstraint("item_id", "resolution_id", "person_id"),
        Index("uq_ballots_whole_item", "item_id", "person_id", unique=True, **WHOLE_ITEM),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    resolution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resolutions.id", ondelete="CASCADE")
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    choice: Mapped[Choice] = mapped_column(stored(Choice))
    comment: Mapped[str] = mapped_column(Text, default="")
    cast_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Dissent(Identified, Base):
    """A dissenting opinion in writing, attached to the minutes."""

    __tablename__ = "dissents"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[date]
