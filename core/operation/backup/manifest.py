"""What a backup says of itself: kind and revision of the database, head of the journal, digests."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.operation.backup.rules import BackupFailed

MANIFEST = "manifest.json"
ANCHORS = "anchors.txt"
FILES = "files"
FORMAT = 1
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds at one moment; `head` is that of the journal: number and hash."""

    revision: str
    head: tuple[int, str]
    rows: dict[str, int]
    files: dict[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`missing` are files that the database knows and that were nowhere to be found."""

    made_at: str
    kind: str
    database: str
    sha256: str
    size: int
    facts: Facts
    missing: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises `BackupFailed` for what is no backup of ours."""
        try:
            told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if told.pop("format") != FORMAT:
                raise BackupFailed(f"{folder} was made by another version of this command")
            facts = told.pop("facts")
            facts["head"] = tuple(facts["head"])
            return cls(**{**told, "facts": Facts(**facts), "missing": tuple(told["missing"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BackupFailed(f"{folder} holds no backup: {error}") from error


def file_in(folder: Path, sha256: str) -> Path:
    return folder / FILES / sha256[:2] / sha256[2:]


def digest_of(path: Path) -> str:
    """The SHA-256 of a file that may be large; empty if there is none."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()
