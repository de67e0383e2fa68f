"""The journal as a chain: commitments, keyed hashes, anchors, and rights that forbid change

Entries that are there already are chained in their order, under the key of the installation
(AUDIT_KEY, or else SECRET_KEY); names and other personal values move to a table of their own.
A later migration that rebuilds `journal` on SQLite (batch mode) drops its triggers and has to make
them again: tests/integration/audit/test_append_only.
"""

from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.adapters.chain import chain_key
from core.adapters.database import UTCDateTime
from core.kernel.chain import GENESIS, ChainEntry, commitment, sealed
from core.kernel.personal import is_personal

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MESSAGE = "the journal is append-only"
PORTION = 1000
PROGRAMS = {"import-region", "operator", "run-jobs", "forget-visitors", "read-replies"}
# Who signed or decided an official act is kept for as long as the act.
OFFICIAL = {
    "report.approved",
    "report.returned",
    "meeting.agenda_approved",
    "minutes.signature_given",
    "minutes.signed",
    "minutes.published",
    "minutes.withdrawn",
}
JOURNAL = sa.table(
    "journal",
    sa.column("seq", sa.Integer()),
    sa.column("id", sa.Uuid()),
    sa.column("subject_id", sa.Uuid()),
    sa.column("subject_version", sa.Integer()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("actor_name", sa.String()),
    sa.column("what", sa.String()),
    sa.column("at", UTCDateTime(timezone=True)),
    sa.column("request_id", sa.String()),
    sa.column("details", sa.JSON()),
    sa.column("private", sa.JSON()),
    sa.column("prev_hash", sa.String()),
    sa.column("hash", sa.String()),
    sa.column("mac", sa.String()),
    sa.column("key_id", sa.String()),
)
VALUES = sa.table(
    "journal_values",
    sa.column("seq", sa.Integer()),
    sa.column("name", sa.String()),
    sa.column("owner_id", sa.Uuid()),
    sa.column("salt", sa.String()),
    sa.column("value", sa.JSON()),
)
ADDED = ("request_id", "private", "prev_hash", "hash", "mac", "key_id")


def upgrade() -> None:
    add_tables()
    with op.batch_alter_table("journal") as batch:
        batch.add_column(sa.Column("subject_version", sa.Integer()))
        batch.add_column(sa.Column("request_id", sa.String(64)))
        batch.add_column(sa.Column("private", sa.JSON()))
        batch.add_column(sa.Column("prev_hash", sa.String(64)))
        batch.add_column(sa.Column("hash", sa.String(64)))
        batch.add_column(sa.Column("mac", sa.String(64)))
        batch.add_column(sa.Column("key_id", sa.String(16)))
    Chaining(op.get_bind()).run()
    with op.batch_alter_table("journal") as batch:
        for name in ADDED:
            batch.alter_column(name, nullable=False)
        batch.create_unique_constraint(op.f("uq_journal_prev_hash"), ["prev_hash"])
        batch.create_unique_constraint(op.f("uq_journal_hash"), ["hash"])
        batch.create_index(op.f("ix_journal_actor_id"), ["actor_id"])
        batch.create_index(op.f("ix_journal_what"), ["what"])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    (forbid_on_sqlite if is_sqlite else forbid_on_postgresql)()


def add_tables() -> None:
    op.create_table(
        "journal_values",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("owner_id", sa.Uuid()),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name=op.f("fk_journal_values_seq")),
        sa.PrimaryKeyConstraint("seq", "name", name=op.f("pk_journal_values")),
    )
    op.create_index(op.f("ix_journal_values_owner_id"), "journal_values", ["owner_id"])
    op.create_table(
        "journal_anchors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("kept_in", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_anchors")),
    )
    op.create_index(op.f("ix_journal_anchors_seq"), "journal_anchors", ["seq"])


