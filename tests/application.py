"""An application on a migrated database; every test runs in a transaction that is rolled back.

Tests under tests/integration run on SQLite and PostgreSQL, all others on SQLite.
"""

import contextvars
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text

from core.accounts.models import Account
from core.adapters.database import db
from core.adapters.language import compile_catalogues
from core.adapters.migrations import upgrade_database
from core.app import create_app
from core.config import ROOT, Settings
from core.papers.work import renderer
from council.part import COUNCIL
from events.part import EVENTS
from portal.part import PORTAL
from tests import postgres
from tests.builders import Builder
from tests.builders_events import EventsBuilder
from tests.conftest import NOW, OWN

PARTS = (COUNCIL, EVENTS, PORTAL)  # those of wsgi.py, without making its application
DATABASES = ("sqlite", "postgresql")
COMPILED = ROOT / "var" / "templates"


def pytest_generate_tests(metafunc):
    if "database" in metafunc.fixturenames:
        both = "integration" in Path(metafunc.definition.path).parts
        metafunc.parametrize("database", DATABASES if both else DATABASES[:1], scope="session")


@pytest.fixture(scope="session")
def postgres_url():
    with postgres.start() as cluster:
        yield cluster.url


def new_postgres_database(url):
    """A migrated database of its own in the throw-away cluster."""
    name, base = f"test_{uuid4().hex}", url.rsplit("/", 1)[0]
    made = migrated_template(url)
    in_cluster(url, f"CREATE DATABASE {name} TEMPLATE {made}")
    return f"{base}/{name}"


@cache
def migrated_template(url):
    """The name of the database from which the others of a cluster are copied."""
    name, base = f"migrated_{os.getpid()}", url.rsplit("/", 1)[0]
    in_cluster(url, f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as folder:
        app = migrated(created(folder, f"{base}/{name}"))
        with app.app_context():
            db.engine.dispose()  # nobody may be connected to a template
    return name


@cache
def migrated_file():
    """A migrated SQLite database to copy; it has no journal beside it."""
    folder = tempfile.mkdtemp(prefix="migrated-", dir=OWN)
    path = Path(folder) / "council.db"
    app = migrated(created(folder, f"sqlite:///{path}"))
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


def in_cluster(url, statement):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def settings_of(folder, url):
    return Settings(
        secret_key="t" * 40,
        data_dir=Path(folder),
        database_url=url,
        base_url="http://localhost",
        testing=True,
        passport_keys=("p" * 40,),
    )


def created(folder, url):
    """An application that takes the catalogue and the templates that were compiled before."""
    target = Path(folder) / "translations/ru/LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(catalogue(), target)
    return with_compiled_templates(create_app(PARTS, settings_of(folder, url)))


@cache
def catalogue():
    """The compiled catalogue that the applications of this process have in common."""
    path = Path(OWN) / "messages.mo"
    compile_catalogues(ROOT / "translations/ru", path)
    return path


def with_compiled_templates(app):
    """Python code of a template is kept between applications and runs, by its text."""
    COMPILED.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
    return app


def migrated(app):
    with app.app_context():
        upgrade_database()
    return app


def make_app(folder, url):
    """An application on a migrated database: a copied one where the file is still to be made."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite") and not path.exists():
        shutil.copyfile(migrated_file(), path)
    app = migrated(created(folder, url))
    app.test_client_class = FreshContextClient
    return app


class FreshContextClient(FlaskClient):
    """Makes each request outside the test's own application context, as a server would."""

    def open(self, *args, **kwargs):
        db.session.commit()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return response

    def token(self, path):
        """The forgery token of a page that holds a form."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return found[1]

    def submit(self, page, data, *, to=None, **kwargs):
        """Open `page`, then post its form with the token, to its own address unless said."""
        return self.post(to or page, data={"csrf_token": self.token(page), **data}, **kwargs)


@pytest.fixture(scope="session")
def app(database, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(database)
    if database == "sqlite":
        url = f"sqlite:///{folder}/council.db"
    else:
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(folder, url)
    with app.app_context():
        before = filled()
    yield app
    with app.app_context():
        left = filled() - before
        renderer().end()
        db.engine.dispose()
    assert not left, "a test that uses `app` wrote outside of a `session`"


def filled():
    """The tables that hold rows. What one test leaves there the next would find."""
    tables = db.metadata.sorted_tables
    with db.engine.connect() as connection:
        return {
            table.name for table in tables if connection.execute(table.select().limit(1)).first()
        }


@contextmanager
def lent_session(app):
    """A session inside one outer transaction that never commits."""
    with app.app_context():
        engines = db._app_engines[app]  # noqa: SLF001 - no public way to lend a connection
        engine = engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            engines[None] = connection
            try:
                yield db.session
            finally:
                db.session.remove()
                engines[None] = engine
                outer.rollback()


@pytest.fixture
def session(app):
    with lent_session(app) as lent:
        yield lent


@pytest.fixture
def client(app, session):
    return app.test_client()


@pytest.fixture
def build(session):
    """Builds whole records with sensible values; see tests/builders.py."""
    return Builder(session, NOW)


@pytest.fixture
def council(build):
    """A council of nine voting members with its officers; see `Builder.council`."""
    return build.council()


@pytest.fixture
def events(build):
    """Adds events, plans and what belongs to them; see tests/builders_events.py."""
    build.region()
    made = EventsBuilder(build)
    made.country()
    return made


@pytest.fixture
def sign_in(app, build):
    """`sign_in(person)` -> a client signed in as the account behind the person."""

    def signed_in(who):
        account_id = who.id if isinstance(who, Account) else who.account_id
        client = app.test_client()
        token = build.signed_in_session(account_id)
        with client.session_transaction() as cookie:
            cookie["sid"] = token
        return client

    return signed_in


@pytest.fixture
def coordinator(council, sign_in):
    """The browser of the council's coordinator."""
    return sign_in(council.coordinator)
