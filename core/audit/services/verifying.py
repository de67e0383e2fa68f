"""Verifying: the chain, its anchors, the personal values and the content of files.

Reads everything, a portion at a time; the result is itself an entry.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from uuid import UUID

from sqlalchemy import select

from core.adapters import journal
from core.adapters.chain import keyring
from core.adapters.database import command, db
from core.adapters.files import StoredFile, path_of
from core.audit.queries.chain import list_anchors, walk_entries
from core.audit.rules.anchors import by_number
from core.audit.rules.verification import Finding, FindingKind, Walk
from core.kernel.chain import Head
from core.kernel.errors import NotFound
from core.kernel.viewers import Viewer

WHOLE = UUID(int=0)
MOST_FINDINGS = 100
VERIFIED, BROKEN = "journal.verified", "journal.found_broken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; the findings stand in the order of the entries."""

    head: Head
    erased: int
    files: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings

    @property
    def first(self) -> Finding | None:
        return self.findings[0] if self.findings else None


def verify(anchors: Iterable[Head] = (), *, with_files: bool = True) -> Verdict:
    """Walk through everything; anchors of the database are looked at as well."""
    walk = Walk(keyring(), by_number([*list_anchors(), *anchors]))
    found = chain.from_iterable(walk.look(stored) for stored in walk_entries())
    findings = [*islice(found, MOST_FINDINGS)]
    if len(findings) < MOST_FINDINGS:
        findings += walk.end()
    digests = tuple(db.session.scalars(select(StoredFile.sha256))) if with_files else ()
    findings += islice(look_at_files(digests, walk.files), MOST_FINDINGS)
    ordered = sorted(findings, key=lambda finding: finding.seq)
    return Verdict(walk.before, walk.erased, len(digests), tuple(ordered))


def look_at_files(digests: Iterable[str], named: Mapping[str, int]) -> Iterator[Finding]:
    """Files whose content is not what their name says; 0 where no entry names the file."""
    for sha256 in digests:
        if content_sha256(sha256) != sha256:
            yield Finding(named.get(sha256, 0), FindingKind.FILE, sha256)


def content_sha256(sha256: str) -> str:
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, NotFound):
        return ""


@command
def note_verdict(verdict: Verdict, *, actor: Viewer, now: datetime) -> None:
    """Keep in the journal that it was verified, up to which entry, and what was found."""
    details = {"up_to": verdict.head.seq, "erased": verdict.erased, "files": verdict.files}
    what = VERIFIED
    if verdict.first is not None:
        what = BROKEN
        details |= {"first": verdict.first.seq, "findings": len(verdict.findings)}
    journal.record(what, subject_id=WHOLE, actor=actor, at=now, details=details)
