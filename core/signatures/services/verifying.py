"""Verifying all signatures: the chain, its hashes, and that the signed bytes are still there."""

from dataclasses import asdict, dataclass
from hashlib import sha256

from core.adapters.files import path_of
from core.signatures import queries
from core.signatures.queries import SignatureRow
from core.signatures.rules import FIRST, chained
from core.signatures.services.signing import plain


@dataclass(frozen=True, slots=True)
class Fault:
    """The first signature that is not as it was given, and what is wrong with it."""

    number: int
    what: str


def verify_signatures() -> Fault | None:
    """None if every signature is as it was given; the first fault otherwise."""
    before = FIRST
    for place, row in enumerate(queries.all_in_order(), 1):
        if fault := fault_of(row, place, before):
            return Fault(row.number, fault)
        before = row.hash
    return None


def fault_of(row: SignatureRow, place: int, before: str) -> str:
    if row.number != place or row.prev_hash != before:
        return "chain"
    if chained(plain(asdict(row)), row.prev_hash) != row.hash:
        return "hash"
    path = path_of(row.doc_sha256)
    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != row.doc_sha256:
        return "bytes"
    return ""