class Chaining:
    """Gives every entry its number without gaps, its commitments and its hashes."""

    def __init__(self, bind: sa.Connection) -> None:
        self.bind = bind
        self.key = chain_key()
        self.seq = 0
        self.last_hash = GENESIS

    def run(self) -> None:
        j = JOURNAL.c
        query = sa.select(
            j.seq, j.id, j.subject_id, j.actor_id, j.actor_name, j.what, j.at, j.details
        ).order_by(j.seq)
        last = -1
        while rows := self.bind.execute(query.where(j.seq > last).limit(PORTION)).all():
            last = rows[-1].seq
            self.chain(rows)

    def chain(self, rows: Any) -> None:
        entries, values = [], []
        for row in rows:
            entry, found = self.entry_of(row)
            entries.append({"old_seq": row.seq, "new_seq": entry.pop("seq"), **entry})
            values += found
        changed = ("subject_version", "actor_name", "details", *ADDED)
        self.bind.execute(
            sa.update(JOURNAL)
            .where(JOURNAL.c.seq == sa.bindparam("old_seq"))
            .values(seq=sa.bindparam("new_seq"), **{name: sa.bindparam(name) for name in changed}),
            [{name: each[name] for name in ("old_seq", "new_seq", *changed)} for each in entries],
        )
        if values:
            self.bind.execute(sa.insert(VALUES), values)

    def entry_of(self, row: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        self.seq += 1
        details = dict(row.details or {})
        apart = {name: details.pop(name) for name in list(details) if is_personal(row.what, name)}
        owned = {f"details.{name}": (value, row.subject_id) for name, value in apart.items()}
        stays = not row.actor_name or row.actor_name in PROGRAMS or row.what in OFFICIAL
        if not stays:
            owned["actor_name"] = (row.actor_name, row.actor_id)
        values, private = [], {}
        for name, (value, owner_id) in owned.items():
            salt = token_hex(16)
            private[name] = commitment(salt, value)
            values.append(
                {"seq": self.seq, "name": name, "owner_id": owner_id, "salt": salt, "value": value}
            )
        entry = {
            "seq": self.seq,
            "id": row.id,
            "subject_id": row.subject_id,
            "subject_version": None,
            "actor_id": row.actor_id,
            "actor_name": row.actor_name if stays else "",
            "what": row.what,
            "at": row.at,
            "request_id": "",
            "details": details,
            "private": private,
        }
        seal = sealed(self.last_hash, ChainEntry(**entry), self.key)
        self.last_hash = seal.hash
        marks = {"hash": seal.hash, "mac": seal.mac, "key_id": seal.key_id}
        return {**entry, "prev_hash": seal.prev_hash, **marks}, values


def forbidden() -> tuple[tuple[str, str], ...]:
    """(table, event); a personal value may be deleted, that is how it is erased."""
    return (
        ("journal", "UPDATE"),
        ("journal", "DELETE"),
        ("journal_values", "UPDATE"),
        ("journal_anchors", "UPDATE"),
        ("journal_anchors", "DELETE"),
    )


def forbid_on_sqlite() -> None:
    for table, event in forbidden():
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def forbid_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
    )
    for table, event in forbidden():
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
        )
    for table in ("journal", "journal_anchors"):
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()"
        )


def downgrade() -> None:
    """Personal values go back into their entries; the chain and its anchors are lost."""
    bind = op.get_bind()
    is_sqlite = bind.dialect.name == "sqlite"
    events = [*forbidden()]
    if not is_sqlite:
        events += [("journal", "TRUNCATE"), ("journal_anchors", "TRUNCATE")]
    for table, event in events:
        name = f"{table}_no_{event.lower()}"
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        op.execute("DROP FUNCTION journal_append_only()")
    put_back(bind)
    op.drop_table("journal_anchors")
    op.drop_table("journal_values")
    with op.batch_alter_table("journal") as batch:
        batch.drop_index(op.f("ix_journal_actor_id"))
        batch.drop_index(op.f("ix_journal_what"))
        batch.drop_constraint(op.f("uq_journal_prev_hash"), type_="unique")
        batch.drop_constraint(op.f("uq_journal_hash"), type_="unique")
        for name in ("subject_version", *ADDED):
            batch.drop_column(name)


def put_back(bind: sa.Connection) -> None:
    v, j = VALUES.c, JOURNAL.c
    query = sa.select(v.seq, v.name, v.value, j.details).join(JOURNAL, j.seq == v.seq)
    found: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}
    for seq, name, value, details in bind.execute(query):
        names, whole = found.setdefault(seq, ({}, dict(details)))
        if name == "actor_name":
            names["actor_name"] = value
        elif name.startswith("details."):
            whole[name.removeprefix("details.")] = value
    for seq, (names, whole) in found.items():
        bind.execute(sa.update(JOURNAL).where(j.seq == seq).values(details=whole, **names))
