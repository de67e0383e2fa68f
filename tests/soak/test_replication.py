"""Two PostgreSQL clusters: promotion after the primary is killed, and restoring to a moment (F21).

Figures in docs/operation.md are from here.
"""

import shutil
import threading
import time
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import create_engine

from tests import replicas

DETECTION = 1.0  # seconds that whoever watches takes to be sure
WRITING = 8
TABLE = "CREATE TABLE written (n integer PRIMARY KEY)"
NAME = "council_replica"


class Writer(threading.Thread):
    """Writes one number after the other and remembers which were acknowledged."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.url, self.acknowledged, self.stopped = url, [], threading.Event()
        self.resumed_at = self.broken_at = None

    def run(self):
        number, connection = 0, None
        while not self.stopped.is_set():
            number += 1
            try:
                connection = connection or psycopg.connect(
                    self.url, autocommit=True, connect_timeout=1
                )
                connection.execute("INSERT INTO written VALUES (%s)", (number,))
            except psycopg.Error:
                self.broken_at = self.broken_at or time.monotonic()
                connection = closed(connection)
                time.sleep(0.02)
            else:
                if self.broken_at and not self.resumed_at:
                    self.resumed_at = time.monotonic()
                self.acknowledged.append(number)
        closed(connection)


def closed(connection):
    if connection is not None:
        connection.close()


def both(first, standby):
    """One address of two servers: whichever takes writes."""
    user = f"postgresql://postgres:{first.password}@127.0.0.1:{first.port},127.0.0.1:{standby.port}"
    return f"{user}/postgres?target_session_attrs=read-write"


@pytest.mark.parametrize("commit", ("local", "on", "remote_apply"))
def test_a_promoted_standby_goes_on_and_what_was_acknowledged_is_there(commit, figure):
    """`local` is the twin: the primary does not wait for the standby, and may lose."""
    with replicas.primary() as first:
        first.ask(TABLE)
        standby = first.copied("standby", "--write-recovery-conf")
        conninfo = f"host=127.0.0.1 port={first.port} user=postgres password={first.password}"
        standby.start(f"primary_conninfo={conninfo} application_name={NAME}")
        try:
            if commit != "local":
                first.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{NAME}'")
            first.ask(f"ALTER SYSTEM SET synchronous_commit = '{commit}'")
            first.ask("SELECT pg_reload_conf()")
            wait_for(lambda: is_followed(first, is_sync=commit != "local"))
            writer = Writer(both(first, standby))
            writer.start()
            time.sleep(WRITING)
            before = len(writer.acknowledged)
            killed_at = time.monotonic()
            first.kill()
            time.sleep(DETECTION)
            promoting = time.monotonic()
            assert standby.ask("SELECT pg_promote(true, 30)")
            promoted_in = time.monotonic() - promoting
            wait_for(lambda: writer.resumed_at)
            time.sleep(1)
            writer.stopped.set()
            writer.join(timeout=10)
            with psycopg.connect(standby.plain) as connection:
                there = {row[0] for row in connection.execute("SELECT n FROM written")}
        finally:
            standby.stop()
    lost = set(writer.acknowledged) - there
    figure(
        commit=commit,
        acknowledged=len(writer.acknowledged),
        per_second=round(before / WRITING),
        lost=len(lost),
        promoted_in=round(promoted_in, 2),
        outage=round(writer.resumed_at - killed_at, 2),
    )
    if commit != "local":
        assert lost == set()
    assert writer.resumed_at - killed_at < DETECTION + 5


def is_followed(first, *, is_sync):
    wanted = "sync" if is_sync else "async"
    found = first.ask("SELECT sync_state FROM pg_stat_replication LIMIT 1")
    return found == wanted


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def test_sqlalchemy_finds_the_server_that_takes_writes():
    """The form of DATABASE_URL in docs/operation.md."""
    with replicas.pair() as (first, standby):
        hosts = f"host=127.0.0.1:{standby.port}&host=127.0.0.1:{first.port}"
        url = f"postgresql+psycopg://postgres:{first.password}@/postgres?{hosts}"
        engine = create_engine(f"{url}&target_session_attrs=read-write")
        with engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
        engine.dispose()
    assert found is False


def test_f21_the_database_of_any_second_can_be_had_again(tmp_path, figure):
    """As docs/operation.md says: base backup, kept WAL, recovery_target_time."""
    with replicas.primary() as first:
        wal = first.folder / "wal"
        wal.mkdir()
        if first.account:
            shutil.chown(wal, first.account)
        first.stop()
        archive = f"test ! -f {wal}/%f && cp %p {wal}/.%f && mv {wal}/.%f {wal}/%f"
        first.start("archive_mode=on", f"archive_command={archive}", "archive_timeout=60")
        first.ask(TABLE)
        base = first.copied("base")
        writer = Writer(first.plain)
        writer.start()
        time.sleep(2)
        before = len(writer.acknowledged)
        moment = datetime.now(UTC)
        time.sleep(2)
        writer.stopped.set()
        writer.join(timeout=10)
        first.ask("DROP TABLE written")  # the mistake
        first.ask("SELECT pg_switch_wal()")
        wait_for(lambda: first.ask("SELECT failed_count = 0 FROM pg_stat_archiver"))
        time.sleep(1)
        first.stop()
        (base.data / "recovery.signal").touch()
        started = time.monotonic()
        base.start(
            f"restore_command=cp {wal}/%f %p",
            f"recovery_target_time={moment.isoformat()}",
            "recovery_target_action=promote",
        )
        try:
            wait_for(lambda: not base.ask("SELECT pg_is_in_recovery()"))
            took = time.monotonic() - started
            last = base.ask("SELECT max(n) FROM written")
        finally:
            base.stop()
    per_second = max(1, before / 2)
    figure(
        wanted=before, got=last, off_by_seconds=round(abs(last - before) / per_second, 3), took=took
    )
    assert abs(last - before) <= per_second, "more than a second off"
