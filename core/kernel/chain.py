"""The journal as a chain: what of an entry is hashed, how it hangs on the one before. Pure.

Form 1, never changed once used (tests/golden/journal.jsonl): UTF-8 JSON with sorted keys and no
spaces. `hash` anybody can compute again; `mac` only who has the key (docs/audit.md).
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

FORM = 1
GENESIS = "0" * 64  # what the first entry hangs on
ACTOR_NAME = "actor_name"
ADDRESS = "address"
OF_DETAILS = "details."


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One entry as it is hashed; `private` holds commitments to values that are kept apart."""

    seq: int
    id: UUID
    at: datetime
    actor_id: UUID | None
    actor_name: str
    what: str
    subject_id: UUID
    subject_version: int | None
    request_id: str
    details: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seal:
    """How an entry hangs in the chain."""

    prev_hash: str
    hash: str
    mac: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain at a moment: whoever keeps it notices a cut tail."""

    seq: int
    hash: str


NO_HEAD = Head(0, GENESIS)


def written(value: object) -> bytes:
    """JSON in the one way in which this form writes it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def body_of(entry: ChainEntry) -> bytes:
    """The very bytes that are hashed."""
    return written(
        {
            "action": entry.what,
            "actor": None if entry.actor_id is None else str(entry.actor_id),
            "actor_name": entry.actor_name,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "details": dict(entry.details),
            "form": FORM,
            "id": str(entry.id),
            "object": str(entry.subject_id),
            "private": dict(entry.private),
            "request": entry.request_id,
            "seq": entry.seq,
            "version": entry.subject_version,
        }
    )


def hash_of(prev_hash: str, entry: ChainEntry) -> str:
    return sha256(prev_hash.encode() + b"\n" + body_of(entry)).hexdigest()


def mac_of(key: bytes, digest: str) -> str:
    return hmac.digest(key, b"journal\n" + digest.encode(), sha256).hex()


def key_id_of(key: bytes) -> str:
    """A name of the key that tells nothing of it."""
    return hmac.digest(key, b"name of the key", sha256).hex()[:16]


def sealed(prev_hash: str, entry: ChainEntry, key: bytes) -> Seal:
    digest = hash_of(prev_hash, entry)
    return Seal(prev_hash, digest, mac_of(key, digest), key_id_of(key))


def commitment(salt: str, value: object) -> str:
    """What the chain holds of a personal value: nobody finds it out without the random salt."""
    return sha256(bytes.fromhex(salt) + written(value)).hexdigest()
