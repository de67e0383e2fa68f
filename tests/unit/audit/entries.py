"""A hundred entries of every shape, as the golden file has them."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from core.audit.rules.verification import Stored
from core.kernel.chain import (
    ACTOR_NAME,
    ADDRESS,
    GENESIS,
    ChainEntry,
    commitment,
    key_id_of,
    sealed,
)

SPACE = UUID("6f1c1d0e-7d6b-4c51-9f0a-2f6d3f5b9a10")
BEGAN = datetime(2026, 11, 21, 5, 0, 0, 250, tzinfo=UTC)
KEY = b"k" * 32
KEYS = {key_id_of(KEY): KEY}
ACTIONS = ("report.approved", "meeting.changed", "account.signed_in", "person.edited")
DETAILS = (
    {},
    {"version": 3, "sha256": "ab" * 32},
    {"title": ["Старое «имя»", "Новое ещё"], "is_open": [None, True]},
    {"reason": "Строка\nи вторая \\ \u2028 \U0001f600", "count": 0, "items": [1, [2, "три"]]},
)


def entry_of(seq):
    """What is made of the number alone, so that the file can be made again."""
    salt = f"{seq:032x}"
    private = {}
    if seq % 2:
        private[ACTOR_NAME] = commitment(salt, f"Имя {seq}")
    if seq % 3:
        private[ADDRESS] = commitment(salt, f"192.0.2.{seq}")
    return ChainEntry(
        seq=seq,
        id=uuid5(SPACE, f"id {seq}"),
        at=BEGAN + timedelta(minutes=seq, microseconds=seq * 7),
        actor_id=uuid5(SPACE, f"actor {seq % 5}") if seq % 7 else None,
        actor_name="" if seq % 2 else "import-region",
        what=ACTIONS[seq % 4],
        subject_id=uuid5(SPACE, f"subject {seq % 11}"),
        subject_version=seq % 6 or None,
        request_id=f"{seq:016x}" if seq % 4 else "",
        details=DETAILS[seq % 4],
        private=private,
    )


def values_of(entry):
    salt = f"{entry.seq:032x}"
    said = {ACTOR_NAME: f"Имя {entry.seq}", ADDRESS: f"192.0.2.{entry.seq}"}
    return {name: (salt, said[name]) for name in entry.private}


def chain_of(entries, key=KEY):
    """The entries as a whole chain."""
    before, found = GENESIS, []
    for entry in entries:
        seal = sealed(before, entry, key)
        found.append(Stored(entry, seal, values_of(entry)))
        before = seal.hash
    return found


def whole(size=100):
    return chain_of(map(entry_of, range(1, size + 1)))


def changed(stored, **fields):
    return replace(stored, entry=replace(stored.entry, **fields))


def as_json(stored):
    entry = asdict(stored.entry)
    entry |= {name: str(entry[name]) for name in ("id", "subject_id", "at")}
    entry["actor_id"] = entry["actor_id"] and str(entry["actor_id"])
    return {**entry, **asdict(stored.seal)}
