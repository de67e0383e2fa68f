"""Requests of people about their own data, each with the last day for its answer."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0038"
down_revision = "0034"
branch_labels = None
depends_on = None

KINDS = ("access", "correction", "erasure", "withdrawal", "other")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, native_enum=False, create_constraint=True, length=40, name="requestkind")
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("received_on <= due_on", name=op.f("ck_data_requests_due_after")),
        sa.CheckConstraint(
            "received_on <= answered_on", name=op.f("ck_data_requests_answered_after")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )


def downgrade() -> None:
    op.drop_table("data_requests")
