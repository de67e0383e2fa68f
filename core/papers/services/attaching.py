"""Attaching a signature file that was made elsewhere to a kept paper; it stays for ever."""

from dataclasses import dataclass
from datetime import datetime

from core.adapters import files, journal
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.typography import clean_spaces
from core.kernel.viewers import Viewer
from core.papers import queries
from core.papers.models import DetachedSignature, KeptPaper
from core.papers.rules.detached import (
    MEDIA_TYPE,
    MOST,
    NO_SIGNATURE,
    TOO_MANY,
    is_detached_signature,
    named,
)

LONGEST_SIGNER = 300


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """What was uploaded: its name, its bytes and whose signature it is said to be."""

    name: str
    content: bytes
    signer: str


@command
def attach_signature(code: str, file: SignatureFile, *, actor: Viewer, now: datetime) -> None:
    """Keep the file beside the paper; the same file twice is kept once. Raises `Refused`."""
    if not is_detached_signature(file.content):
        raise Refused(NO_SIGNATURE)
    paper = db.session.get(KeptPaper, code, with_for_update=True)
    if paper is None:
        raise NotFound("there is no such paper")
    kept = queries.list_detached(code)
    upload = files.Upload(
        named(files.clean_name(file.name)), file.content, MEDIA_TYPE, is_foreign=True
    )
    if upload.sha256 in {each.sha256 for each in kept}:
        return
    if len(kept) >= MOST:
        raise Refused(TOO_MANY)
    row = DetachedSignature(
        paper_code=code,
        name=upload.name[-255:],
        signer=clean_spaces(file.signer).strip()[:LONGEST_SIGNER],
        sha256=files.store(upload, now=now),
        attached_by=actor.name,
        attached_at=now,
    )
    db.session.add(row)
    details = {"paper": code, "sha256": row.sha256, "signer": row.signer}
    journal.record(
        "paper.signature_attached",
        subject_id=paper.subject_id,
        actor=actor,
        at=now,
        details=details,
    )
