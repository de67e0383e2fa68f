"""Indexes for what public pages read most when a site holds many records (docs/scale.md)."""

from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

INDEXES = (
    ("assignments", "item_id"),
    ("assignments", "revision"),
    ("event_results", "revision"),
    ("events", "revision"),
    ("minutes_editions", "published_at"),
    ("minutes_editions", "withdrawn_at"),
)


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    for table, column in reversed(INDEXES):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
