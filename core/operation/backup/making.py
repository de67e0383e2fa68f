"""Making a backup: the database first, then the files that it knew at that moment.

Written beside and renamed when it is whole: a folder with a manifest is a backup, all else is not.
Files of an earlier backup are linked, not copied: each backup is whole and costs what is new.
"""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.operation.backup.databases import Database
from core.operation.backup.manifest import ANCHORS, Manifest, digest_of, file_in
from core.operation.backup.rules import BackupFailed, kept, moment_of, name_of

DRAFT = ".draft-"
Finding = Callable[[str], Path | None]


def backups_in(place: Path) -> dict[datetime, Path]:
    """Every backup in the folder by its moment, the oldest first."""
    found = {moment_of(path.name): path for path in place.iterdir() if path.is_dir()}
    return {moment: path for moment, path in sorted(found.items(), key=str) if moment}


def newest_in(place: Path) -> Path:
    """The folder itself if it is a backup, else the newest backup in it."""
    if moment_of(place.name) or (place / "manifest.json").exists():
        return place
    found = list(backups_in(place).values()) if place.is_dir() else []
    if not found:
        raise BackupFailed(f"{place} holds no backup")
    return found[-1]


def make_backup(place: Path, database: Database, find: Finding, now: datetime) -> Path:
    """A new backup in the folder; earlier ones beyond the rule are removed."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    final = place / name_of(now)
    if final.exists():
        raise BackupFailed(f"{final} is there already")
    remove_drafts(place)
    draft = place / f"{DRAFT}{final.name}"
    draft.mkdir(mode=0o700)
    try:
        manifest = fill(draft, place, database, find, now)
        manifest.write(draft)
        sync_folder(draft)
        draft.replace(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync_folder(place)
    note_anchor(place, manifest)
    rotate(place)
    return final


def fill(draft: Path, place: Path, database: Database, find: Finding, now: datetime) -> Manifest:
    facts = database.dump(draft / database.file)
    earlier = list(backups_in(place).values())[-1:]
    missing = [
        sha256
        for sha256 in facts.files
        if not any(
            taken(path, file_in(draft, sha256), sha256, link=is_earlier)
            for path, is_earlier in sources(sha256, earlier, find)
        )
    ]
    path = draft / database.file
    told = (now.isoformat(), database.kind, database.file, digest_of(path), path.stat().st_size)
    return Manifest(*told, facts=facts, missing=tuple(missing))


def sources(sha256: str, earlier: list[Path], find: Finding) -> list[tuple[Path, bool]]:
    """Where the content may be had: from the backup before, else from the site."""
    found = [(file_in(folder, sha256), True) for folder in earlier]
    found = [(path, is_earlier) for path, is_earlier in found if path.exists()]
    if not found or digest_of(found[0][0]) != sha256:
        own = find(sha256)
        return [(own, False)] if own else []
    return found


def taken(source: Path, target: Path, sha256: str, *, link: bool) -> bool:
    """Link or copy a file if it is what its name says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if link:
        try:
            os.link(source, target)
        except OSError:  # another file system, or one without links
            shutil.copyfile(source, target)
        return True
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return False
    if digest_of(target) != sha256:
        target.unlink()
        return False
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return True


def note_anchor(place: Path, manifest: Manifest) -> None:
    """The head of the journal outside the database, added to all earlier ones."""
    seq, digest = manifest.facts.head
    with (place / ANCHORS).open("a", encoding="ascii") as file:
        told = {"seq": seq, "hash": digest, "made_at": manifest.made_at}
        file.write(json.dumps(told) + "\n")
        file.flush()
        os.fsync(file.fileno())


def rotate(place: Path) -> None:
    found = backups_in(place)
    for moment in found.keys() - kept(found.keys()):
        shutil.rmtree(found[moment])


def remove_drafts(place: Path) -> None:
    """What a killed backup left; nobody runs two at once in one folder."""
    for path in place.glob(f"{DRAFT}*"):
        shutil.rmtree(path, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
