"""Papers: letters that go on paper, papers that were issued, invitations of a shared mailbox

Lists and extracts that were issued are kept papers; here stands what was issued of which record.
"""

import sqlalchemy as sa
from alembic import op

from core.adapters.database import UTCDateTime

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = UTCDateTime(timezone=True)
WAYS = ("in_person", "courier", "post", "fax", "exchange", "phone")


def upgrade() -> None:
    op.create_table(
        "paper_letters",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(40), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("greeting", sa.String(400), nullable=False),
        sa.Column("enclosures", sa.Text(), nullable=False),
        sa.Column("office", sa.String(400), nullable=False),
        sa.Column("signer", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(400), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column(
            "way",
            sa.Enum(*WAYS, name="way", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(400), nullable=False),
        sa.CheckConstraint(
            "(number IS NULL) = (dated_on IS NULL)", name=op.f("ck_paper_letters_number_has_day")
        ),
        sa.CheckConstraint(
            "(way IS NULL) = (handed_on IS NULL)", name=op.f("ck_paper_letters_way_has_day")
        ),
        sa.CheckConstraint(
            "number IS NOT NULL OR way IS NOT NULL",
            name=op.f("ck_paper_letters_printed_or_handed"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_paper_letters_letter_id")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_paper_letters")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_paper_letters_year_number")),
    )
    op.create_table(
        "issued_papers",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.String(200), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_issued_papers_number_counted")),
        sa.ForeignKeyConstraint(["code"], ["kept_papers.code"], name=op.f("fk_issued_papers_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_issued_papers")),
        sa.UniqueConstraint(
            "kind", "year", "number", name=op.f("uq_issued_papers_kind_year_number")
        ),
    )
    op.create_index(op.f("ix_issued_papers_of_id"), "issued_papers", ["of_id"])
    op.add_column("meeting_invitations", sa.Column("uid", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_meeting_invitations_uid"), "meeting_invitations", ["uid"], unique=True)
    op.add_column(
        "organisations", sa.Column("email", sa.String(254), nullable=False, server_default="")
    )


def downgrade() -> None:
    with op.batch_alter_table("organisations") as batch:
        batch.drop_column("email")
    op.drop_index(op.f("ix_meeting_invitations_uid"), table_name="meeting_invitations")
    with op.batch_alter_table("meeting_invitations") as batch:
        batch.drop_column("uid")
    op.drop_table("issued_papers")
    op.drop_table("paper_letters")
