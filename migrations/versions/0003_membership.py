"""Membership: what issue 2 still lacked. Limit: columns only, with the values of before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


INITIATORS = "'by_chair', 'by_deputy_chair', 'by_presidium', 'by_third_of_members'"


def upgrade() -> None:
    """Columns by plain statements: batch mode on SQLite would drop every CHECK of the table."""
    op.add_column(
        "appointments", sa.Column("end_basis", sa.Text(), nullable=False, server_default="")
    )
    op.execute(
        "ALTER TABLE meetings ADD COLUMN initiator VARCHAR(40) CONSTRAINT ck_meetings_initiator "
        f"CHECK (initiator IN ({INITIATORS}))"
    )
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    op.execute(
        f"ALTER TABLE guests ADD COLUMN stands_for_id {kind} "
        "CONSTRAINT fk_guests_stands_for_id REFERENCES people (id)"
    )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:  # a column with a constraint of its own cannot be dropped there: it stays unused
        op.drop_column("appointments", "end_basis")
        return
    op.drop_column("guests", "stands_for_id")
    op.drop_column("meetings", "initiator")
    op.drop_column("appointments", "end_basis")
