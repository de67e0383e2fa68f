"""How reports, their versions, files, decisions and the one live approval are stored.

The approval gate is in the schema: a `ReportApproval` points at the *current* version of its
report, so it has to go before there can be a new one; an agenda item that tables a gated report
points at it. Triggers freeze versions, their files and decisions (migration 0031).
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from council.membership.models import Organisation, Person
from council.reports.rules import Decision, PeriodKind, ReportKind, ReportState


class Report(Identified, Revised, Base):
    """A report and the text being worked on; `current_version` is 0 until first submitted."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("id", "is_gated"),
        Index("uq_reports_id_current_version", "id", "current_version", unique=True),
        CheckConstraint("current_version >= 0", name="version_not_negative"),
        CheckConstraint(
            "state NOT IN ('submitted', 'returned', 'approved', 'presented', 'heard') "
            "OR current_version > 0",
            name="submitted_has_version",
        ),
        CheckConstraint(
            "period_from_month BETWEEN 1 AND 12 AND period_to_month BETWEEN 1 AND 12 "
            "AND period_from_month <= period_to_month",
            name="months_in_order",
        ),
        Index("ix_reports_body_id_state", "body_id", "state"),
    )

    code: Mapped[str | None] = mapped_column(String(60), unique=True)
    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    kind: Mapped[ReportKind] = mapped_column(stored(ReportKind))
    is_gated: Mapped[bool]
    title: Mapped[str] = mapped_column(String(500))
    period_kind: Mapped[PeriodKind] = mapped_column(stored(PeriodKind))
    period_year: Mapped[int]
    period_from_month: Mapped[int]
    period_to_month: Mapped[int]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[ReportState] = mapped_column(stored(ReportState), default=ReportState.DRAFT)
    current_version: Mapped[int] = mapped_column(default=0)
    draft_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    author: Mapped[Person] = relationship(foreign_keys=author_id)
    organisation: Mapped[Organisation | None] = relationship()


class ReportVersion(Identified, Base):
    """What was submitted, never changed afterwards. `sha256` is over the canonical form."""

    __tablename__ = "report_versions"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        UniqueConstraint("id", "report_id"),
        Index("uq_report_versions_id_report_id_number", "id", "report_id", "number", unique=True),
        CheckConstraint("number > 0", name="number_positive"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(Sha256)
    submitted_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ReportFile(Identified, Base):
    """A file of the draft (`version_id` empty) or of a version. Content lies by its SHA-256."""

    __tablename__ = "report_files"
    __table_args__ = (Index("ix_report_files_report_id_version_id", "report_id", "version_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("report_versions.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))


class ReportDecision(Identified, Base):
    """What the deputy chair decided about one version; at most one decision a version."""

    __tablename__ = "report_decisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "report_id", "version_number"],
            ["report_versions.id", "report_versions.report_id", "report_versions.number"],
            name="fk_report_decisions_version",
        ),
        UniqueConstraint("version_id"),
        UniqueConstraint("id", "report_id", "decision", "version_number"),
        CheckConstraint("decision <> 'returned' OR remarks <> ''", name="return_needs_remarks"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), index=True)
    version_id: Mapped[UUID]
    version_number: Mapped[int]
    decision: Mapped[Decision] = mapped_column(stored(Decision))
    remarks: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(Sha256)
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    decided_as: Mapped[str] = mapped_column(String(300))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ReportApproval(Identified, Base):
    """The live approval of a report's current version; deleted before a new version appears.

    `decision` can only be «approved» and is about `version_number` of the same report: the key it
    points at says so. Another key says that this version is the current one.
    """

    __tablename__ = "report_approvals"
    __table_args__ = (
        ForeignKeyConstraint(
            ["decision_id", "report_id", "decision", "version_number"],
            [
                "report_decisions.id",
                "report_decisions.report_id",
                "report_decisions.decision",
                "report_decisions.version_number",
            ],
            name="fk_report_approvals_decision",
        ),
        ForeignKeyConstraint(
            ["report_id", "version_number"],
            ["reports.id", "reports.current_version"],
            name="fk_report_approvals_current_version",
        ),
        UniqueConstraint("report_id"),
        UniqueConstraint("id", "report_id"),
        CheckConstraint("decision = 'approved'", name="only_approved"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    decision_id: Mapped[UUID]
    version_number: Mapped[int]
    decision: Mapped[Decision] = mapped_column(stored(Decision), default=Decision.APPROVED)
