"""Signed minutes are frozen by the database too

Triggers refuse what no service does: to change or delete the words, the number, the sum or the
signatures of an edition that both have signed, or to take it back to a draft. Whether a part is
shown to visitors may change. A later migration that rebuilds one of these tables on SQLite
(batch mode) drops its triggers and has to make them again: tests/integration/minutes/test_frozen.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATES = "('signed', 'published', 'withdrawn')"
MESSAGE = "signed minutes are frozen"
OF_EDITION = f"(SELECT state FROM minutes_editions WHERE id = OLD.edition_id) IN {STATES}"
EDITION_WORDS = ("meeting_id", "number", "form", "correction_note", "text", "sha256", "signed_at")
PART_WORDS = ("edition_id", "position", "kind", "item_id", "text")
TABLES = ("minutes_editions", "minutes_parts", "minutes_signatures")


def differs(columns: tuple[str, ...], unlike: str) -> str:
    return " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in columns)


def rules(unlike: str) -> tuple[tuple[str, str, str], ...]:
    """(table, event, when it is refused)."""
    edition = f"OLD.state IN {STATES}"
    words = differs(EDITION_WORDS, unlike)
    return (
        ("minutes_editions", "UPDATE", f"{edition} AND (NEW.state NOT IN {STATES} OR {words})"),
        ("minutes_editions", "DELETE", edition),
        ("minutes_parts", "UPDATE", f"{OF_EDITION} AND ({differs(PART_WORDS, unlike)})"),
        ("minutes_parts", "DELETE", OF_EDITION),
        ("minutes_signatures", "UPDATE", OF_EDITION),
        ("minutes_signatures", "DELETE", OF_EDITION),
    )


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, event, condition in rules("IS NOT" if is_sqlite else "IS DISTINCT FROM"):
        name = f"{table}_frozen_{event.lower()}"
        make = on_sqlite if is_sqlite else on_postgresql
        make(name, table, event, condition)


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
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for event in ("update", "delete"):
            name = f"{table}_frozen_{event}"
            op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
            if not is_sqlite:
                op.execute(f"DROP FUNCTION {name}()")
