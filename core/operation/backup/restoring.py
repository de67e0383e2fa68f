"""Checking a backup by its digests, and restoring it into an empty place only."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from core.operation.backup.databases import Database, connected, facts_of
from core.operation.backup.manifest import FILES, Facts, Manifest, digest_of, file_in
from core.operation.backup.rules import BackupFailed

# What the application makes anew by itself when it starts.
DERIVED = frozenset({"translations", "renderer", "lost+found"})
Putting = Callable[[str, bytes], None]


def check_backup(folder: Path, database: Database) -> Manifest:
    """Compare everything with its digest; raises `BackupFailed` naming the first that differs."""
    manifest = Manifest.read(folder)
    if manifest.kind != database.kind:
        raise BackupFailed(f"{folder} is a backup of {manifest.kind}, not of {database.kind}")
    path = folder / manifest.database
    if digest_of(path) != manifest.sha256:
        raise BackupFailed(f"{path} is missing or was changed")
    for sha256 in sorted(manifest.facts.files.keys() - set(manifest.missing)):
        if digest_of(file_in(folder, sha256)) != sha256:
            raise BackupFailed(f"{file_in(folder, sha256)} is missing or was changed")
    found = database.check(path)
    if found is not None:
        demand_same(manifest.facts, found)
    return manifest


def demand_same(wanted: Facts, found: Facts) -> None:
    if wanted != found:
        tables = [name for name, count in wanted.rows.items() if found.rows.get(name) != count]
        raise BackupFailed(f"the database is not what the manifest says: {', '.join(tables)}")


def demand_empty(folder: Path) -> None:
    """Raise `BackupFailed` unless nothing stands in the folder that somebody could miss."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    found = sorted(path.name for path in folder.iterdir() if path.name not in DERIVED)
    if found:
        raise BackupFailed(f"{folder} is not empty: {', '.join(found[:5])}")


def restore_backup(
    folder: Path, database: Database, into: Path, put: Putting | None = None
) -> Manifest:
    """Check, then restore database and files; `put` takes files to a bucket instead."""
    manifest = check_backup(folder, database)
    demand_empty(into)
    database.demand_empty(into)
    for sha256 in sorted(manifest.facts.files.keys() - set(manifest.missing)):
        source = file_in(folder, sha256)
        if put is not None:
            put(sha256, source.read_bytes())
        else:
            copy_whole(source, into / FILES / sha256[:2] / sha256[2:])
    database.load(folder / manifest.database, into)
    return manifest


def copy_whole(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def check_restored(manifest: Manifest, url: str) -> None:
    """Count what was restored; raises `BackupFailed` if it is not what was backed up."""
    with connected(url) as connection:
        demand_same(manifest.facts, facts_of(connection))
