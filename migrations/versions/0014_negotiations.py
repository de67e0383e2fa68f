"""Negotiation schedules: participants, wishes, halls, days, runs, meetings and frozen editions."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MESSAGE = "a published edition of negotiations is frozen"


def upgrade() -> None:
    make_negotiation_schedules()
    make_negotiation_days()
    make_negotiation_editions()
    make_negotiation_halls()
    make_negotiation_interpreters()
    make_negotiation_runs()
    make_negotiators()
    make_negotiation_meetings()
    make_negotiation_wishes()
    freeze()


def make_negotiation_schedules() -> None:
    op.create_table(
        "negotiation_schedules",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "preparing",
                "gathering",
                "arranging",
                "published",
                name="schedulestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pause", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("takes_one_sided", sa.Boolean(), nullable=False),
        sa.Column("heeds_met", sa.Boolean(), nullable=False),
        sa.Column("wishes_until", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("published_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (edition > 0)",
            name=op.f("ck_negotiation_schedules_published_has_edition"),
        ),
        sa.CheckConstraint("edition >= 0", name=op.f("ck_negotiation_schedules_edition_counted")),
        sa.CheckConstraint(
            "minutes > 0 AND pause >= 0", name=op.f("ck_negotiation_schedules_rhythm_makes_sense")
        ),
        sa.CheckConstraint("most > 0", name=op.f("ck_negotiation_schedules_most_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_negotiation_schedules_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_schedules")),
        sa.UniqueConstraint("event_id", name=op.f("uq_negotiation_schedules_event_id")),
    )


def make_negotiation_days() -> None:
    op.create_table(
        "negotiation_days",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("lunch_from", sa.Time(), nullable=True),
        sa.Column("lunch_until", sa.Time(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(lunch_from IS NULL) = (lunch_until IS NULL)",
            name=op.f("ck_negotiation_days_lunch_is_whole"),
        ),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_negotiation_days_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_days_schedule_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_days")),
        sa.UniqueConstraint("schedule_id", "day", name=op.f("uq_negotiation_days_schedule_id_day")),
    )


def make_negotiation_editions() -> None:
    op.create_table(
        "negotiation_editions",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("published_by", sa.String(length=200), nullable=False),
        sa.Column("published_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_negotiation_editions_number_positive")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_editions_schedule_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_editions")),
        sa.UniqueConstraint(
            "schedule_id", "number", name=op.f("uq_negotiation_editions_schedule_id_number")
        ),
    )


def make_negotiation_halls() -> None:
    op.create_table(
        "negotiation_halls",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tables", sa.Integer(), nullable=False),
        sa.Column("closed", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_negotiation_halls_has_name")),
        sa.CheckConstraint("number > 0 AND tables > 0", name=op.f("ck_negotiation_halls_counted")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_halls_schedule_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_halls")),
        sa.UniqueConstraint(
            "schedule_id", "number", name=op.f("uq_negotiation_halls_schedule_id_number")
        ),
    )


def make_negotiation_interpreters() -> None:
    op.create_table(
        "negotiation_interpreters",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("absences", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_negotiation_interpreters_has_name")),
        sa.CheckConstraint("number > 0", name=op.f("ck_negotiation_interpreters_number_positive")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_interpreters_schedule_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_interpreters")),
        sa.UniqueConstraint(
            "schedule_id", "number", name=op.f("uq_negotiation_interpreters_schedule_id_number")
        ),
    )


def make_negotiation_runs() -> None:
    op.create_table(
        "negotiation_runs",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "working",
                "done",
                "cancelled",
                "outdated",
                "failed",
                name="runstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "phase",
            sa.Enum(
                "placing",
                "improving",
                "ready",
                name="searchphase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("possible", sa.Integer(), nullable=False),
        sa.Column("breaks", sa.Integer(), nullable=False),
        sa.Column("least_breaks", sa.Integer(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("started_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'working') = (leased_until IS NOT NULL)",
            name=op.f("ck_negotiation_runs_working_leased"),
        ),
        sa.CheckConstraint(
            "attempts BETWEEN 0 AND 3", name=op.f("ck_negotiation_runs_attempts_bounded")
        ),
        sa.CheckConstraint(
            "percent BETWEEN 0 AND 100", name=op.f("ck_negotiation_runs_percent_of_hundred")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_runs_schedule_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_runs")),
    )
    op.create_index(
        "ix_negotiation_runs_schedule_id_asked_at",
        "negotiation_runs",
        ["schedule_id", "asked_at"],
        unique=False,
    )
    op.create_index("ix_negotiation_runs_state", "negotiation_runs", ["state"], unique=False)
    op.create_index(
        "uq_negotiation_runs_live",
        "negotiation_runs",
        ["schedule_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'working')"),
        postgresql_where=sa.text("state IN ('waiting', 'working')"),
    )


def make_negotiators() -> None:
    op.create_table(
        "negotiators",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "exporter",
                "buyer",
                "partner",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("identity", sa.String(length=500), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("hall", sa.Integer(), nullable=True),
        sa.Column("table", sa.Integer(), nullable=True),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("absences", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("answered_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_negotiators_has_name")),
        sa.CheckConstraint(
            "side <> 'buyer' OR (application_id IS NULL AND company_id IS NULL)",
            name=op.f("ck_negotiators_buyer_comes_from_afar"),
        ),
        sa.CheckConstraint(
            '"table" IS NULL OR hall IS NOT NULL', name=op.f("ck_negotiators_table_has_hall")
        ),
        sa.CheckConstraint("most > 0", name=op.f("ck_negotiators_most_positive")),
        sa.CheckConstraint("number > 0", name=op.f("ck_negotiators_number_positive")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mission_applications.id"],
            name=op.f("fk_negotiators_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_negotiators_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["negotiation_schedules.id"], name=op.f("fk_negotiators_schedule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiators")),
        sa.UniqueConstraint(
            "schedule_id", "identity", name=op.f("uq_negotiators_schedule_id_identity")
        ),
        sa.UniqueConstraint(
            "schedule_id", "number", name=op.f("uq_negotiators_schedule_id_number")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_negotiators_token_hash")),
    )
    op.create_index(
        "ix_negotiators_application_id", "negotiators", ["application_id"], unique=False
    )
    op.create_index("ix_negotiators_company_id", "negotiators", ["company_id"], unique=False)


def make_negotiation_meetings() -> None:
    op.create_table(
        "negotiation_meetings",
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("hall", sa.Integer(), nullable=True),
        sa.Column("table", sa.Integer(), nullable=True),
        sa.Column("interpreter", sa.Integer(), nullable=True),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("is_taken_out", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            '("table" IS NULL) = (hall IS NULL)', name=op.f("ck_negotiation_meetings_table_in_hall")
        ),
        sa.CheckConstraint(
            "NOT is_locked OR slot IS NOT NULL",
            name=op.f("ck_negotiation_meetings_locked_has_time"),
        ),
        sa.CheckConstraint(
            "NOT is_taken_out OR slot IS NULL",
            name=op.f("ck_negotiation_meetings_taken_out_has_no_time"),
        ),
        sa.CheckConstraint("slot >= 0", name=op.f("ck_negotiation_meetings_slot_counted")),
        sa.CheckConstraint(
            "slot IS NOT NULL OR (hall IS NULL AND interpreter IS NULL)",
            name=op.f("ck_negotiation_meetings_placed_or_nothing"),
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["negotiators.id"], name=op.f("fk_negotiation_meetings_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_meetings_schedule_id"),
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["negotiators.id"], name=op.f("fk_negotiation_meetings_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_meetings")),
        sa.UniqueConstraint(
            "first_id", "second_id", name=op.f("uq_negotiation_meetings_first_id_second_id")
        ),
        sa.UniqueConstraint("first_id", "slot", name=op.f("uq_negotiation_meetings_first_id_slot")),
        sa.UniqueConstraint(
            "schedule_id", "hall", "table", "slot", name="uq_negotiation_meetings_seat"
        ),
        sa.UniqueConstraint(
            "schedule_id", "interpreter", "slot", name="uq_negotiation_meetings_interpreter"
        ),
        sa.UniqueConstraint(
            "second_id", "slot", name=op.f("uq_negotiation_meetings_second_id_slot")
        ),
    )


def make_negotiation_wishes() -> None:
    op.create_table(
        "negotiation_wishes",
        sa.Column("wisher_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "must",
                "want",
                "no",
                name="wish",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "wisher_id <> about_id", name=op.f("ck_negotiation_wishes_about_another")
        ),
        sa.ForeignKeyConstraint(
            ["about_id"], ["negotiators.id"], name=op.f("fk_negotiation_wishes_about_id")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["negotiation_schedules.id"],
            name=op.f("fk_negotiation_wishes_schedule_id"),
        ),
        sa.ForeignKeyConstraint(
            ["wisher_id"], ["negotiators.id"], name=op.f("fk_negotiation_wishes_wisher_id")
        ),
        sa.PrimaryKeyConstraint("wisher_id", "about_id", name=op.f("pk_negotiation_wishes")),
    )
    op.create_index(
        op.f("ix_negotiation_wishes_about_id"), "negotiation_wishes", ["about_id"], unique=False
    )
    op.create_index(
        op.f("ix_negotiation_wishes_schedule_id"),
        "negotiation_wishes",
        ["schedule_id"],
        unique=False,
    )


def freeze() -> None:
    """No statement changes or removes an edition."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for event in ("update", "delete"):
        name = f"negotiation_editions_frozen_{event}"
        if is_sqlite:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event.upper()} ON negotiation_editions "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        else:
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
            )
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event.upper()} ON negotiation_editions "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for event in ("update", "delete"):
        name = f"negotiation_editions_frozen_{event}"
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else " ON negotiation_editions"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("negotiation_wishes")
    op.drop_table("negotiation_meetings")
    op.drop_table("negotiators")
    op.drop_table("negotiation_runs")
    op.drop_table("negotiation_interpreters")
    op.drop_table("negotiation_halls")
    op.drop_table("negotiation_editions")
    op.drop_table("negotiation_days")
    op.drop_table("negotiation_schedules")
