"""Letters: the outbox and what its readers chose"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATES = ("waiting", "sending", "sent", "failed", "held", "gathered", "kept_back", "no_address")
INDEXES = (
    "about_id",
    "addressee",
    "digest_id",
    "person_id",
    "posted_at",
    "record_id",
)


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    add_letters()
    add_attachments()
    add_choices()


def add_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("fact", sa.String(200), nullable=False),
        sa.Column("addressee", sa.String(300), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("urgency", choice("urgency", "asks", "tells", "service"), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("search_text", sa.String(500), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("record_id", sa.Uuid()),
        sa.Column("about_id", sa.Uuid()),
        sa.Column("body_id", sa.Uuid()),
        sa.Column("about", sa.String(400), nullable=False),
        sa.Column("subject", sa.String(400), nullable=False),
        sa.Column("greeting", sa.String(400), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", choice("letterstate", *STATES), nullable=False),
        sa.Column("posted_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.Uuid()),
        sa.Column("leased_until", UTCDateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", UTCDateTime(timezone=True)),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("digest_id", sa.Uuid()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint(
            "fact", "addressee", "channel", name=op.f("uq_letters_fact_addressee_channel")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["letters.id"], name=op.f("fk_letters_digest_id")
        ),
        sa.CheckConstraint(
            "(state = 'sending') = (lease IS NOT NULL)", name=op.f("ck_letters_sending_is_leased")
        ),
        sa.CheckConstraint(
            "(state = 'sending') = (leased_until IS NOT NULL)",
            name=op.f("ck_letters_lease_has_an_end"),
        ),
        sa.CheckConstraint(
            "state <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_letters_sent_has_moment")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_letters_attempts_counted")),
    )
    for column in INDEXES:
        op.create_index(op.f(f"ix_letters_{column}"), "letters", [column])
    op.create_index("ix_letters_state_due_at", "letters", ["state", "due_at"])


def add_attachments() -> None:
    op.create_table(
        "letter_attachments",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(200), nullable=False),
        sa.Column("is_alternative", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_attachments")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_attachments_letter_id")
        ),
        sa.UniqueConstraint(
            "letter_id", "position", name=op.f("uq_letter_attachments_letter_id_position")
        ),
    )


def add_choices() -> None:
    op.create_table(
        "letter_choices",
        sa.Column("mailbox", sa.String(254), nullable=False),
        sa.Column(
            "frequency", choice("frequency", "at_once", "daily", "asks_only"), nullable=False
        ),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("chosen_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_choices")),
        sa.UniqueConstraint("mailbox", name=op.f("uq_letter_choices_mailbox")),
    )


def downgrade() -> None:
    for table in ("letter_choices", "letter_attachments", "letters"):
        op.drop_table(table)
