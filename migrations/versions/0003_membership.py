"""Membership: what issue 2 still lacked. Limit: columns only, with the values of before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "appointments", sa.Column("end_basis", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("appointments", "end_basis")
