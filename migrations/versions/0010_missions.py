"""Missions: companies and their support, calls for applications, applications"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_companies()
    make_company_contacts()
    make_company_products()
    make_company_supports()
    make_mission_calls()
    make_mission_applications()
    make_application_consents()
    make_application_files()


def make_companies() -> None:
    op.create_table(
        "companies",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("inn", sa.String(length=12), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("markets", sa.JSON(), nullable=False),
        sa.Column(
            "sme",
            sa.Enum(
                "unknown",
                "self_employed",
                "micro",
                "small",
                "medium",
                "large",
                name="smecategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("export_status", sa.String(length=100), nullable=False),
        sa.Column("publication_consent", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_companies_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("inn", name=op.f("uq_companies_inn")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_companies_organisation_id")),
    )


def make_company_contacts() -> None:
    op.create_table(
        "company_contacts",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_contacts_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_contacts")),
        sa.UniqueConstraint(
            "company_id", "position", name=op.f("uq_company_contacts_company_id_position")
        ),
    )


def make_company_products() -> None:
    op.create_table(
        "company_products",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_products_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_products")),
        sa.UniqueConstraint(
            "company_id", "position", name=op.f("uq_company_products_company_id_position")
        ),
    )


def make_company_supports() -> None:
    op.create_table(
        "company_supports",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "expected",
                "took_part",
                "absent",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rubles", sa.BigInteger(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("report_due", sa.Date(), nullable=True),
        sa.Column("report_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("contracts", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "attendance <> 'absent' OR contracts = 0",
            name=op.f("ck_company_supports_absent_has_no_contract"),
        ),
        sa.CheckConstraint(
            "contracts > 0 OR amount = 0", name=op.f("ck_company_supports_no_sum_without_contract")
        ),
        sa.CheckConstraint(
            "rubles >= 0 AND metres >= 0 AND contracts >= 0 AND amount >= 0",
            name=op.f("ck_company_supports_figures_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_supports_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_company_supports_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_supports")),
        sa.UniqueConstraint(
            "company_id", "event_id", name=op.f("uq_company_supports_company_id_event_id")
        ),
    )
    op.create_index(
        op.f("ix_company_supports_event_id"), "company_supports", ["event_id"], unique=False
    )


def make_mission_calls() -> None:
    op.create_table(
        "mission_calls",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("payment", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_mission_calls_places_positive")),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= places", name=op.f("ck_mission_calls_never_oversold")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_mission_calls_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_calls")),
        sa.UniqueConstraint("event_id", name=op.f("uq_mission_calls_event_id")),
    )


def make_mission_applications() -> None:
    op.create_table(
        "mission_applications",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "unconfirmed",
                "submitted",
                "chosen",
                "waiting",
                "declined",
                "withdrawn",
                name="missionapplicationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("inn", sa.String(length=12), nullable=False),
        sa.Column("ogrn", sa.String(length=15), nullable=False),
        sa.Column("company", sa.String(length=400), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("products", sa.Text(), nullable=False),
        sa.Column("markets", sa.String(length=500), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place_in_list", sa.Integer(), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state <> 'declined' OR reason <> ''",
            name=op.f("ck_mission_applications_declined_has_reason"),
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR place_in_list IS NOT NULL",
            name=op.f("ck_mission_applications_waiting_has_place"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'chosen', 'waiting', 'declined') "
            "OR confirmed_at IS NOT NULL",
            name=op.f("ck_mission_applications_counted_is_confirmed"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["mission_calls.id"], name=op.f("fk_mission_applications_call_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_applications")),
        sa.UniqueConstraint(
            "call_id", "place_in_list", name=op.f("uq_mission_applications_call_id_place_in_list")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mission_applications_token_hash")),
    )
    op.create_index(
        "uq_mission_applications_call_id_inn",
        "mission_applications",
        ["call_id", "inn"],
        unique=True,
        sqlite_where=sa.text("state IN ('submitted', 'chosen', 'waiting', 'declined')"),
        postgresql_where=sa.text("state IN ('submitted', 'chosen', 'waiting', 'declined')"),
    )


def make_application_consents() -> None:
    op.create_table(
        "application_consents",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "processing",
                "handing_on",
                "publication",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("given_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mission_applications.id"],
            name=op.f("fk_application_consents_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_consents")),
        sa.UniqueConstraint(
            "application_id", "purpose", name=op.f("uq_application_consents_application_id_purpose")
        ),
    )


def make_application_files() -> None:
    op.create_table(
        "application_files",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mission_applications.id"],
            name=op.f("fk_application_files_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_application_files_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_files")),
        sa.UniqueConstraint(
            "application_id", "position", name=op.f("uq_application_files_application_id_position")
        ),
    )


def downgrade() -> None:
    for name in (
        "application_files",
        "application_consents",
        "mission_applications",
        "mission_calls",
        "company_supports",
        "company_products",
        "company_contacts",
        "companies",
    ):
        op.drop_table(name)
