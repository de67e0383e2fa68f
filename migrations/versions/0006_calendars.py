"""Calendars: sequence of a meeting, how an answer came, invitations, replies, secret feeds"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHANNELS = "'page', 'letter', 'calendar', 'secretary'"
ANSWERS = "'coming', 'remote', 'not_coming'"
OUTCOMES = "'applied', 'repeated', 'refused'"


def upgrade() -> None:
    op.add_column(
        "meetings", sa.Column("calendar_sequence", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("meetings", sa.Column("calendar_at", UTCDateTime(timezone=True), nullable=True))
    # Plain SQL that both databases take: batch mode would rebuild the table on SQLite.
    op.execute(
        "ALTER TABLE notice_answers ADD COLUMN channel VARCHAR(40) DEFAULT 'page' NOT NULL "
        f"CONSTRAINT ck_notice_answers_answerchannel CHECK (channel IN ({CHANNELS}))"
    )
    make_invitations()
    make_replies()
    make_feeds()


def make_invitations() -> None:
    op.create_table(
        "meeting_invitations",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("invited_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "sequence >= 0", name=op.f("ck_meeting_invitations_sequence_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_invitations_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_meeting_invitations_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_invitations")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_meeting_invitations_meeting_id_person_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_invitations_token_hash")),
    )
    op.create_index(
        op.f("ix_meeting_invitations_person_id"), "meeting_invitations", ["person_id"]
    )


def make_replies() -> None:
    op.create_table(
        "calendar_replies",
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("attendee", sa.String(length=254), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamped_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("received_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("refusal", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"answer IN ({ANSWERS})", name=op.f("ck_calendar_replies_answer")),
        sa.CheckConstraint(
            f"outcome IN ({OUTCOMES})", name=op.f("ck_calendar_replies_replyoutcome")
        ),
        sa.CheckConstraint(
            "(outcome = 'refused') = (refusal <> '')",
            name=op.f("ck_calendar_replies_refusal_if_refused"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_calendar_replies_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_replies_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_replies")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_replies_digest")),
    )
    op.create_index(op.f("ix_calendar_replies_meeting_id"), "calendar_replies", ["meeting_id"])


def make_feeds() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "revoked_at IS NULL OR revoked_at >= made_at",
            name=op.f("ck_calendar_feeds_revoked_after_made"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_feeds_secret_hash")),
    )
    op.create_index(op.f("ix_calendar_feeds_person_id"), "calendar_feeds", ["person_id"])


def downgrade() -> None:
    for table in ("calendar_feeds", "calendar_replies", "meeting_invitations"):
        op.drop_table(table)
    with op.batch_alter_table("notice_answers") as batch:
        batch.drop_constraint(op.f("ck_notice_answers_answerchannel"), type_="check")
        batch.drop_column("channel")
    with op.batch_alter_table("meetings") as batch:
        batch.drop_column("calendar_at")
        batch.drop_column("calendar_sequence")
