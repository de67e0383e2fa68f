"""Whether the days of signing and publishing are known: of minutes brought over they may not be."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NAMES = ("is_signing_dated", "is_publication_dated")


def upgrade() -> None:
    # Batch mode would write the table anew on SQLite and lose its CHECK constraints.
    for name in NAMES:
        op.execute(f"ALTER TABLE minutes_editions ADD COLUMN {name} BOOLEAN DEFAULT true NOT NULL")


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("minutes_editions", name)
