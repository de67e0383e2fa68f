"""An approval points at the current version of its report; versions and decisions are frozen.

On SQLite two tables are written anew by hand: batch mode would lose their CHECK constraints. A
later migration that rebuilds a table named here has to make its triggers again
(tests/integration/reports/test_frozen.py). An approval of an old version would stop the upgrade.
"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MESSAGE = "what was handed in and decided is frozen"
DECISION_FK, APPROVAL_FK = "fk_report_decisions_version", "fk_report_approvals_decision"
CURRENT_FK = "fk_report_approvals_current_version"
DECISION_KEY = "uq_report_decisions_id_report_id_decision"
KEYS = (
    ("uq_reports_id_current_version", "reports", ["id", "current_version"]),
    ("uq_report_versions_id_report_id_number", "report_versions", ["id", "report_id", "number"]),
)
OLD_FILE = "OLD.version_id IS NOT NULL"
OF_DECIDED = "EXISTS (SELECT 1 FROM report_decisions WHERE version_id = NEW.version_id)"
# (table, event, when it is refused)
FROZEN = (
    ("report_versions", "UPDATE", "1 = 1"),
    ("report_versions", "DELETE", "1 = 1"),
    ("report_files", "INSERT", OF_DECIDED),
    ("report_files", "UPDATE", f"{OLD_FILE} OR NEW.version_id IS NOT NULL"),
    ("report_files", "DELETE", OLD_FILE),
    ("report_decisions", "UPDATE", "1 = 1"),
    ("report_decisions", "DELETE", "1 = 1"),
)
NUMBER_OF_DECISION = "(SELECT number FROM report_versions WHERE id = version_id)"
NUMBER_OF_APPROVAL = "(SELECT version_number FROM report_decisions WHERE id = decision_id)"


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    for name, table, columns in KEYS:
        op.create_index(name, table, columns, unique=True)
    if is_sqlite():
        rebuild("report_decisions", decisions(numbered=True), NUMBER_OF_DECISION)
        rebuild("report_approvals", approvals(numbered=True), NUMBER_OF_APPROVAL)
    else:
        alter()
    for table, event, condition in FROZEN:
        freeze(table, event, condition)


def downgrade() -> None:
    for table, event, _ in FROZEN:
        thaw(table, event)
    if is_sqlite():
        rebuild("report_approvals", approvals(numbered=False))
        rebuild("report_decisions", decisions(numbered=False))
    else:
        alter_back()
    for name, table, _ in reversed(KEYS):
        op.drop_index(name, table_name=table)


def decisions_in(name: str) -> sa.Enum:
    opts = {"native_enum": False, "create_constraint": True, "length": 40}
    return sa.Enum("approved", "returned", name=name, **opts)


def decisions(*, numbered: bool) -> list[sa.schema.SchemaItem]:
    """The whole table, with the number of the version or as it was before."""
    number = ["version_number"] * numbered
    of_version = ["version_id", "report_id", *number]
    return [
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("decision", decisions_in("decision"), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_as", sa.String(length=300), nullable=False),
        sa.Column("decided_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in number),
        sa.CheckConstraint(
            "decision <> 'returned' OR remarks <> ''",
            name=op.f("ck_report_decisions_return_needs_remarks"),
        ),
        foreign_key("fk_report_decisions_decided_by_id", ["decided_by_id"], "people.id"),
        foreign_key("fk_report_decisions_report_id", ["report_id"], "reports.id"),
        foreign_key(DECISION_FK, of_version, *version_key(numbered=numbered)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_decisions")),
        sa.UniqueConstraint(
            *("id", "report_id", "decision", *number), name=op.f("_".join([DECISION_KEY, *number]))
        ),
        sa.UniqueConstraint("version_id", name=op.f("uq_report_decisions_version_id")),
    ]


def approvals(*, numbered: bool) -> list[sa.schema.SchemaItem]:
    number = ["version_number"] * numbered
    of_decision = ["id", "report_id", "decision", *number]
    current = ("reports.id", "reports.current_version")
    return [
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("decision", decisions_in("decision"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in number),
        sa.CheckConstraint("decision = 'approved'", name=op.f("ck_report_approvals_only_approved")),
        foreign_key(
            *(APPROVAL_FK, ["decision_id", "report_id", "decision", *number]),
            *(f"report_decisions.{column}" for column in of_decision),
        ),
        *(foreign_key(CURRENT_FK, ["report_id", name], *current) for name in number),
        foreign_key("fk_report_approvals_report_id", ["report_id"], "reports.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_approvals")),
        sa.UniqueConstraint("id", "report_id", name=op.f("uq_report_approvals_id_report_id")),
        sa.UniqueConstraint("report_id", name=op.f("uq_report_approvals_report_id")),
    ]


def foreign_key(name: str, columns: list[str], *to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, to, name=op.f(name))


def version_key(*, numbered: bool) -> list[str]:
    columns = ("id", "report_id", "number") if numbered else ("id", "report_id")
    return [f"report_versions.{column}" for column in columns]


def rebuild(table: str, items: list[sa.schema.SchemaItem], number: str = "") -> None:
    """Write the table anew with its rows; foreign keys are off and checked at the end."""
    kept = f"{table}_kept"
    names = [item.name for item in items if isinstance(item, sa.Column)]
    taken = [name if name != "version_number" else f"{number} AS {name}" for name in names]
    op.execute(f"CREATE TABLE {kept} AS SELECT {', '.join(taken)} FROM {table}")
    op.drop_table(table)
    op.create_table(table, *items)
    listed = ", ".join(names)
    op.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {kept}")
    op.drop_table(kept)
    if table == "report_decisions":
        op.create_index(op.f(f"ix_{table}_report_id"), table, ["report_id"], unique=False)


def alter() -> None:
    """PostgreSQL: the same, column by column."""
    op.drop_constraint(APPROVAL_FK, "report_approvals", type_="foreignkey")
    op.drop_constraint(DECISION_FK, "report_decisions", type_="foreignkey")
    op.drop_constraint(DECISION_KEY, "report_decisions", type_="unique")
    number("report_decisions", NUMBER_OF_DECISION)
    number("report_approvals", NUMBER_OF_APPROVAL)
    columns = ["id", "report_id", "decision", "version_number"]
    op.create_unique_constraint(f"{DECISION_KEY}_version_number", "report_decisions", columns)
    of_version = ["version_id", "report_id", "version_number"]
    at = ["id", "report_id", "number"]
    op.create_foreign_key(DECISION_FK, "report_decisions", "report_versions", of_version, at)
    of_decision = ["decision_id", *columns[1:]]
    op.create_foreign_key(APPROVAL_FK, "report_approvals", "report_decisions", of_decision, columns)
    of_report, at = ["report_id", "version_number"], ["id", "current_version"]
    op.create_foreign_key(CURRENT_FK, "report_approvals", "reports", of_report, at)


def number(table: str, value: str) -> None:
    op.add_column(table, sa.Column("version_number", sa.Integer(), nullable=True))
    op.execute(f"UPDATE {table} SET version_number = {value}")
    op.alter_column(table, "version_number", nullable=False)


def alter_back() -> None:
    op.drop_constraint(CURRENT_FK, "report_approvals", type_="foreignkey")
    op.drop_constraint(APPROVAL_FK, "report_approvals", type_="foreignkey")
    op.drop_constraint(DECISION_FK, "report_decisions", type_="foreignkey")
    op.drop_constraint(f"{DECISION_KEY}_version_number", "report_decisions", type_="unique")
    op.drop_column("report_approvals", "version_number")
    op.drop_column("report_decisions", "version_number")
    columns = ["id", "report_id", "decision"]
    op.create_unique_constraint(DECISION_KEY, "report_decisions", columns)
    of_version, at = ["version_id", "report_id"], ["id", "report_id"]
    op.create_foreign_key(DECISION_FK, "report_decisions", "report_versions", of_version, at)
    of_decision = ["decision_id", "report_id", "decision"]
    op.create_foreign_key(APPROVAL_FK, "report_approvals", "report_decisions", of_decision, columns)


def freeze(table: str, event: str, condition: str) -> None:
    name = f"{table}_frozen_{event.lower()}"
    if is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    result = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {result}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def thaw(table: str, event: str) -> None:
    name = f"{table}_frozen_{event.lower()}"
    op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
    if not is_sqlite():
        op.execute(f"DROP FUNCTION {name}()")
