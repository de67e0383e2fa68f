"""Commands of the operator: `flask --app wsgi backup create|verify|restore`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import create_engine

from core.adapters import files, journal
from core.adapters.clock import now
from core.adapters.database import command, elsewhere
from core.adapters.jobs.models import note_run
from core.adapters.migrations import head
from core.config import Settings, driver
from core.kernel.viewers import Viewer
from core.operation.backup.databases import Database, database_of
from core.operation.backup.making import make_backup, newest_in
from core.operation.backup.manifest import Manifest
from core.operation.backup.restoring import check_backup, check_restored, restore_backup
from core.operation.backup.rules import BackupFailed
from core.operation.rules import BACKUP_JOB, BACKUP_VERIFY_JOB

OPERATOR = Viewer(name="operator", is_administrator=True)
BACKUPS = UUID(int=1)  # the journal's name for them
FOLDER = click.Path(file_okay=False, path_type=Path)
T = TypeVar("T")


@click.group("backup")
def backup() -> None:
    """Backups of the database and its files."""


@backup.command("create")
@click.argument("folder", type=FOLDER)
@with_appcontext
def create(folder: Path) -> None:
    """Make a backup in FOLDER; keeps those of 7 days, 5 weeks and 12 months."""
    moment = now()
    database = database_of(own_url())
    made = noted(BACKUP_JOB, moment, lambda: make_backup(folder, database, find, moment))
    manifest = Manifest.read(made)
    record_backup(made.name, manifest.facts.head[0], now=now())
    click.echo(f"{made}: {told(manifest)}")
    if manifest.missing:
        raise click.ClickException(f"Missing files: {', '.join(manifest.missing)}")


@backup.command("verify")
@click.argument("folder", type=FOLDER)
@with_appcontext
def verify(folder: Path) -> None:
    """Compare a backup with its digests: FOLDER itself, or the newest in it."""
    moment = now()

    def check() -> tuple[Path, Manifest]:
        found = newest_in(folder)
        return found, check_backup(found, database_for(Manifest.read(found), ""))

    found, manifest = noted(BACKUP_VERIFY_JOB, moment, check)
    click.echo(f"{found} is whole: {told(manifest)}")


@backup.command("restore")
@click.argument("folder", type=FOLDER)
@click.option("--into", required=True, type=FOLDER, help="An empty folder, the new DATA_DIR.")
@click.option("--database", "url", default="", help="An empty PostgreSQL database; DATABASE_URL.")
@with_appcontext
def restore(folder: Path, into: Path, url: str) -> None:
    """Restore a backup into an empty folder and, for PostgreSQL, an empty database."""
    bucket = files.bucket_store()
    try:
        found = newest_in(folder)
        manifest = Manifest.read(found)
        database = database_for(manifest, url)
        restore_backup(found, database, into, bucket.put if bucket else None)
        new = f"sqlite:///{into}/{database.file}" if manifest.kind == "sqlite" else own_url(url)
        check_restored(manifest, new)
    except BackupFailed as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Restored {found} into {into}: {told(manifest)}")
    note_restored(found.name, manifest, new)


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def own_url(url: str = "") -> str:
    """The database of this installation past a pooler, unless another one is named."""
    return driver(url) or settings().direct_database_url or settings().database_url


def database_for(manifest: Manifest, url: str) -> Database:
    return database_of("sqlite://" if manifest.kind == "sqlite" else own_url(url))


def find(sha256: str) -> Path | None:
    """The content on this disk, fetched from the bucket where there is one."""
    path = files.path_of(sha256)
    return path if path.is_file() else None


def noted(job: str, moment: datetime, do: Callable[[], T]) -> T:
    """Do it and leave a sign for the alarms, whichever way it went."""
    try:
        done = do()
    except (BackupFailed, OSError) as error:
        note_run(job, error=str(error), process="backup", now=moment)
        raise click.ClickException(str(error)) from error
    note_run(job, error="", process="backup", now=moment)
    return done


@command
def record_backup(name: str, seq: int, *, now: datetime) -> None:
    details = {"name": name, "seq": seq}
    journal.record("backup.made", subject_id=BACKUPS, actor=OPERATOR, at=now, details=details)


def note_restored(name: str, manifest: Manifest, url: str) -> None:
    """An entry in the journal that was restored; one of an older release knows no such entries."""
    if manifest.facts.revision != head():
        click.echo(
            "It is of an older release: upgrade-database comes next. No entry was made in it."
        )
        return
    with elsewhere(create_engine(url, hide_parameters=True)):
        record_restored(name, manifest.made_at, manifest.facts.head[0], now=now())


@command
def record_restored(name: str, made_at: str, seq: int, *, now: datetime) -> None:
    """Restored from the backup `name` of `made_at`: what came after entry `seq` is not there."""
    details = {"name": name, "made_at": made_at, "seq": seq}
    journal.record("backup.restored", subject_id=BACKUPS, actor=OPERATOR, at=now, details=details)


def told(manifest: Manifest) -> str:
    facts = manifest.facts
    rows = sum(facts.rows.values())
    return f"{rows} rows, {len(facts.files)} files, journal up to {facts.head[0]}"


COMMANDS: tuple[click.Command, ...] = (backup,)
