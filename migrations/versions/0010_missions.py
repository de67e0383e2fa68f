"""Missions: companies, calls, applications, selection"""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled by the slice that needs it."""


def downgrade() -> None:
    """Nothing to take back yet."""
