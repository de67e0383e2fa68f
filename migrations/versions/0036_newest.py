"""Indexes for the newest meetings and for the events ahead (docs/scale.md)."""

from alembic import op

revision = "0036"
down_revision = "0031"
branch_labels = None
depends_on = None

INDEXES = (("meetings", "starts_at"), ("events", "starts_on"), ("events", "ends_on"))


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    for table, column in reversed(INDEXES):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
