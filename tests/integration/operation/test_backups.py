"""Backups and their restoring, on both databases: F20 (the drill), F22 (the trap of cp)."""

import json
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from core.adapters import files, journal
from core.adapters.database import command, db, elsewhere
from core.adapters.jobs.models import note_run
from core.app import create_app
from core.audit.services.verifying import verify
from core.kernel.viewers import Viewer
from core.operation.backup.databases import database_of
from core.operation.backup.making import make_backup, newest_in
from core.operation.backup.manifest import Manifest, file_in
from core.operation.backup.restoring import check_backup, check_restored, restore_backup
from core.operation.backup.rules import BackupFailed
from core.operation.commands import BACKUPS
from core.operation.rules import WORKER_JOB
from tests.application import in_cluster, settings_of
from tests.builders import Builder
from tests.conftest import NOW
from tests.races import committed_app
from wsgi import PARTS

STEP = "drill.made"
WRITER = Viewer(name="drill")


@command
def add_step(number, *, now):
    """One transaction: an entry of the journal and a file."""
    upload = files.checked(f"{number}.pdf", b"%PDF-1.7 " + str(number).encode())
    files.store(upload, now=now)
    journal.record(
        STEP, subject_id=uuid4(), actor=WRITER, at=now, details={"sha256": upload.sha256}
    )


@pytest.fixture(scope="module")
def live(database, request, tmp_path_factory):
    """A site with a council, three files and an entry for each."""
    with committed_app(database, request, tmp_path_factory.mktemp(f"backup-{database}")) as app:
        with app.app_context():
            Builder(db.session, NOW).council()
            db.session.commit()
            for number in range(3):
                add_step(f"first-{number}", now=NOW)
            db.session.remove()
        yield app


@pytest.fixture
def here(live):
    with live.app_context():
        yield live
        db.session.remove()


def own(app):
    return database_of(app.config["SETTINGS"].database_url)


def find(sha256):
    path = files.place_of(sha256)
    return path if path.is_file() else None


def backed_up(app, place, moment=NOW):
    return make_backup(place, own(app), find, moment)


@pytest.fixture
def empty_database(live, request, tmp_path):
    """(database, address) of a place to restore into."""
    if own(live).kind == "sqlite":
        return database_of("sqlite://"), f"sqlite:///{tmp_path}/into/council.db"
    cluster, name = request.getfixturevalue("postgres_url"), f"empty_{uuid4().hex}"
    in_cluster(cluster, f"CREATE DATABASE {name} TEMPLATE template0")
    url = cluster.rsplit("/", 1)[0] + f"/{name}"
    return database_of(url), url


def steps_and_files(url):
    engine = create_engine(url)
    with engine.connect() as connection:
        steps = connection.execute(
            text("SELECT count(*) FROM journal WHERE what = :what"), {"what": STEP}
        )
        found = (
            steps.scalar_one(),
            connection.execute(text("SELECT count(*) FROM stored_files")).scalar_one(),
        )
    engine.dispose()
    return found


def test_f20_a_backup_made_during_writes_is_one_moment_and_makes_a_working_site(
    here, tmp_path, empty_database
):
    stop, made = Event(), []

    def write():
        with here.app_context():
            while not stop.is_set():
                add_step(f"during-{len(made)}", now=NOW)
                made.append(len(made))

    writer = Thread(target=write)
    writer.start()
    while len(made) < 5:
        stop.wait(0.01)
    before = len(made)
    folder = backed_up(here, tmp_path / "backups")
    after = len(made)
    stop.set()
    writer.join(timeout=30)

    database, url = empty_database
    manifest = restore_backup(folder, database, tmp_path / "into")
    check_restored(manifest, url)
    steps, stored = steps_and_files(url)
    assert steps == stored == len(manifest.facts.files)
    assert before <= steps - 3 <= after + 1
    assert manifest.missing == ()

    restored = create_app(PARTS, settings_of(tmp_path / "into", url))
    with restored.app_context():
        verdict = verify()
        assert verdict.findings == ()
        assert verdict.head.seq == manifest.facts.head[0]
        for sha256 in manifest.facts.files:
            assert files.path_of(sha256).read_bytes().startswith(b"%PDF")
        note_run(WORKER_JOB, error="", process="test", now=NOW)
        client = restored.test_client()
        assert [client.get(path).status_code for path in ("/", "/meetings/", "/readyz")] == [
            200
        ] * 3
        db.session.remove()
        db.engine.dispose()


def test_a_restore_goes_into_an_empty_place_only(here, tmp_path, empty_database):
    folder, (database, url) = backed_up(here, tmp_path / "backups"), empty_database
    into = tmp_path / "into"
    (into / "translations").mkdir(parents=True)  # what the application itself makes
    (into / "somebody's").touch()
    with pytest.raises(BackupFailed, match="somebody's"):
        restore_backup(folder, database, into)
    (into / "somebody's").unlink()
    restore_backup(folder, database, into)
    shutil.rmtree(into / "files")
    with pytest.raises(BackupFailed, match="not empty"):
        restore_backup(folder, database, into)
    check_restored(Manifest.read(folder), url)


