"""Delegations: travellers, travel and sealed passports."""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_delegations()
    make_delegation_members()
    make_passport_readers()
    make_sealed_passports()


def make_delegations() -> None:
    op.create_table(
        "delegations",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("asks_passports", sa.Boolean(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_delegations_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("event_id", name=op.f("uq_delegations_event_id")),
    )


def make_delegation_members() -> None:
    op.create_table(
        "delegation_members",
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("given", sa.String(length=200), nullable=False),
        sa.Column("patronymic", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=400), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("role", role_type(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("arrives_on", sa.Date(), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "leaves_on >= arrives_on", name=op.f("ck_delegation_members_leaves_after_arrival")
        ),
        sa.CheckConstraint("surname <> ''", name=op.f("ck_delegation_members_has_name")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_delegation_members_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mission_applications.id"],
            name=op.f("fk_delegation_members_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_members")),
        sa.UniqueConstraint("application_id", name=op.f("uq_delegation_members_application_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_delegation_members_token_hash")),
    )
    op.create_index(
        op.f("ix_delegation_members_delegation_id"), "delegation_members", ["delegation_id"]
    )
    op.create_index(
        "uq_delegation_members_head",
        "delegation_members",
        ["delegation_id"],
        unique=True,
        sqlite_where=sa.text("role = 'head'"),
        postgresql_where=sa.text("role = 'head'"),
    )


def role_type() -> sa.Enum:
    roles = ("head", "deputy", "member", "staff", "interpreter")
    return sa.Enum(
        *roles, name="delegationrole", native_enum=False, create_constraint=True, length=40
    )


def make_passport_readers() -> None:
    op.create_table(
        "passport_readers",
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_passport_readers_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_passport_readers_account_id")
        ),
        sa.PrimaryKeyConstraint("delegation_id", "account_id", name=op.f("pk_passport_readers")),
    )


def make_sealed_passports() -> None:
    op.create_table(
        "sealed_passports",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("key_name", sa.String(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("handing_on", sa.String(length=40), nullable=False),
        sa.Column("given_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["delegation_members.id"], name=op.f("fk_sealed_passports_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_passports")),
        sa.UniqueConstraint("member_id", name=op.f("uq_sealed_passports_member_id")),
    )
    op.create_index(op.f("ix_sealed_passports_delete_on"), "sealed_passports", ["delete_on"])
    op.create_index(op.f("ix_sealed_passports_key_name"), "sealed_passports", ["key_name"])


def downgrade() -> None:
    for name in ("sealed_passports", "passport_readers", "delegation_members", "delegations"):
        op.drop_table(name)
