"""Closed years of the plan: the final figure with its day, frozen by triggers."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "plan_closings"
MESSAGE = "a closed year of the plan is frozen"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.CheckConstraint("held BETWEEN 0 AND planned", name=op.f(f"ck_{TABLE}_held_fits")),
        sa.CheckConstraint(
            "threshold BETWEEN 0 AND 100", name=op.f(f"ck_{TABLE}_threshold_is_percent")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f(f"fk_{TABLE}_plan_id")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["plan_editions.id"], name=op.f(f"fk_{TABLE}_edition_id")
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_edition_id", TABLE, ["edition_id"], unique=False)
    for event in ("UPDATE", "DELETE"):
        freeze(f"{TABLE}_frozen_{event.lower()}", event)


def freeze(name: str, event: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for event in ("update", "delete"):
        name = f"{TABLE}_frozen_{event}"
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {TABLE}"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table(TABLE)
