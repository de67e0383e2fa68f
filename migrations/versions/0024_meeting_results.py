"""Results of negotiations: one for a meeting."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_results",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("grade", one_of("meetinggrade", GRADES), nullable=False),
        sa.Column("next_step", one_of("nextstep", STEPS), nullable=False),
        sa.Column("step_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", one_of("resultauthor", ("exporter", "staff")), nullable=False),
        sa.Column("author_name", sa.String(length=400), nullable=False),
        sa.Column("entered_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "grade <> 'not_held' OR next_step = 'nothing'",
            name=op.f("ck_meeting_results_step_has_meeting"),
        ),
        sa.CheckConstraint(
            "step_on IS NULL OR next_step <> 'nothing'",
            name=op.f("ck_meeting_results_day_has_step"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["negotiation_meetings.id"],
            name=op.f("fk_meeting_results_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_results")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_results_meeting_id")),
    )


GRADES = ("not_held", "no_interest", "informative", "cooperation")
STEPS = ("nothing", "talks", "offer", "samples", "intent", "contract")


def one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    op.drop_table("meeting_results")
