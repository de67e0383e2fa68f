"""PostgreSQL: the site's role adds to the journal and cannot change it; migrations are the owner's.

The grants are those of deploy/postgresql/grants.sql. SQLite knows no roles.
"""

from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import create_engine, make_url

from core.adapters import journal
from core.adapters.database import command, db
from core.app import create_app
from core.audit.services.erasing import erase_of
from core.audit.services.verifying import verify
from core.kernel.viewers import Viewer
from core.operation.backup.databases import database_of
from tests.application import in_cluster, migrated, settings_of
from tests.conftest import NOW
from wsgi import PARTS

GRANTS = Path(__file__).parents[3] / "deploy" / "postgresql" / "grants.sql"
FORBIDDEN = (
    "UPDATE journal SET what = 'nothing'",
    "DELETE FROM journal",
    "TRUNCATE journal CASCADE",
    "DELETE FROM journal_anchors",
    "UPDATE journal_values SET value = '1'",
    "DROP TRIGGER journal_no_update ON journal",
    "ALTER TABLE journal DISABLE TRIGGER ALL",
    "DROP TABLE journal",
    "UPDATE alembic_version SET version_num = '0001'",
)
SOMEBODY = Viewer(name="Кто-то", account_id=uuid4())


def as_role(url, role):
    return make_url(url).set(username=role, password=role)


@pytest.fixture(scope="module")
def address(postgres_url):
    """A database of the owner's, as docs/audit.md says; the address of the site's role."""
    name = f"roles_{uuid4().hex}"
    for role in ("council_owner", "council_site"):
        in_cluster(postgres_url, f"CREATE ROLE {role} LOGIN PASSWORD '{role}'")
    in_cluster(postgres_url, f"CREATE DATABASE {name} OWNER council_owner TEMPLATE template0")
    whole = make_url(postgres_url).set(database=name)
    yield whole
    in_cluster(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")
    for role in ("council_site", "council_owner"):
        in_cluster(postgres_url, f"DROP ROLE {role}")


@contextmanager
def application(folder, url):
    app = create_app(PARTS, settings_of(folder, url.render_as_string(hide_password=False)))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def site(address, tmp_path_factory):
    folder, owner = tmp_path_factory.mktemp("roles"), as_role(address, "council_owner")
    with application(folder, owner) as app:
        migrated(app)
    with engine_of(owner) as connection:
        connection.exec_driver_sql(GRANTS.read_text(encoding="utf-8"))
    with application(folder, as_role(address, "council_site")) as app:
        note(1)
        yield app


@contextmanager
def engine_of(url):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@command
def note(number):
    details = {"number": number}
    journal.record("trial.made", subject_id=uuid4(), actor=SOMEBODY, at=NOW, details=details)


def test_the_site_writes_erases_verifies_and_backs_up(site, tmp_path):
    note(2)
    assert erase_of([SOMEBODY.account_id], actor=SOMEBODY, now=NOW) > 0
    assert verify(with_files=False).findings == ()
    url = site.config["SETTINGS"].database_url
    assert database_of(url).dump(tmp_path / "council.dump").rows["journal"] >= 3


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.usefixtures("site")
def test_the_sites_role_changes_nothing_of_the_journal(address, statement):
    plain = as_role(address, "council_site").set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        with pytest.raises(InsufficientPrivilege):
            connection.execute(statement)
        connection.rollback()


@pytest.mark.usefixtures("site")
def test_twin_the_owner_could_take_the_triggers_away(address):
    plain = as_role(address, "council_owner").set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        connection.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        assert connection.execute("UPDATE journal SET what = 'nothing'").rowcount > 0
        connection.rollback()
