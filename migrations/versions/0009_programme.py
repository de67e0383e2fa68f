"""Programme: days, results, outcomes, checklists of events"""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled by the slice that needs it."""


def downgrade() -> None:
    """Nothing to take back yet."""
