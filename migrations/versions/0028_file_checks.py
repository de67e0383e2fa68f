"""What the scanner for malware knows of uploaded contents."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLE = "file_checks"


def upgrade() -> None:
    states = sa.Enum(
        "waiting",
        "clean",
        "infected",
        name="checkstate",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        TABLE,
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=True),
        sa.Column("found", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_state_due_at", TABLE, ["state", "due_at"], unique=False)


def downgrade() -> None:
    op.drop_table(TABLE)
