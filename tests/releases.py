"""Databases as earlier releases left them, on SQLite and PostgreSQL."""

import json
import lzma
import sqlite3
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID, uuid4

from alembic import command
from sqlalchemy import JSON, Boolean, Date, DateTime, MetaData, Time, Uuid, create_engine, text

from core.adapters.migrations import configuration
from core.app import create_app
from tests.application import in_cluster, settings_of
from wsgi import PARTS

FOLDER = Path(__file__).parent / "data" / "releases"
NAMES = sorted(path.name.removesuffix(".sql.xz") for path in FOLDER.glob("*.sql.xz"))


def dumped(name, path):
    """The SQLite database of the release."""
    connection = sqlite3.connect(path)
    connection.executescript(lzma.decompress((FOLDER / f"{name}.sql.xz").read_bytes()).decode())
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def app_on(folder, url):
    return create_app(PARTS, settings_of(folder, url))


def empty_postgres(cluster):
    name = f"release_{uuid4().hex}"
    in_cluster(cluster, f"CREATE DATABASE {name} TEMPLATE template0")
    return cluster.rsplit("/", 1)[0] + f"/{name}"


def released(name, folder, cluster=None):
    """(application, address) on the data of a release; in PostgreSQL if its cluster is given."""
    path = folder / "council.db"
    dumped(name, path)
    if cluster is None:
        return app_on(folder, f"sqlite:///{path}"), f"sqlite:///{path}"
    url = empty_postgres(cluster)
    app = app_on(folder, url)
    with app.app_context():
        command.upgrade(configuration(), name.partition("-")[0])
    fill(path, url)
    return app, url


def fill(path, url):
    """Copy every row, past the triggers and foreign keys that guard people's work."""
    source = sqlite3.connect(path)
    source.row_factory = sqlite3.Row
    target, metadata = create_engine(url), MetaData()
    metadata.reflect(target)
    with target.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for table in metadata.sorted_tables:
            rows = [converted(table, row) for row in source.execute(f"SELECT * FROM {table.name}")]  # noqa: S608
            connection.execute(text(f"TRUNCATE {table.name} CASCADE"))
            if rows:
                connection.execute(table.insert(), rows)
        last = "SELECT setval(pg_get_serial_sequence('journal', 'seq'), max(seq)) FROM journal"
        connection.execute(text(last))
    target.dispose()
    source.close()


def converted(table, row):
    return {name: value_of(table.c[name].type, row[name]) for name in row.keys()}  # noqa: SIM118


CONVERTED = (
    (Uuid, UUID),
    (Boolean, bool),
    (JSON, json.loads),
    (DateTime, lambda value: datetime.fromisoformat(value).replace(tzinfo=UTC)),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
)


def value_of(kind, value):
    """What SQLite holds as text or number, as PostgreSQL wants it."""
    if value is None:
        return None
    return next((make(value) for known, make in CONVERTED if isinstance(kind, known)), value)


def contents(url):
    """Each table's columns and its rows as comparable texts."""
    engine, metadata = create_engine(url), MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        found = {
            name: [dict(row._mapping) for row in connection.execute(table.select())]  # noqa: SLF001
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return found
