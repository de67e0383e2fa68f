"""One moment of a database as a file, and back: SQLite by VACUUM INTO, PostgreSQL by pg_dump.

Never by copying the file of a live SQLite database: what still stands in its WAL would be lost.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from core.operation.backup.manifest import Facts
from core.operation.backup.rules import BackupFailed

DATABASE = "council.db"
SYSTEM = "('pg_catalog', 'information_schema')"


class Database(Protocol):
    """A database that can be written to a file at one moment of its life."""

    kind: str
    file: str

    def dump(self, path: Path) -> Facts: ...

    def check(self, path: Path) -> Facts | None: ...

    def load(self, path: Path, folder: Path) -> None: ...

    def demand_empty(self, folder: Path) -> None: ...


def database_of(url: str) -> Database:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteDatabase(Path(parsed.database or ""))
    return PostgresDatabase(parsed)


def facts_of(connection: Connection) -> Facts:
    """Revision, head of the journal, rows of every table, files with their sizes."""
    tables = sorted(inspect(connection).get_table_names())
    if "alembic_version" not in tables or "stored_files" not in tables:
        raise BackupFailed("the database holds no site: its tables are missing")
    quoted = connection.dialect.identifier_preparer.quote
    rows = {
        name: connection.execute(text(f"SELECT count(*) FROM {quoted(name)}")).scalar_one()  # noqa: S608 - names from the schema
        for name in tables
    }
    head = connection.execute(text("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")).one()
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    files = connection.execute(text("SELECT sha256, size FROM stored_files ORDER BY sha256"))
    return Facts(revision, (head[0], head[1] or ""), rows, {row[0]: row[1] for row in files})


@contextmanager
def connected(url: URL | str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


class SqliteDatabase:
    """The file of the database; it may be in use."""

    kind, file = "sqlite", DATABASE

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, path: Path) -> Facts:
        if not self.path.is_file():
            raise BackupFailed(f"{self.path} is no database")
        source = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        try:
            source.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as error:
            raise BackupFailed(f"the database could not be written to {path}: {error}") from error
        finally:
            source.close()
        synced(path)
        return self.check(path)

    def check(self, path: Path) -> Facts:
        with connected(f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true") as connection:
            told = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            if told != "ok":
                raise BackupFailed(f"the copy of the database is damaged: {told}")
            return facts_of(connection)

    def load(self, path: Path, folder: Path) -> None:
        draft = folder / f".{DATABASE}"
        shutil.copyfile(path, draft)
        synced(draft)
        draft.replace(folder / DATABASE)

    def demand_empty(self, folder: Path) -> None:
        """The folder is looked at by whoever restores."""


class PostgresDatabase:
    """A database of a server; the programs of PostgreSQL have to be on this machine."""

    kind, file = "postgresql", "council.dump"

    def __init__(self, url: URL) -> None:
        self.url = url

    def dump(self, path: Path) -> Facts:
        """Facts and dump are of one and the same snapshot."""
        with connected(self.url) as connection:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            facts = facts_of(connection)
            options = ("--format=custom", "--no-owner", "--no-privileges", "--no-publications")
            self.run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={path}")
        synced(path)
        return facts

    def check(self, path: Path) -> None:
        """That the dump can be read; its rows are counted when it is restored."""
        listed = subprocess.run(  # noqa: S603 - the program that PostgreSQL brings
            [program("pg_restore"), "--list", path], capture_output=True, check=False
        )
        if listed.returncode:
            raise BackupFailed(f"the dump cannot be read: {listed.stderr.decode().strip()}")

    def load(self, path: Path, _folder: Path) -> None:
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        self.run("pg_restore", *options, path)

    def demand_empty(self, _folder: Path) -> None:
        query = f"SELECT count(*) FROM pg_tables WHERE schemaname NOT IN {SYSTEM}"  # noqa: S608
        with connected(self.url) as connection:
            if connection.execute(text(query)).scalar_one():
                raise BackupFailed(f"the database {self.url.database} is not empty")

    def run(self, name: str, *options: str | Path) -> None:
        """The password goes by the environment: arguments can be read by everybody here."""
        target = conninfo(self.url)
        environ = {**os.environ, "PGPASSWORD": self.url.password or ""}
        done = subprocess.run(  # noqa: S603 - as above
            [program(name), f"--dbname={target}", *options],
            env=environ,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise BackupFailed(f"{name} failed: {done.stderr.decode(errors='replace').strip()}")


def conninfo(url: URL) -> str:
    """The address as libpq reads it, without the password; several hosts stay several."""
    query: dict[str, Any] = {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in url.query.items()
    }
    if url.host:
        query["host"] = url.host
    if url.port:
        query["port"] = url.port
    if ":" in str(query.get("host", "")).partition(",")[0] and not url.port:
        pairs = [one.rpartition(":") for one in query["host"].split(",")]
        query["host"] = ",".join(host for host, _, _ in pairs)
        query["port"] = ",".join(port for _, _, port in pairs)
    return make_conninfo("", user=url.username, dbname=url.database, **query)


def program(name: str) -> str:
    """The newest on this machine: an older pg_dump does not read a newer server."""
    folders = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    found = sorted(folders, key=lambda path: float(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise BackupFailed(f"{name} was not found. Install it: apt-get install postgresql-client")
    return path


def synced(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
