"""English texts beside the Russian ones: the results of an event, the offer of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0037"
branch_labels = None
depends_on = None

COLUMNS = (
    ("event_results", "summary_english"),
    ("mission_calls", "offer_english"),
    ("mission_calls", "payment_english"),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for table, column in reversed(COLUMNS):
        op.drop_column(table, column)
