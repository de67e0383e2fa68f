"""F23: data of each earlier release, brought forward on both databases; a failing migration."""

import os
import time
from collections import Counter

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from core.adapters.database import db
from core.adapters.migrations import configuration, differences, head, is_current, upgrade_database
from core.audit.services.verifying import verify
from tests.application import make_app, new_postgres_database
from tests.releases import NAMES, contents, released

MOST_SECONDS = 60
# Values that a migration moves elsewhere on purpose: personal ones out of the journal's chain.
MOVED = {("journal", "actor_name"), ("journal", "details"), ("alembic_version", "version_num")}
QUICK = ("0002-sample", "0012-world", "0025-world")  # all of them with SOAK=1
PAGES = ("/", "/meetings/", "/plan/", "/events/", "/sign-in")


def cluster_of(database, request):
    return request.getfixturevalue("postgres_url") if database == "postgresql" else None


def rows_of(table, columns):
    return Counter(tuple(repr(row[name]) for name in columns) for row in table)


@pytest.mark.parametrize("name", NAMES if os.environ.get("SOAK") == "1" else QUICK)
def test_f23_data_of_a_release_come_whole_to_the_schema_of_today(database, request, tmp_path, name):
    app, url = released(name, tmp_path, cluster_of(database, request))
    before = contents(url)
    started = time.monotonic()
    with app.app_context():
        upgrade_database()
        assert time.monotonic() - started < MOST_SECONDS
        assert is_current()
        assert differences() == []
        verdict = verify(with_files=False)
        assert verdict.findings == ()
        db.session.remove()
    after = contents(url)
    for table, rows in before.items():
        columns = [c for c in (rows[0] if rows else ()) if (table, c) not in MOVED]
        columns = [c for c in columns if not after[table] or c in after[table][0]]
        lost = rows_of(rows, columns) - rows_of(after[table], columns)
        assert not lost, f"{table}: {list(lost)[:2]}"
    client = app.test_client()
    assert [client.get(page).status_code for page in PAGES] == [200] * len(PAGES)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


FAILING = '''
"""A migration that changes, adds and then fails."""
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None
def upgrade():
    with op.batch_alter_table("accounts") as batch:
        batch.add_column(sa.Column("half_done", sa.Integer))
    op.execute("DELETE FROM seats")
    raise RuntimeError("in the middle")
'''


def with_migration(folder, text):
    """How migrations are found, with one more that a test wrote."""
    (folder / "versions").mkdir()
    (folder / "versions" / "9999.py").write_text(text.format(head=head()), encoding="utf-8")
    config = configuration()
    places = f"{config.get_main_option('script_location')}/versions:{folder}/versions"
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", places)
    return config


def test_a_migration_that_fails_leaves_the_old_schema_and_its_rows(database, request, tmp_path):
    url = f"sqlite:///{tmp_path}/council.db"
    if database == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(tmp_path, url)
    config = with_migration(tmp_path, FAILING)
    before = contents(url)
    with app.app_context():
        with pytest.raises(RuntimeError, match="in the middle"):
            command.upgrade(config, "9999")
        assert is_current()
        assert differences() == []
        assert app.test_client().get("/sign-in").status_code == 200
        db.session.remove()
    assert contents(url) == before
    engine = create_engine(url)
    with engine.begin() as connection:  # nothing is locked, and it can still be written
        connection.execute(text("DELETE FROM job_runs"))
    engine.dispose()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


LOSING = '''
"""A migration that forgets the rows that point at what it takes away."""
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None
def upgrade():
    op.execute("DELETE FROM bodies")
'''


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_undone_and_names_their_tables(
    tmp_path,
):
    """On SQLite foreign keys are off while a migration runs: they are checked at its end."""
    app, url = released("0002-sample", tmp_path)
    with app.app_context():
        upgrade_database()
        before = contents(url)
        with pytest.raises(RuntimeError, match=r"meetings.*seats") as refused:
            command.upgrade(with_migration(tmp_path, LOSING), "9999")
        assert type(refused.value).__name__ == "BrokenReferences"
        assert is_current()
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        db.session.remove()
        db.engine.dispose()
    assert contents(url) == before
