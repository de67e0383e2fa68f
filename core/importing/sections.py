"""How a part reads its sections of the file and writes them: all sections, then one transaction.

Reading collects faults and returns a writer; writers run in order only if there is no fault. They
add what is missing and leave alone what is there, so running twice changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from core.adapters import journal
from core.adapters.database import command
from core.importing.nodes import Fault, Ledger, Node, unread
from core.kernel.viewers import Viewer

IMPORTER = Viewer(name="import-region")
REGION = UUID(int=0)
LARGEST_FILE = 20 * 1024 * 1024


@dataclass(slots=True)
class Import:
    """What writers share: the moment, counts of added records, and records by kind and file id."""

    now: datetime
    added: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, subject_id: Any) -> None:
        """Count a new record and put it into the journal."""
        self.added[kind] += 1
        journal.record(f"{kind}.imported", subject_id=subject_id, actor=IMPORTER, at=self.now)


Known = dict[str, dict[str, Any]]
Writer = Callable[[Import], None]


@dataclass(frozen=True, slots=True)
class Section:
    """One reader. `read` gets the whole file and what earlier sections made known."""

    name: str
    read: Callable[[Node, Known], Writer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or the faults because of which it did nothing."""

    faults: tuple[Fault, ...] = ()
    passed_over: tuple[str, ...] = ()
    added: tuple[tuple[str, int], ...] = ()
    kept: tuple[tuple[str, int], ...] = ()


class Unreadable(Exception):
    """The file is no YAML, too large, or not there."""


def load(path: Path) -> Any:
    """The file's content; raises `Unreadable`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB")
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise Unreadable(f"{path}: {error}") from error


def import_content(content: Any, sections: Sequence[Section], *, now: datetime) -> Outcome:
    """Read everything, then write everything or nothing."""
    ledger, known = Ledger(), Known()
    root = Node(content, "", ledger)
    if not isinstance(content, dict):
        return Outcome(faults=(Fault("", "has to be a group of named sections"),))
    writers = [section.read(root, known) for section in sections]
    passed_over = tuple(sorted(unread(content, ledger.read)))
    if ledger.faults:
        return Outcome(tuple(ledger.faults), passed_over)
    work = write_all(writers, now=now)
    return Outcome((), passed_over, tuple(sorted(work.added.items())), tuple(work.kept.items()))


@command
def write_all(writers: Sequence[Writer], *, now: datetime) -> Import:
    work = Import(now)
    for write in writers:
        write(work)
    if work.added:
        details = {"count": work.added.total()}
        journal.record(
            "region.imported", subject_id=REGION, actor=IMPORTER, at=now, details=details
        )
    return work
