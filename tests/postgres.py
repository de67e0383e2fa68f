"""A throw-away PostgreSQL cluster for the tests, of the server that Debian packages.

Loopback and a random password only; nothing is synced to disk; it ends with the test session.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import psycopg
import pytest

HOST = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 15
SPEED_NOT_SAFETY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoPostgres(RuntimeError):
    """The cluster cannot run here; the message says what is missing."""


class Cluster(NamedTuple):
    """A running cluster: `url, stop = start()` or `with start() as cluster:`."""

    url: str
    stop: Callable[[], None]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start() -> Cluster:
    """Start a cluster. Where it cannot, skip the test, or fail it with REQUIRE_POSTGRES=1."""
    try:
        return launch()
    except NoPostgres as error:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(f"PostgreSQL is left out: {error}")


def launch() -> Cluster:
    programs = find_programs()
    account = account_to_run_as()
    folder = Path(tempfile.mkdtemp(prefix="council-postgres-"))
    password, port = secrets.token_hex(12), free_port()
    url = f"postgresql+psycopg://postgres:{password}@{HOST}:{port}/postgres"
    try:
        initialise(programs, folder, account, password)
        server = run_server(programs, folder, account, port)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def stop() -> None:
        end(server)
        shutil.rmtree(folder, ignore_errors=True)

    try:
        wait_until_it_answers(server, url, folder)
    except BaseException:
        stop()
        raise
    return Cluster(url, stop)


def find_programs() -> Path:
    """The folder with initdb and postgres of the newest installed version."""
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted((path.parent for path in folders), key=lambda folder: int(folder.parent.name))
    if found:
        return found[-1]
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise NoPostgres("initdb was not found. Install it: apt-get install postgresql")


def account_to_run_as() -> str | None:
    """PostgreSQL refuses to run as root; None keeps the present user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    raise NoPostgres("run as root, there is no account `postgres` to hand the server to")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def initialise(programs: Path, folder: Path, account: str | None, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if account:
        shutil.chown(folder, account)
        shutil.chown(secret, account)
    command: list[str | Path] = [
        programs / "initdb", f"--pgdata={folder}/data", "--username=postgres", "--auth=password",
        f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    ]  # fmt: skip
    result = subprocess.run(
        command, user=account, cwd="/", check=False, capture_output=True, text=True
    )
    if result.returncode:
        raise NoPostgres(f"initdb failed: {result.stderr.strip()}")


def run_server(
    programs: Path, folder: Path, account: str | None, port: int
) -> subprocess.Popen[bytes]:
    settings = (
        f"listen_addresses={HOST}", f"port={port}", "unix_socket_directories=",
        "max_connections=100", *SPEED_NOT_SAFETY,
    )  # fmt: skip
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data"]
    for setting in settings:
        command += ["-c", setting]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(command, user=account, cwd="/", stdout=log, stderr=log)


def wait_until_it_answers(server: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    address = url.replace("+psycopg", "")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    told = (folder / "server.log").read_text(encoding="utf-8", errors="replace")[-600:]
    raise NoPostgres(f"the server did not answer within {START_SECONDS} s: {told}")


def end(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; the wait is bounded."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
