"""Papers: renderings in work and documents kept as signed or published

Triggers refuse what no service does: to change what a kept paper says of itself, to change its
content once it is known, or to remove it. Whether visitors may read it may change. A later
migration that rebuilds kept_papers on SQLite (batch mode) drops the triggers and has to make them
again: tests/integration/papers/test_keeping.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FROZEN = (
    "code", "kind", "subject_id", "name", "title", "number", "edition", "signers", "dated_at",
    "registered_at", "rendering_key",
)
MESSAGE = "a kept paper is frozen"


def one_of(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "renderings",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("work", one_of("work", "pdf", "docx", "pack"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "state",
            one_of("renderingstate", "waiting", "working", "done", "failed"),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", MOMENT),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("sha256", sa.String(64)),
        sa.Column("fault", one_of("fault", "too long", "broken")),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (sha256 IS NOT NULL)", name="done_has_content"),
        sa.CheckConstraint(
            "(state = 'working') = (leased_until IS NOT NULL)", name="working_leased"
        ),
        sa.CheckConstraint("(state = 'failed') = (fault IS NOT NULL)", name="failed_says_why"),
        sa.CheckConstraint("attempts BETWEEN 0 AND 3", name="attempts_bounded"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_renderings")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_renderings_sha256")
        ),
    )
    op.create_index("ix_renderings_state_asked_at", "renderings", ["state", "asked_at"])
    op.create_table(
        "kept_papers",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("signers", sa.Text(), nullable=False),
        sa.Column("dated_at", MOMENT, nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("rendering_key", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.CheckConstraint("edition > 0", name="edition_counted"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_kept_papers")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_kept_papers_kind_subject_id")),
        sa.ForeignKeyConstraint(
            ["rendering_key"], ["renderings.key"], name=op.f("fk_kept_papers_rendering_key")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_kept_papers_sha256")
        ),
    )
    op.create_index(op.f("ix_kept_papers_rendering_key"), "kept_papers", ["rendering_key"])
    op.create_index(op.f("ix_kept_papers_sha256"), "kept_papers", ["sha256"])
    op.create_table(
        "paper_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_paper_numbers")),
    )
    freeze()


def freeze() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    unlike = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    words = " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in FROZEN)
    content = f"(OLD.sha256 IS NOT NULL AND NEW.sha256 {unlike} OLD.sha256)"
    make = on_sqlite if is_sqlite else on_postgresql
    make("kept_papers_frozen_update", "UPDATE", f"{words} OR {content}")
    make("kept_papers_frozen_delete", "DELETE", "OLD.code IS NOT NULL")


def on_sqlite(name: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON kept_papers WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def on_postgresql(name: str, event: str, condition: str) -> None:
    result = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {result}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON kept_papers "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for event in ("update", "delete"):
        name = f"kept_papers_frozen_{event}"
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else " ON kept_papers"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("paper_numbers")
    op.drop_table("kept_papers")
    op.drop_table("renderings")
