"""Delegations and negotiations: travellers, sealed passports, timetables"""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled by the slice that needs it."""


def downgrade() -> None:
    """Nothing to take back yet."""