def change_database(folder, _manifest):
    path = next(folder.glob("council.*"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path.name


def change_file(folder, manifest):
    path = file_in(folder, next(iter(manifest.facts.files)))
    path.write_bytes(b"%PDF-1.7 forged")
    return path.name


def lose_file(folder, manifest):
    path = file_in(folder, next(iter(manifest.facts.files)))
    path.unlink()
    return path.name


def lose_manifest(folder, _manifest):
    (folder / "manifest.json").unlink()
    return "holds no backup"


@pytest.mark.parametrize("damage", (change_database, change_file, lose_file, lose_manifest))
def test_what_was_changed_or_lost_is_named_and_not_restored(here, tmp_path, damage, empty_database):
    folder = backed_up(here, tmp_path / "backups")
    named = damage(folder, Manifest.read(folder))
    with pytest.raises(BackupFailed, match=named):
        check_backup(folder, own(here))
    with pytest.raises(BackupFailed):
        restore_backup(folder, empty_database[0], tmp_path / "into")
    assert not list(tmp_path.glob("into/*"))


def test_a_manifest_that_counts_other_rows_is_not_believed(here, tmp_path, empty_database):
    folder = backed_up(here, tmp_path / "backups")
    told = json.loads((folder / "manifest.json").read_text())
    told["facts"]["rows"]["accounts"] += 1
    (folder / "manifest.json").write_text(json.dumps(told))
    database, url = empty_database
    with pytest.raises(BackupFailed, match="accounts"):
        check_restored(restore_backup(folder, database, tmp_path / "into"), url)


def test_a_second_backup_shares_the_files_of_the_first_unless_they_were_damaged(here, tmp_path):
    place = tmp_path / "backups"
    first = backed_up(here, place)
    sha256, other = list(Manifest.read(first).facts.files)[:2]
    file_in(first, other).write_bytes(b"damaged")
    second = backed_up(here, place, NOW + timedelta(days=1))
    assert file_in(first, sha256).stat().st_ino == file_in(second, sha256).stat().st_ino
    check_backup(second, own(here))
    assert newest_in(place) == second
    anchors = [json.loads(line) for line in (place / "anchors.txt").read_text().splitlines()]
    assert [one["seq"] for one in anchors] == [Manifest.read(first).facts.head[0]] * 2


def test_a_file_that_is_nowhere_is_told_and_the_rest_is_saved(here, tmp_path):
    sha256 = next(iter(Manifest.read(backed_up(here, tmp_path / "one")).facts.files))
    path = files.place_of(sha256)
    content = path.read_bytes()
    path.unlink()
    try:
        manifest = Manifest.read(backed_up(here, tmp_path / "two"))
    finally:
        path.write_bytes(content)
    assert manifest.missing == (sha256,)


def test_a_killed_backup_leaves_no_backup_and_the_next_one_clears_up(here, tmp_path, monkeypatch):
    place = tmp_path / "backups"
    with monkeypatch.context() as killed:
        killed.setattr(Manifest, "write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        killed.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            backed_up(here, place)
    with pytest.raises(BackupFailed, match="holds no backup"):
        newest_in(place)
    made = backed_up(here, place)
    assert sorted(path.name for path in place.iterdir()) == sorted([made.name, "anchors.txt"])
    assert made.stat().st_mode & 0o077 == 0


def test_the_commands_make_verify_and_restore(here, tmp_path, empty_database):
    runner, place = here.test_cli_runner(), str(tmp_path / "backups")
    made = runner.invoke(args=["backup", "create", place])
    assert made.exit_code == 0, made.output
    assert "is whole" in runner.invoke(args=["backup", "verify", place]).output
    into = ["--into", str(tmp_path / "into"), "--database", empty_database[1]]
    restored = runner.invoke(args=["backup", "restore", place, *into])
    assert "Restored" in restored.output, restored.output
    check_entry(here, empty_database[1], next((tmp_path / "backups").glob("2*")))
    again = runner.invoke(args=["backup", "restore", place, *into])
    assert (again.exit_code, "not empty" in again.output) == (1, True)
    runs = db.session.execute(text("SELECT name, error FROM job_runs ORDER BY name")).all()
    assert [tuple(run) for run in runs] == [("backup.create", ""), ("backup.verify", "")]
    next(Path(place).glob("*/council.*")).unlink()
    assert runner.invoke(args=["backup", "verify", place]).exit_code == 1
    db.session.rollback()
    error = db.session.execute(text("SELECT error FROM job_runs WHERE name = 'backup.verify'"))
    assert "is missing or was changed" in error.scalar_one()


def check_entry(app, url, folder):
    """The restored journal says by itself what it is; the one of this site does not."""
    manifest = Manifest.read(folder)
    last = text("SELECT what, seq FROM journal ORDER BY seq DESC LIMIT 1")
    assert db.session.execute(last).one()[0] == "backup.made"
    with elsewhere(create_engine(url)):
        assert tuple(db.session.execute(last).one()) == (
            "backup.restored",
            manifest.facts.head[0] + 1,
        )
        [line] = journal.list_history([BACKUPS], limit=1)
        assert line.details == {
            "name": folder.name,
            "made_at": manifest.made_at,
            "seq": manifest.facts.head[0],
        }
        assert verify(with_files=False).findings == ()
    assert app.config["SETTINGS"].database_url != url


def test_f22_copying_the_file_of_a_live_database_loses_rows(tmp_path):
    """The trap: what has been committed stands in the WAL, not in the file."""
    path = tmp_path / "live.db"
    live = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "wal_autocheckpoint=0"):
        live.execute(f"PRAGMA {pragma}")
    live.execute("CREATE TABLE facts (n INTEGER)")
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    live.executemany("INSERT INTO facts VALUES (?)", [(n,) for n in range(100)])
    shutil.copyfile(path, tmp_path / "copied.db")
    live.execute("VACUUM INTO ?", (os.fspath(tmp_path / "backup.db"),))
    live.close()

    def count(name):
        connection = sqlite3.connect(tmp_path / name)
        found = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
        connection.close()
        return found

    assert (count("copied.db"), count("backup.db")) == (0, 100)
