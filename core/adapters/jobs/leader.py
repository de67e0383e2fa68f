"""Who of several schedulers works: one per installation, elected by a lock that dies with it.

On PostgreSQL an advisory lock on a direct connection (through a pooler two would both get it), on
SQLite a lock on a file beside the database. Losing it is noticed, not prevented: jobs are safe
when two run them.
"""

import fcntl
import logging
import os
from pathlib import Path
from typing import LiteralString, Protocol

import psycopg
from sqlalchemy import make_url

log = logging.getLogger(__name__)
KEY = 7_206_911_840_252_170_003  # any number, the same for ever


class Leadership(Protocol):
    """A lock that one process at a time holds; its end, however sudden, sets it free."""

    def take(self) -> bool: ...

    def is_held(self) -> bool: ...

    def release(self) -> None: ...


def leadership_of(database_url: str, direct_url: str, folder: Path) -> Leadership:
    """The lock that fits the database; `direct_url` leads past a connection pooler."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        database = Path(url.database or folder / "council.db")
        return FileLock(database.with_name(f"{database.name}.jobs"))
    direct = make_url(direct_url) if direct_url else url
    plain = direct.set(drivername="postgresql")
    return AdvisoryLock(plain.render_as_string(hide_password=False))


class NoElection:
    """For jobs that any number of processes may run at once."""

    def take(self) -> bool:
        return True

    def is_held(self) -> bool:
        return True

    def release(self) -> None:
        """Nothing was held."""


class FileLock:
    """`flock` on a file beside the SQLite database: every process is on this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle: int | None = None

    def take(self) -> bool:
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self.handle = handle
        return True

    def is_held(self) -> bool:
        return self.handle is not None

    def release(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None


class AdvisoryLock:
    """Held by a connection of its own: the server frees it when that ends."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection: psycopg.Connection | None = None
        self.holds = False

    def take(self) -> bool:
        try:
            if self.connection is None:
                self.connection = psycopg.connect(
                    self.url,
                    autocommit=True,
                    connect_timeout=5,
                    keepalives_idle=5,
                    keepalives_interval=2,
                    keepalives_count=3,
                )
            self.holds = self.ask("SELECT pg_try_advisory_lock(%s)", KEY)
        except psycopg.OperationalError as error:
            log.warning("The database does not answer the scheduler: %s", error)
            self.release()
        return self.holds

    def is_held(self) -> bool:
        """Whether the connection that holds the lock still lives."""
        try:
            return self.holds and self.ask("SELECT %s = 1", 1)
        except psycopg.OperationalError:
            return False

    def release(self) -> None:
        """Let the next one in at once, not when the server notices that nobody is there."""
        if self.connection is None:
            return
        try:
            if self.holds:
                self.ask("SELECT pg_advisory_unlock(%s)", KEY)
        except psycopg.OperationalError:
            log.info("The connection of the lock had ended")
        self.connection.close()
        self.connection, self.holds = None, False

    def ask(self, statement: LiteralString, value: int) -> bool:
        if self.connection is None:
            return False
        row = self.connection.execute(statement, (value,)).fetchone()
        return bool(row and row[0])
