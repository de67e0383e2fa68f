"""Events and plans: what is planned, what the council decided, what became of it

Triggers freeze an approved edition with its lines: no service changes one, and no hand does.
A later migration that rebuilds one of these tables on SQLite has to make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MESSAGE = "an approved edition of the plan is frozen"
APPROVED = "(SELECT state FROM plan_editions WHERE id = {row}.edition_id) = 'approved'"
OF_LINE = (
    "(SELECT e.state FROM plan_editions e JOIN plan_lines l ON l.edition_id = e.id "
    "WHERE l.id = {row}.line_id) = 'approved'"
)
DECIDED = ("plan_id", "number", "state", "item_id", "meeting_id", "approved_on")


def upgrade() -> None:
    make_events()
    make_results()
    make_editions()
    make_lines()
    freeze()


def make_events() -> None:
    make_countries()
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_english", sa.String(length=500), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "mission",
                "buyers",
                "exhibition",
                name="eventtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "format",
            sa.Enum(
                "in_person",
                "remote",
                "mixed",
                name="eventformat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remote_reason", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column(
            "trade_mission",
            sa.Enum(
                "not_asked",
                "absent",
                "requested",
                "answered",
                "took_part",
                name="support",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "rec_office",
            sa.Enum(
                "not_asked",
                "absent",
                "requested",
                "answered",
                "took_part",
                name="rec_support",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "preparing",
                "call_open",
                "call_closed",
                "under_way",
                "held",
                "reported",
                "moved",
                "cancelled",
                name="eventstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("regions", sa.Integer(), nullable=True),
        sa.Column("countries", sa.Integer(), nullable=True),
        sa.Column("commission", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "format <> 'remote' OR remote_reason <> ''", name=op.f("ck_events_remote_has_reason")
        ),
        sa.CheckConstraint(
            "state NOT IN ('moved', 'cancelled') OR state_reason <> ''",
            name=op.f("ck_events_reason_if_not_held"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('under_way', 'held', 'reported') OR ends_on IS NOT NULL",
            name=op.f("ck_events_held_has_days"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_events_ends_after_start")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NOT NULL", name=op.f("ck_events_end_has_start")
        ),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_events_month_of_year")),
        sa.CheckConstraint("number > 0", name=op.f("ck_events_number_positive")),
        sa.CheckConstraint("ordinal > 0", name=op.f("ck_events_ordinal_positive")),
        sa.CheckConstraint("participants >= 0", name=op.f("ck_events_participants_not_negative")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["organisations.id"], name=op.f("fk_events_responsible_id")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["event_series.id"], name=op.f("fk_events_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("code", name=op.f("uq_events_code")),
        sa.UniqueConstraint("number", name=op.f("uq_events_number")),
    )
    op.create_index(op.f("ix_events_responsible_id"), "events", ["responsible_id"], unique=False)
    op.create_index(op.f("ix_events_series_id"), "events", ["series_id"], unique=False)
    op.create_index("ix_events_year_starts_on", "events", ["year", "starts_on"], unique=False)
    op.create_table(
        "event_steps",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "prepare",
                "open_call",
                "close_call",
                "begin",
                "hold",
                "publish_report",
                "move",
                "cancel",
                name="eventaction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("old_starts_on", sa.Date(), nullable=True),
        sa.Column("old_ends_on", sa.Date(), nullable=True),
        sa.Column("old_days", sa.String(length=200), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_steps_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_steps")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_event_steps_event_id_position")),
    )


def make_countries() -> None:
    op.create_table(
        "countries",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("official", sa.String(length=200), nullable=False),
        sa.Column("accusative", sa.String(length=200), nullable=False),
        sa.Column("prepositional", sa.String(length=200), nullable=False),
        sa.Column("has_trade_mission", sa.Boolean(), nullable=False),
        sa.Column("has_rec_office", sa.Boolean(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_countries")),
    )
    op.create_table(
        "event_series",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_series")),
        sa.UniqueConstraint("name", name=op.f("uq_event_series_name")),
    )


def make_results() -> None:
    figures = ("companies", "meetings", "intents", "contracts")
    op.create_table(
        "event_results",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in figures),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("own_figures", sa.JSON(), nullable=False),
        sa.Column("published_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "companies >= 0 AND meetings >= 0 AND intents >= 0 AND contracts >= 0 AND amount >= 0",
            name=op.f("ck_event_results_figures_not_negative"),
        ),
        sa.CheckConstraint(
            "contracts > 0 OR amount = 0", name=op.f("ck_event_results_no_sum_without_contract")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_results_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_results")),
    )


def make_editions() -> None:
    op.create_table(
        "plans",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_plans_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("body_id", "year", name=op.f("uq_plans_body_id_year")),
    )
    op.create_table(
        "plan_editions",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "tabled",
                "approved",
                name="planeditionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("minutes_edition_id", sa.Uuid(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR (meeting_id IS NOT NULL AND approved_on IS NOT NULL)",
            name=op.f("ck_plan_editions_approved_by_a_meeting"),
        ),
        sa.CheckConstraint(
            "state <> 'tabled' OR item_id IS NOT NULL",
            name=op.f("ck_plan_editions_tabled_on_an_agenda"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_plan_editions_number_positive")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_plan_editions_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_plan_editions_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_edition_id"],
            ["minutes_editions.id"],
            name=op.f("fk_plan_editions_minutes_edition_id"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_editions_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_editions")),
        sa.UniqueConstraint("item_id", name=op.f("uq_plan_editions_item_id")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_editions_plan_id_number")),
    )
    op.create_index(
        op.f("ix_plan_editions_meeting_id"), "plan_editions", ["meeting_id"], unique=False
    )
    op.create_index(
        "uq_plan_editions_one_in_work",
        "plan_editions",
        ["plan_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'approved'"),
        postgresql_where=sa.text("state <> 'approved'"),
    )


def make_lines() -> None:
    op.create_table(
        "plan_lines",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "mission",
                "buyers",
                "exhibition",
                name="eventtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column(
            "format",
            sa.Enum(
                "in_person",
                "remote",
                "mixed",
                name="eventformat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remote_reason", sa.Text(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("responsible_name", sa.String(length=400), nullable=False),
        sa.Column("co_executors", sa.Text(), nullable=False),
        sa.Column("asks_trade_mission", sa.Boolean(), nullable=False),
        sa.Column("asks_rec_office", sa.Boolean(), nullable=False),
        sa.Column("expected_result", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "format <> 'remote' OR remote_reason <> ''",
            name=op.f("ck_plan_lines_remote_has_reason"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_plan_lines_ends_after_start")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NOT NULL", name=op.f("ck_plan_lines_end_has_start")
        ),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_plan_lines_month_of_year")),
        sa.CheckConstraint(
            "participants >= 0", name=op.f("ck_plan_lines_participants_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["plan_editions.id"], name=op.f("fk_plan_lines_edition_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_plan_lines_event_id")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["organisations.id"], name=op.f("fk_plan_lines_responsible_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_lines")),
        sa.UniqueConstraint(
            "edition_id", "event_id", name=op.f("uq_plan_lines_edition_id_event_id")
        ),
    )
    op.create_index("ix_plan_lines_event_id", "plan_lines", ["event_id"], unique=False)
    op.create_index(
        op.f("ix_plan_lines_responsible_id"), "plan_lines", ["responsible_id"], unique=False
    )
    op.create_table(
        "plan_removals",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["plan_editions.id"], name=op.f("fk_plan_removals_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_plan_removals_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_removals")),
        sa.UniqueConstraint(
            "edition_id", "event_id", name=op.f("uq_plan_removals_edition_id_event_id")
        ),
    )
    op.create_index(op.f("ix_plan_removals_event_id"), "plan_removals", ["event_id"], unique=False)
    op.create_table(
        "plan_money",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("rubles", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("source <> ''", name=op.f("ck_plan_money_has_source")),
        sa.CheckConstraint("rubles >= 0", name=op.f("ck_plan_money_rubles_not_negative")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["plan_lines.id"], name=op.f("fk_plan_money_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_money")),
        sa.UniqueConstraint("line_id", "position", name=op.f("uq_plan_money_line_id_position")),
    )


def rules(unlike: str) -> tuple[tuple[str, str, str], ...]:
    """(table, event, when it is refused)."""
    changed = " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in DECIDED)
    found = [
        ("plan_editions", "UPDATE", f"OLD.state = 'approved' AND ({changed})"),
        ("plan_editions", "DELETE", "OLD.state = 'approved'"),
    ]
    for table, condition in (
        ("plan_lines", APPROVED),
        ("plan_removals", APPROVED),
        ("plan_money", OF_LINE),
    ):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            found.append((table, event, condition.format(row=row)))
    return tuple(found)


def freeze() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, event, condition in rules("IS NOT" if is_sqlite else "IS DISTINCT FROM"):
        name = f"{table}_frozen_{event.lower()}"
        (on_sqlite if is_sqlite else on_postgresql)(name, table, event, condition)


def on_sqlite(name: str, table: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def on_postgresql(name: str, table: str, event: str, condition: str) -> None:
    result = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {result}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, event, _condition in rules("IS NOT"):
        name = f"{table}_frozen_{event.lower()}"
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    for table in (
        *("plan_money", "plan_removals", "plan_lines", "plan_editions", "plans"),
        *("event_results", "event_steps", "events", "event_series", "countries"),
    ):
        op.drop_table(table)
