"""Simple electronic signatures: agreements, acceptances, signatures, detached files."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MESSAGE = "a signature is for ever"
FROZEN = ("agreement_acceptances", "detached_signatures", "signatures")


def upgrade() -> None:
    add_agreement_acceptances()
    add_step_ups()
    add_signatures()
    add_detached_signatures()
    for table in FROZEN:
        for event in ("UPDATE", "DELETE"):
            freeze(table, event)


def add_agreement_acceptances() -> None:
    op.create_table(
        "agreement_acceptances",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=300), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("auth_methods", sa.String(length=40), nullable=False),
        sa.Column("accepted_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_agreement_acceptances_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_acceptances")),
        sa.UniqueConstraint(
            "account_id", "version", name=op.f("uq_agreement_acceptances_account_id_version")
        ),
    )


def add_step_ups() -> None:
    op.create_table(
        "step_ups",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("auth_methods", sa.String(length=40), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("spent_at", UTCDateTime(timezone=True)),
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("expires_at > made_at", name=op.f("ck_step_ups_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_step_ups_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_ups")),
    )
    op.create_index("ix_step_ups_account_id_made_at", "step_ups", ["account_id", "made_at"])


def add_signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("object_type", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("object_version", sa.Integer(), nullable=False),
        sa.Column("object_title", sa.Text(), nullable=False),
        sa.Column("doc_sha256", sa.String(length=64), nullable=False),
        sa.Column("canonical_sha256", sa.String(length=64), nullable=False),
        sa.Column("alg", sa.String(length=40), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "approve",
                "return",
                "sign",
                name="signaturedecision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("signer_account_id", sa.Uuid(), nullable=False),
        sa.Column("signer_id", sa.Uuid()),
        sa.Column("signer_name", sa.String(length=200), nullable=False),
        sa.Column("signer_office", sa.String(length=300), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("acceptance_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_version", sa.String(length=20), nullable=False),
        sa.Column("auth_methods", sa.String(length=40), nullable=False),
        sa.Column("auth_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("step_up_id", sa.Uuid(), nullable=False),
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.Column("signed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "stored_at",
            UTCDateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "doc_sha256 <> '' AND canonical_sha256 <> ''",
            name=op.f("ck_signatures_names_its_bytes"),
        ),
        sa.CheckConstraint("object_version > 0", name=op.f("ck_signatures_version_counted")),
        sa.ForeignKeyConstraint(
            ["acceptance_id"],
            ["agreement_acceptances.id"],
            name=op.f("fk_signatures_acceptance_id"),
        ),
        sa.ForeignKeyConstraint(
            ["doc_sha256"], ["stored_files.sha256"], name=op.f("fk_signatures_doc_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["signer_account_id"], ["accounts.id"], name=op.f("fk_signatures_signer_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["step_up_id"], ["step_ups.id"], name=op.f("fk_signatures_step_up_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
        sa.UniqueConstraint("hash", name=op.f("uq_signatures_hash")),
        sa.UniqueConstraint("number", name=op.f("uq_signatures_number")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_signatures_prev_hash")),
        sa.UniqueConstraint("step_up_id", name=op.f("uq_signatures_step_up_id")),
    )
    op.create_index(
        "ix_signatures_object_type_object_id", "signatures", ["object_type", "object_id"]
    )
    op.create_index(op.f("ix_signatures_signer_account_id"), "signatures", ["signer_account_id"])


def add_detached_signatures() -> None:
    op.create_table(
        "detached_signatures",
        sa.Column("paper_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("signer", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("attached_by", sa.String(length=200), nullable=False),
        sa.Column("attached_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_code"], ["kept_papers.code"], name=op.f("fk_detached_signatures_paper_code")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_detached_signatures_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detached_signatures")),
        sa.UniqueConstraint(
            "paper_code", "sha256", name=op.f("uq_detached_signatures_paper_code_sha256")
        ),
    )


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def freeze(table: str, event: str) -> None:
    """No statement changes or removes a row; a table rebuilt later has to be frozen again."""
    name = f"{table}_frozen_{event.lower()}"
    if is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def thaw(table: str, event: str) -> None:
    name = f"{table}_frozen_{event.lower()}"
    op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite() else f" ON {table}"))
    if not is_sqlite():
        op.execute(f"DROP FUNCTION {name}()")


def downgrade() -> None:
    for table in FROZEN:
        for event in ("UPDATE", "DELETE"):
            thaw(table, event)
    op.drop_table("detached_signatures")
    op.drop_table("signatures")
    op.drop_table("step_ups")
    op.drop_table("agreement_acceptances")
