"""Search and growth: normal words of titles and decisions with a full-text index, and indexes."""

import sqlalchemy as sa
from alembic import op

from core.adapters.lemmas import RussianLemmas
from core.kernel.search import normal_text

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FTS5 = (
    (
        "CREATE VIRTUAL TABLE fts_texts USING fts5(words, content='search_texts', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    ),
    (
        "CREATE TRIGGER fts_texts_added AFTER INSERT ON search_texts BEGIN "
        "INSERT INTO fts_texts(rowid, words) VALUES (new.id, new.words); END"
    ),
    (
        "CREATE TRIGGER fts_texts_removed AFTER DELETE ON search_texts BEGIN "
        "INSERT INTO fts_texts(fts_texts, rowid, words) VALUES ('delete', old.id, old.words); END"
    ),
    (
        "CREATE TRIGGER fts_texts_changed AFTER UPDATE ON search_texts BEGIN "
        "INSERT INTO fts_texts(fts_texts, rowid, words) VALUES ('delete', old.id, old.words); "
        "INSERT INTO fts_texts(rowid, words) VALUES (new.id, new.words); END"
    ),
)
GIN = "CREATE INDEX fts_texts ON search_texts USING gin (string_to_array(words, ' '))"
TEXTS = (
    "SELECT id AS item_id, NULL AS resolution_id, title AS text FROM agenda_items",
    "SELECT item_id, id AS resolution_id, text FROM resolutions",
)


def upgrade() -> None:
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_items.id"],
            name="fk_search_texts_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name="fk_search_texts_resolution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_search_texts"),
    )
    op.create_index("ix_search_texts_item_id", "search_texts", ["item_id"])
    op.create_index("uq_search_texts_resolution_id", "search_texts", ["resolution_id"], unique=True)
    for statement in FTS5 if op.get_bind().dialect.name == "sqlite" else (GIN,):
        op.execute(statement)
    fill()


def fill() -> None:
    """Index what is there already."""
    bind, lemmas = op.get_bind(), RussianLemmas()
    add = sa.text(
        "INSERT INTO search_texts (item_id, resolution_id, words) "
        "VALUES (:item_id, :resolution_id, :words)"
    )
    for query in TEXTS:
        for item_id, resolution_id, text in bind.execute(sa.text(query)).all():
            values = {"item_id": item_id, "resolution_id": resolution_id}
            bind.execute(add, {**values, "words": normal_text(text, lemmas)})


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE fts_texts")
    op.drop_table("search_texts")
