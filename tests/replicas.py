"""Two PostgreSQL clusters on this machine: a primary and the standby that it streams to.

For tests of reading from a replica, of promotion and of restoring to a point in time.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgres import (
    HOST,
    NoPostgres,
    account_to_run_as,
    end,
    find_programs,
    free_port,
    initialise,
    wait_until_it_answers,
)

FAST = ("fsync=off", "full_page_writes=off")


class Server:
    """One cluster: its folder, its port, the process while it runs."""

    def __init__(self, folder: Path, password: str, name: str) -> None:
        self.folder, self.password, self.name = folder, password, name
        self.data, self.port = folder / name, free_port()
        self.programs, self.account = find_programs(), account_to_run_as()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres:{self.password}@{HOST}:{self.port}/postgres"

    @property
    def plain(self) -> str:
        return self.url.replace("+psycopg", "")

    def start(self, *settings: str) -> "Server":
        given = (
            f"listen_addresses={HOST}", f"port={self.port}", "unix_socket_directories=",
            "max_connections=60", "wal_receiver_status_interval=1",
            "wal_retrieve_retry_interval=200ms",
            *FAST, *settings,
        )  # fmt: skip
        command: list[str | Path] = [self.programs / "postgres", "-D", self.data]
        for setting in given:
            command += ["-c", setting]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, user=self.account, cwd="/", stdout=log, stderr=log
            )
        wait_until_it_answers(self.process, self.url, self.folder)
        return self

    def stop(self) -> None:
        if self.process is not None:
            end(self.process)
            self.process = None

    def kill(self) -> None:
        """As a power cut of the machine: every process of the cluster at once."""
        assert self.process is not None
        children = self.children()
        for one in (self.process.pid, *children):
            os.kill(one, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def children(self) -> list[int]:
        assert self.process is not None
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in path.read_text(encoding="ascii").split()]

    def ask(self, statement: str) -> object:
        """The first value of the answer."""
        with psycopg.connect(self.plain, autocommit=True, connect_timeout=3) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def run(self, *command: str | Path) -> None:
        environ = {**os.environ, "PGPASSWORD": self.password}
        done = subprocess.run(
            command, user=self.account, cwd="/", env=environ, capture_output=True, check=False
        )
        if done.returncode:
            raise NoPostgres(done.stderr.decode())

    def copied(self, name: str, *options: str) -> "Server":
        """A base backup of this cluster under another name, not started yet."""
        other = Server(self.folder, self.password, name)
        self.run(
            self.programs / "pg_basebackup", f"--host={HOST}", f"--port={self.port}",
            "--username=postgres", f"--pgdata={other.data}", "--checkpoint=fast",
            "--wal-method=stream", "--no-sync", *options,
        )  # fmt: skip
        return other


@contextmanager
def primary(*settings: str) -> Iterator[Server]:
    """A running primary in a folder of its own, removed at the end with all that was made there."""
    folder = Path(tempfile.mkdtemp(prefix="council-replicas-"))
    server = Server(folder, secrets.token_hex(12), "primary")
    try:
        initialise(server.programs, folder, server.account, server.password)
        (folder / "data").rename(server.data)
        yield server.start(*settings)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def pair(*settings: str) -> Iterator[tuple[Server, Server]]:
    """A primary and its standby, both running."""
    with primary(*settings) as first:
        standby = first.copied("standby", "--write-recovery-conf")
        try:
            yield first, standby.start(*settings)
        finally:
            standby.stop()
