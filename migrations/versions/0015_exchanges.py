"""Exchanges with other regions: agreements, plans of measures, visits, what follows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from core.adapters.database import UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

AGREEMENTS, PLANS, MEASURES = "exchange_agreements", "exchange_plans", "exchange_measures"
VISITS, POINTS, FOLLOW_UPS = "exchange_visits", "exchange_points", "exchange_follow_ups"


def upgrade() -> None:
    make_agreements()
    make_plans()
    make_visits()
    make_programme()
    op.create_table(
        "exchange_count",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_exchange_count_one_row")),
        sa.CheckConstraint(
            "published IS NULL OR (published >= 0 AND reason <> '')",
            name=op.f("ck_exchange_count_says_why"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_count")),
    )


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def keys(table: str, **owners: str) -> list[sa.Constraint]:
    """The primary key, and a foreign key for each column of an owner."""
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([column], [owner], name=op.f(f"fk_{table}_{column}"))
            for column, owner in owners.items()
        ),
    ]


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def own() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def make_agreements() -> None:
    table = AGREEMENTS
    op.create_table(
        table,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("text_name", sa.String(length=200), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        *own(),
        check(table, "names_title_and_partner", "title <> '' AND partner <> ''"),
        check(table, "ends_after_signing", "ends_on >= signed_on"),
        check(table, "ended_after_signing", "ended_on >= signed_on"),
        check(table, "reason_if_ended", "ended_on IS NULL OR ended_reason <> ''"),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
        *keys(table, text_sha256="stored_files.sha256"),
    )


def make_plans() -> None:
    op.create_table(
        PLANS,
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        *own(),
        check(PLANS, "years_in_order", "last_year >= first_year"),
        *keys(PLANS, agreement_id=f"{AGREEMENTS}.id"),
    )
    index(PLANS, "agreement_id")
    op.create_table(
        MEASURES,
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        *marks(MEASURES),
        *own(),
        *keys(MEASURES, plan_id=f"{PLANS}.id"),
    )
    index(MEASURES, "plan_id")


def marks(table: str) -> list[SchemaItem]:
    """Who does it, and whether it is done or dropped."""
    return [
        sa.Column("responsible", sa.String(length=300), nullable=False),
        sa.Column("state", choice("markstate", "open", "done", "dropped"), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        check(table, "no_day_while_open", "state <> 'open' OR marked_on IS NULL"),
        check(table, "reason_if_dropped", "state <> 'dropped' OR note <> ''"),
    ]


def make_visits() -> None:
    table = VISITS
    owners = {
        "agreement_id": f"{AGREEMENTS}.id",
        "measure_id": f"{MEASURES}.id",
        "event_id": "events.id",
    }
    op.create_table(
        table,
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("direction", choice("direction", "in", "out"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=False),
        sa.Column("hosts", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *own(),
        check(table, "ends_after_start", "ends_on >= starts_on"),
        check(table, "people_not_negative", "people >= 0"),
        *keys(table, **owners),
    )
    for column in owners:
        index(table, column)


def make_programme() -> None:
    op.create_table(
        POINTS,
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        *own(),
        check(POINTS, "ends_after_start", "ends_at > starts_at"),
        check(POINTS, "has_title", "title <> ''"),
        *keys(POINTS, visit_id=f"{VISITS}.id"),
    )
    op.create_table(
        FOLLOW_UPS,
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        *marks(FOLLOW_UPS),
        sa.Column("added_at", UTCDateTime(timezone=True), nullable=False),
        *own(),
        *keys(FOLLOW_UPS, visit_id=f"{VISITS}.id"),
    )
    for table in (POINTS, FOLLOW_UPS):
        index(table, "visit_id")


def downgrade() -> None:
    tables = (FOLLOW_UPS, POINTS, VISITS, MEASURES, PLANS, AGREEMENTS)
    for table in ("exchange_count", *tables):
        op.drop_table(table)
