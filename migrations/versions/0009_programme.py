"""Programme: checklists, results, outcomes, days of events"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_checklists()
    make_results()
    make_outcomes()
    make_days()


def make_checklists() -> None:
    op.create_table(
        "event_tasks",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "done_on IS NOT NULL OR done_by = ''", name=op.f("ck_event_tasks_done_by_if_done")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_event_tasks_has_name")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_tasks_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_tasks")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_event_tasks_event_id_position")),
    )


def make_results() -> None:
    op.create_table(
        "event_contracts",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("company", sa.String(length=300), nullable=False),
        sa.Column("partner", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("added_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "company <> '' AND partner <> ''", name=op.f("ck_event_contracts_names_both_sides")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_event_contracts_amount_positive")),
        sa.CheckConstraint("rate > 0", name=op.f("ck_event_contracts_rate_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_contracts_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_contracts")),
        sa.UniqueConstraint("identity", name=op.f("uq_event_contracts_identity")),
    )
    op.create_index("ix_event_contracts_event_id", "event_contracts", ["event_id"], unique=False)
    op.create_table(
        "event_costs",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("kopecks", sa.BigInteger(), nullable=False),
        sa.Column("added_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "item <> '' AND source <> ''", name=op.f("ck_event_costs_names_item_and_source")
        ),
        sa.CheckConstraint("kopecks > 0", name=op.f("ck_event_costs_kopecks_positive")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_costs_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_costs")),
    )
    op.create_index("ix_event_costs_event_id", "event_costs", ["event_id"], unique=False)
    op.create_table(
        "event_feedback",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("company", sa.String(length=300), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("grade BETWEEN 1 AND 5", name=op.f("ck_event_feedback_grade_of_five")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_feedback_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_feedback")),
    )
    op.create_index("ix_event_feedback_event_id", "event_feedback", ["event_id"], unique=False)
    op.create_table(
        "event_photos",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("caption", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_photos_event_id")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_event_photos_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_photos")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_event_photos_event_id_position")),
    )


def make_outcomes() -> None:
    op.create_table(
        "event_promises",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("company", sa.String(length=300), nullable=False),
        sa.Column("partner", sa.String(length=300), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "contact",
                "samples",
                "letter_of_intent",
                "contract",
                "shipped",
                name="outcomestage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(length=300), nullable=False),
        sa.Column("added_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_reason <> ''",
            name=op.f("ck_event_promises_closed_has_reason"),
        ),
        sa.CheckConstraint("company <> ''", name=op.f("ck_event_promises_names_company")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_promises_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_promises")),
    )
    op.create_index("ix_event_promises_event_id", "event_promises", ["event_id"], unique=False)
    op.create_table(
        "outcome_asks",
        sa.Column("promise_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "contact",
                "samples",
                "letter_of_intent",
                "contract",
                "shipped",
                name="outcome_answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("months IN (3, 6, 12)", name=op.f("ck_outcome_asks_months_of_a_wave")),
        sa.ForeignKeyConstraint(
            ["promise_id"], ["event_promises.id"], name=op.f("fk_outcome_asks_promise_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_asks")),
        sa.UniqueConstraint("promise_id", "months", name=op.f("uq_outcome_asks_promise_id_months")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_outcome_asks_token_hash")),
    )


def make_days() -> None:
    op.create_table(
        "event_organisers",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organiser",
                "co_organiser",
                "support",
                name="organiserrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_organisers_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_organisers")),
        sa.UniqueConstraint(
            "event_id", "position", name=op.f("uq_event_organisers_event_id_position")
        ),
    )
    op.create_table(
        "event_sessions",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_event_sessions_has_title")),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at",
            name=op.f("ck_event_sessions_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_sessions_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_sessions")),
    )
    op.create_index(
        "ix_event_sessions_event_id_day", "event_sessions", ["event_id", "day"], unique=False
    )
    op.create_table(
        "event_hearings",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("project", sa.String(length=500), nullable=False),
        sa.Column("speaker", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_hearings_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_hearings")),
        sa.UniqueConstraint(
            "event_id", "position", name=op.f("uq_event_hearings_event_id_position")
        ),
    )
    op.create_table(
        "event_remarks",
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "in_work",
                "met",
                name="remarkstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["event_hearings.id"], name=op.f("fk_event_remarks_hearing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_remarks")),
        sa.UniqueConstraint(
            "hearing_id", "position", name=op.f("uq_event_remarks_hearing_id_position")
        ),
    )


def downgrade() -> None:
    for table in (
        "event_remarks",
        "event_hearings",
        "event_sessions",
        "event_organisers",
        "outcome_asks",
        "event_promises",
        "event_photos",
        "event_feedback",
        "event_costs",
        "event_contracts",
        "event_tasks",
    ):
        op.drop_table(table)
