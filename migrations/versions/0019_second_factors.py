"""Second factors: one-time codes, passkeys, recovery codes and recovery by two people."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_reset_requests()
    add_code_generators()
    add_email_changes()
    add_factor_recoveries()
    add_guarded_changes()
    add_passkey_challenges()
    add_passkeys()
    add_pending_sign_ins()
    add_recovery_codes()


def add_reset_requests() -> None:
    op.create_table(
        "reset_requests",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_requests")),
    )
    op.create_index(op.f("ix_reset_requests_asked_at"), "reset_requests", ["asked_at"])


def add_code_generators() -> None:
    op.create_table(
        "code_generators",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.String(length=300), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_code_generators_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_code_generators")),
    )


def add_email_changes() -> None:
    op.create_table(
        "email_changes",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UTCDateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_email_changes_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_changes")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_changes_token_hash")),
    )
    op.create_index(op.f("ix_email_changes_account_id"), "email_changes", ["account_id"])


def add_factor_recoveries() -> None:
    op.create_table(
        "factor_recoveries",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "confirmed",
                "done",
                "cancelled",
                name="recoverystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_by_id", sa.Uuid()),
        sa.Column("asked_by_name", sa.String(length=200), nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid()),
        sa.Column("confirmed_by_name", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(timezone=True)),
        sa.Column("ended_at", UTCDateTime(timezone=True)),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'done') OR confirmed_at IS NOT NULL",
            name=op.f("ck_factor_recoveries_confirmed_has_moment"),
        ),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR asked_by_id IS NULL OR confirmed_by_id <> asked_by_id",
            name=op.f("ck_factor_recoveries_two_people"),
        ),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> account_id",
            name=op.f("ck_factor_recoveries_not_for_oneself"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_factor_recoveries_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_factor_recoveries_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["accounts.id"], name=op.f("fk_factor_recoveries_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_recoveries")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_factor_recoveries_token_hash")),
    )
    op.create_index(op.f("ix_factor_recoveries_account_id"), "factor_recoveries", ["account_id"])


def add_guarded_changes() -> None:
    op.create_table(
        "guarded_changes",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_guarded_changes_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guarded_changes")),
    )
    op.create_index("ix_guarded_changes_account_id_at", "guarded_changes", ["account_id", "at"])


def add_passkey_challenges() -> None:
    op.create_table(
        "passkey_challenges",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("challenge", sa.String(length=100), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UTCDateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_passkey_challenges_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenges")),
        sa.UniqueConstraint("challenge", name=op.f("uq_passkey_challenges_challenge")),
    )
    op.create_index(op.f("ix_passkey_challenges_account_id"), "passkey_challenges", ["account_id"])
    op.create_index(op.f("ix_passkey_challenges_expires_at"), "passkey_challenges", ["expires_at"])


def add_passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UTCDateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_passkeys_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_account_id"), "passkeys", ["account_id"])


def add_pending_sign_ins() -> None:
    op.create_table(
        "pending_sign_ins",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "expires_at > started_at", name=op.f("ck_pending_sign_ins_ends_after_start")
        ),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_pending_sign_ins_tries_bounded")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_pending_sign_ins_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pending_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_pending_sign_ins_account_id"), "pending_sign_ins", ["account_id"])
    op.create_index(op.f("ix_pending_sign_ins_expires_at"), "pending_sign_ins", ["expires_at"])


def add_recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UTCDateTime(timezone=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint(
            "account_id", "number", name=op.f("uq_recovery_codes_account_id_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("recovery_codes")
    op.drop_table("pending_sign_ins")
    op.drop_table("passkeys")
    op.drop_table("passkey_challenges")
    op.drop_table("guarded_changes")
    op.drop_table("factor_recoveries")
    op.drop_table("email_changes")
    op.drop_table("code_generators")
    op.drop_table("reset_requests")
