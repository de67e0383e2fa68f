"""Reminders: one row per fact, addressee and kind; the last run of each job"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = sa.Enum(
    "waiting",
    "sent",
    "skipped",
    name="reminderstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    op.create_table(
        "job_runs",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("ran_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("succeeded_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(500), nullable=False),
        sa.Column("process", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_runs")),
    )
    op.create_table(
        "reminders",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fact", sa.String(120), nullable=False),
        sa.Column("addressee", sa.String(254), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("state", STATES, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("settled_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("over_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "kind", "fact", "addressee", name=op.f("uq_reminders_kind_fact_addressee")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (settled_at IS NULL)",
            name=op.f("ck_reminders_moment_if_settled"),
        ),
        sa.CheckConstraint(
            "(state = 'skipped') = (reason <> '')", name=op.f("ck_reminders_reason_if_skipped")
        ),
    )
    op.create_index(op.f("ix_reminders_person_id"), "reminders", ["person_id"])
    op.create_index(op.f("ix_reminders_subject_id"), "reminders", ["subject_id"])
    op.create_index(
        "ix_reminders_scope_id_state_due_at", "reminders", ["scope_id", "state", "due_at"]
    )


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_table("job_runs")
