"""Whether the chain is whole: walks the entries in order and names what was tampered with. Pure.

Whoever can write the file can write anything; but not without being seen: a change breaks the hash,
a new hash needs the key, and a tail that was cut lacks an anchor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.kernel.chain import NO_HEAD, ChainEntry, Head, Seal, commitment, hash_of, mac_of

ERASED = "journal.values_erased"
Value = tuple[str, Any]  # salt and value
Place = tuple[int, str]  # of which entry, under which name


class FindingKind(StrEnum):
    """What can be wrong, from the entry itself to what it points at."""

    MISSING = "missing"
    UNHINGED = "unhinged"
    CHANGED = "changed"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    ANCHOR = "anchor"
    CUT = "cut"
    VALUE = "value"
    VALUE_GONE = "value_gone"
    FILE = "file"


WORDS = {
    FindingKind.MISSING: "the entry is missing",
    FindingKind.UNHINGED: "the entry does not hang on the one before it",
    FindingKind.CHANGED: "the entry or its hash was changed",
    FindingKind.UNKNOWN_KEY: "the entry names a key that this installation does not have",
    FindingKind.FORGED: "the entry was not made with the key of this installation",
    FindingKind.ANCHOR: "an anchor holds another hash of this entry",
    FindingKind.CUT: "the tail was cut: an anchor holds a later entry",
    FindingKind.VALUE: "a personal value was changed",
    FindingKind.VALUE_GONE: "a personal value was removed and no entry says so",
    FindingKind.FILE: "the content of a file that the entry names was changed or lost",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an entry; `told` says more, for instance the name of the value."""

    seq: int
    kind: FindingKind
    told: str = ""

    def __str__(self) -> str:
        return f"entry {self.seq}: {WORDS[self.kind]}" + (f" ({self.told})" if self.told else "")


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the database has it, with the personal values that lie apart."""

    entry: ChainEntry
    seal: Seal
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass
class Walk:
    """The walk from the first entry to the last; `look` at each in order, then `end`."""

    keys: Mapping[str, bytes]
    anchors: Mapping[int, frozenset[str]] = field(default_factory=dict)
    before: Head = NO_HEAD
    erased: int = 0
    gone: set[Place] = field(default_factory=set)
    said: set[Place] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)

    def look(self, stored: Stored) -> Iterator[Finding]:
        entry, seal = stored.entry, stored.seal
        if entry.seq != self.before.seq + 1:
            yield Finding(self.before.seq + 1, FindingKind.MISSING)
        elif seal.prev_hash != self.before.hash:
            yield Finding(entry.seq, FindingKind.UNHINGED)
        yield from self.look_at_seal(entry, seal)
        if self.anchors.get(entry.seq, {seal.hash}) != {seal.hash}:
            yield Finding(entry.seq, FindingKind.ANCHOR)
        yield from self.look_at_values(stored)
        self.note(entry)
        self.before = Head(entry.seq, seal.hash)

    def look_at_seal(self, entry: ChainEntry, seal: Seal) -> Iterator[Finding]:
        key = self.keys.get(seal.key_id)
        if seal.hash != hash_of(seal.prev_hash, entry):
            yield Finding(entry.seq, FindingKind.CHANGED)
        elif key is None:
            yield Finding(entry.seq, FindingKind.UNKNOWN_KEY, seal.key_id)
        elif seal.mac != mac_of(key, seal.hash):
            yield Finding(entry.seq, FindingKind.FORGED)

    def look_at_values(self, stored: Stored) -> Iterator[Finding]:
        seq, promised = stored.entry.seq, stored.entry.private
        for name, (salt, value) in stored.values.items():
            if promised.get(name) != committed(salt, value):
                yield Finding(seq, FindingKind.VALUE, name)
        self.gone |= {(seq, name) for name in promised if name not in stored.values}

    def note(self, entry: ChainEntry) -> None:
        """What entries say of others: which values were erased, which files there are."""
        if entry.what == ERASED:
            self.said |= {(seq, name) for seq, name in entry.details.get("values", ())}
        digest = entry.details.get("sha256")
        if isinstance(digest, str):
            self.files.setdefault(digest, entry.seq)

    def end(self) -> Iterator[Finding]:
        """What only shows when every entry was seen."""
        last = self.before.seq
        if any(seq > last for seq in self.anchors):
            yield Finding(last + 1, FindingKind.CUT, f"up to {max(self.anchors)}")
        self.erased = len(self.gone & self.said)
        for seq, name in sorted(self.gone - self.said):
            yield Finding(seq, FindingKind.VALUE_GONE, name)


def committed(salt: str, value: Any) -> str:
    """As `commitment`; a salt that is no salt fits nothing."""
    try:
        return commitment(salt, value)
    except ValueError:
        return ""
