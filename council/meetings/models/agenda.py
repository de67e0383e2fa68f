"""The agenda: items, speakers, materials and its frozen editions.

The gate is held here by the schema: an item that is on the agreed agenda and tables a gated
report has to point at the live approval of that very report (see reports.models).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from council.meetings.rules.kinds import ItemKind, ItemState


class AgendaItem(Identified, Revised, Base):
    """A question of the agenda. `position` orders it, `printed_number` freezes with the agenda."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["report_id", "report_is_gated"],
            ["reports.id", "reports.is_gated"],
            name="fk_agenda_items_report",
        ),
        ForeignKeyConstraint(
            ["approval_id", "report_id"],
            ["report_approvals.id", "report_approvals.report_id"],
            name="fk_agenda_items_approval",
        ),
        CheckConstraint(
            "(report_id IS NULL) = (report_is_gated IS NULL)", name="gate_known_with_report"
        ),
        CheckConstraint(
            "NOT is_agreed OR report_is_gated IS NULL OR NOT report_is_gated "
            "OR approval_id IS NOT NULL",
            name="gated_report_needs_approval",
        ),
        CheckConstraint("NOT is_agreed OR state = 'accepted'", name="agreed_is_accepted"),
        CheckConstraint("NOT is_agreed OR printed_number IS NOT NULL", name="agreed_is_numbered"),
        CheckConstraint("state <> 'declined' OR decline_reason <> ''", name="decline_has_reason"),
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes_in_range"),
        Index("ix_agenda_items_meeting_id_position", "meeting_id", "position"),
        Index("ix_agenda_items_report_id", "report_id"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    printed_number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(1000))
    kind: Mapped[ItemKind] = mapped_column(stored(ItemKind), default=ItemKind.OTHER)
    state: Mapped[ItemState] = mapped_column(stored(ItemState), default=ItemState.ACCEPTED)
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reasoning: Mapped[str] = mapped_column(Text, default="")
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int] = mapped_column(default=10)
    report_id: Mapped[UUID | None]
    report_is_gated: Mapped[bool | None]
    approval_id: Mapped[UUID | None]
    is_agreed: Mapped[bool] = mapped_column(default=False)
    proposed_decision: Mapped[str] = mapped_column(Text, default="")
    is_heard: Mapped[bool] = mapped_column(default=False)

    speakers: Mapped[list["Speaker"]] = relationship(order_by="Speaker.position")


class Speaker(Identified, Base):
    """Who reports under an item: a known person or a name with a post."""

    __tablename__ = "agenda_speakers"
    __table_args__ = (
        UniqueConstraint("item_id", "position"),
        CheckConstraint("person_id IS NOT NULL OR name <> ''", name="somebody"),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    post: Mapped[str] = mapped_column(String(400), default="")


class ItemFile(Identified, Base):
    """A material to an item; restricted ones are for members only."""

    __tablename__ = "item_files"

    item_id: Mapped[UUID] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    is_restricted: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AgendaEdition(Identified, Base):
    """The agenda as approved: frozen values, so that a later edition shows its difference."""

    __tablename__ = "agenda_editions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    # [{"number": 1, "title": …, "speakers": […], "minutes": 10, "report": …, "approved_on": …}]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime] = mapped_column(UTCDateTime)
