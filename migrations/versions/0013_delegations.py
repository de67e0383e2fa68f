"""Delegations: travellers, travel and sealed passports."""

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled by the slice that needs it."""


def downgrade() -> None:
    """Nothing to take back yet."""
