"""By whose decision an absentee vote is held, asked where the regulation names them."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

WHO = "('by_chair', 'by_deputy_chair', 'by_presidium', 'by_third_of_members')"


def upgrade() -> None:
    # Batch mode would write the table anew on SQLite and lose its CHECK constraints.
    op.execute(
        "ALTER TABLE meetings ADD COLUMN absentee_by VARCHAR(40) "
        f"CONSTRAINT ck_meetings_absentee_by CHECK (absentee_by IN {WHO})"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_meetings_absentee_by", "meetings", type_="check")
    op.drop_column("meetings", "absentee_by")
