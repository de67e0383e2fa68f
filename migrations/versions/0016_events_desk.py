"""What the working pages of events lacked: themes, kinds of sessions, participants, counters.

New columns are added one by one with their checks, which both databases take; the two published
counters of an event move into a table that says why they differ from what is counted.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = ("session", "visit", "culture", "hearing", "meeting", "journey", "break")
SHOWN = ("total", "sides", "whole")
PARTICIPANTS = ("company", "authority", "institute", "association", "other")
SOURCE = "указано организаторами: списка участников в системе нет"
COLUMNS = (
    ("events", "themes JSON DEFAULT '[]' NOT NULL"),
    ("event_sessions", "position INTEGER DEFAULT 0 NOT NULL"),
    ("event_sessions", "revision INTEGER DEFAULT 1 NOT NULL"),
    ("event_organisers", "revision INTEGER DEFAULT 1 NOT NULL"),
    ("event_hearings", "revision INTEGER DEFAULT 1 NOT NULL"),
    ("event_remarks", "revision INTEGER DEFAULT 1 NOT NULL"),
    ("event_remarks", "author VARCHAR(200) DEFAULT '' NOT NULL"),
    ("event_feedback", "by_link BOOLEAN DEFAULT false NOT NULL"),
    ("event_feedback", "may_quote BOOLEAN DEFAULT false NOT NULL"),
    ("event_photos", "revision INTEGER DEFAULT 1 NOT NULL"),
    ("event_photos", "consent VARCHAR(300) DEFAULT '' NOT NULL"),
    ("event_photos", "width INTEGER"),
    ("event_photos", "height INTEGER"),
)
CHECKED = (
    (
        "event_feedback",
        "is_shown BOOLEAN DEFAULT false NOT NULL",
        "shown_if_allowed",
        "NOT is_shown OR (may_quote AND text <> '')",
    ),
    (
        "event_photos",
        "is_shown BOOLEAN DEFAULT false NOT NULL",
        "shown_says_what",
        "NOT is_shown OR (caption <> '' AND consent <> '')",
    ),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, column, name, condition in CHECKED:
        add_checked(table, column, name, condition)
    add_choice("event_sessions", "kind", "sessionkind", KINDS)
    add_choice("event_contracts", "shown", "contractshown", SHOWN)
    make_participants()
    make_counters()
    move_counters()


def add_checked(table: str, column: str, name: str, condition: str) -> None:
    """A column with a check of the row; written as it is, for SQLite adds no checks later."""
    check = f"CONSTRAINT ck_{table}_{name} CHECK ({condition})"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {check}")


def add_choice(table: str, column: str, name: str, values: Iterable[str]) -> None:
    """A column of words, the first one by default."""
    words = ", ".join(f"'{word}'" for word in values)
    first = next(iter(values))
    add_checked(
        table, f"{column} VARCHAR(40) DEFAULT '{first}' NOT NULL", name, f"{column} IN ({words})"
    )


def make_participants() -> None:
    table = "event_participants"
    kind = sa.Enum(
        *PARTICIPANTS,
        name="participantkind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        table,
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f(f"ck_{table}_has_name")),
        sa.CheckConstraint("people > 0", name=op.f(f"ck_{table}_people_positive")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{table}_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_event_id", table, ["event_id"], unique=False)


def make_counters() -> None:
    table = "event_counters"
    names = ("people", "regions", "countries", "companies")
    none = " AND ".join(f"{name} IS NULL" for name in names)
    some = " AND ".join(f"({name} IS NULL OR {name} >= 0)" for name in names)
    op.create_table(
        table,
        sa.Column("event_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in names),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"reason <> '' OR ({none})", name=op.f(f"ck_{table}_says_why")),
        sa.CheckConstraint(some, name=op.f(f"ck_{table}_not_negative")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{table}_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f(f"pk_{table}")),
    )


def move_counters() -> None:
    op.execute(
        sa.text(
            "INSERT INTO event_counters (event_id, regions, countries, reason, revision) "
            "SELECT id, regions, countries, :reason, 1 FROM events "
            "WHERE regions IS NOT NULL OR countries IS NOT NULL"
        ).bindparams(reason=SOURCE)
    )
    for column in ("regions", "countries"):
        op.drop_column("events", column)


def downgrade() -> None:
    """Counters go back into the events; participants and what else is new is lost."""
    for column in ("regions", "countries"):
        op.execute(f"ALTER TABLE events ADD COLUMN {column} INTEGER")
        op.execute(
            f"UPDATE events SET {column} = (SELECT {column} FROM event_counters "
            "WHERE event_counters.event_id = events.id)"
        )
    op.drop_table("event_counters")
    op.drop_table("event_participants")
    added = [*COLUMNS, *(each[:2] for each in CHECKED)]
    for table, column in (*added, ("event_sessions", "kind"), ("event_contracts", "shown")):
        op.drop_column(table, column.split()[0])
