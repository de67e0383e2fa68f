"""How assignments, executors, their reports and extensions are stored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from council.assignments.rules import AssignmentState, Ruling
from council.meetings.rules.kinds import DecisionKind, DueKind


class Assignment(Identified, Revised, Base):
    """Something the council decided to have done. Exists only from an edition that was signed."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("resolution_id"),
        CheckConstraint("(due_kind = 'date') = (due_on IS NOT NULL)", name="day_if_dated"),
        CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="day_if_closed"),
        CheckConstraint("kind <> 'decision'", name="something_to_do"),
        Index("ix_assignments_body_id_state_due_on", "body_id", "state", "due_on"),
        Index("ix_assignments_revision", "revision"),  # summed by the version of public pages
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    resolution_id: Mapped[UUID] = mapped_column(ForeignKey("resolutions.id"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_editions.id"))
    number: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[DecisionKind] = mapped_column(stored(DecisionKind))
    due_kind: Mapped[DueKind] = mapped_column(stored(DueKind))
    due_on: Mapped[date | None]
    state: Mapped[AssignmentState] = mapped_column(
        stored(AssignmentState), default=AssignmentState.ON_CONTROL
    )
    done_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    close_basis: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date]


class AssignmentExecutor(Identified, Base):
    """Position 1 is responsible, the others are co-executors."""

    __tablename__ = "assignment_executors"
    __table_args__ = (UniqueConstraint("assignment_id", "position"),)

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(300), default="")


class ExecutionReport(Identified, Base):
    """An executor's report on what was done, and the ruling on it."""

    __tablename__ = "execution_reports"
    __table_args__ = (
        CheckConstraint("ruling <> 'returned' OR remarks <> ''", name="return_needs_remarks"),
        CheckConstraint("(ruling = 'waiting') = (ruled_at IS NULL)", name="moment_if_ruled"),
    )

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    done_on: Mapped[date]
    reported_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ruling: Mapped[Ruling] = mapped_column(stored(Ruling), default=Ruling.WAITING)
    remarks: Mapped[str] = mapped_column(Text, default="")
    ruled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    ruled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ExecutionFile(Identified, Base):
    """A file of an execution report."""

    __tablename__ = "execution_files"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("execution_reports.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))


class Extension(Identified, Base):
    """A later due day: who allowed it, from which day to which, on what ground."""

    __tablename__ = "assignment_extensions"
    __table_args__ = (CheckConstraint("new_due_on > old_due_on", name="later"),)

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    old_due_on: Mapped[date]
    new_due_on: Mapped[date]
    basis: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
