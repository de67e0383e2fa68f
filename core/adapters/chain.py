"""The rows of the journal and how notes become links of its chain, right before the commit.

`seq` and the last hash are read under the write lock (SQLite: BEGIN IMMEDIATE; PostgreSQL: an
advisory lock that is taken last of all and held until the commit, so that nobody waits in a
circle). The database refuses to change an entry (migration 0017). docs/adr/0011.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import JSON, Connection, ForeignKey, String, event, insert, select, text
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from core.adapters.database import Base, Revised, Sha256, UTCDateTime, db
from core.kernel.chain import NO_HEAD, ChainEntry, Head, commitment, key_id_of, sealed

LOCK = 0x6A6F75726E616C  # «journal»: the number of the advisory lock
PENDING = "journal"
SALT_BYTES = 16
CLOCK = UUID(int=0)  # the journal's name for the clock of the machine
# Commands that run at once end out of order by seconds; more than this is a clock that was set.
OUT_OF_ORDER = timedelta(minutes=5)


class JournalEntry(Base):
    """One fact. `details` holds plain values, changes as {field: [old, new]}.

    `actor_name` is empty where the name lies apart; `private` commits to what lies apart.
    """

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    subject_version: Mapped[int | None]
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    actor_name: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    request_id: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    private: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    prev_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    hash: Mapped[str] = mapped_column(Sha256, unique=True)
    mac: Mapped[str] = mapped_column(Sha256)
    key_id: Mapped[str] = mapped_column(String(16))


class JournalValue(Base):
    """A personal value of an entry; erased by deleting the row. `owner_id`: whose value it is."""

    __tablename__ = "journal_values"

    seq: Mapped[int] = mapped_column(ForeignKey("journal.seq"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    salt: Mapped[str] = mapped_column(String(2 * SALT_BYTES))
    value: Mapped[Any] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Note:
    """What a command noted; it becomes an entry right before the commit.

    `private`: values with their owners; `within`: the savepoint whose end in failure undoes it.
    """

    what: str
    subject_id: UUID
    subject_version: int | None
    actor_id: UUID | None
    actor_name: str
    at: datetime
    request_id: str
    details: Mapping[str, Any]
    private: Mapping[str, tuple[Any, UUID | None]] = field(default_factory=dict)
    within: SessionTransaction | None = None


def notes() -> list[Note]:
    """What was noted in this transaction so far."""
    found: list[Note] = db.session().info.setdefault(PENDING, [])
    return found


def add_note(note: Note) -> None:
    """The note belongs to this transaction, even if nothing else was asked of the database yet."""
    session = db.session()
    if not session.in_transaction():
        session.begin()
    notes().append(note)


@cache
def derived_key(secret: str) -> bytes:
    """The key of the chain, by HKDF (RFC 5869) from AUDIT_KEY or else from SECRET_KEY."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"export-council journal 1")
    return kdf.derive(secret.encode())


def chain_key() -> bytes:
    settings = current_app.config["SETTINGS"]
    return derived_key(settings.audit_key or settings.secret_key)


def keyring() -> dict[str, bytes]:
    """Every key that entries may have been made with, by its name."""
    s = current_app.config["SETTINGS"]
    secrets = (s.audit_key, s.secret_key, *s.audit_key_fallbacks, *s.secret_key_fallbacks)
    keys = [derived_key(secret) for secret in secrets if secret]
    return {key_id_of(key): key for key in keys}


def head() -> Head:
    """The last entry that is committed: what anchors hold (papers, letters, backups, pages)."""
    found = last(db.session.connection())
    return found[0] if found else NO_HEAD


def last(connection: Connection) -> tuple[Head, datetime] | None:
    e = JournalEntry
    query = select(e.seq, e.hash, e.at).order_by(e.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (Head(row.seq, row.hash), row.at) if row else None


@event.listens_for(db.session, "before_commit")
def append(session: Session) -> None:
    """Write the notes as the next links of the chain; the last thing before the commit."""
    waiting: list[Note] = session.info.get(PENDING, [])
    if not waiting or session.in_nested_transaction():
        return
    session.flush()
    versions = versions_of(session)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    found = last(connection)
    links = Links(found[0] if found else NO_HEAD, chain_key())
    for note in with_clock(waiting, found and found[1]):
        links.add(note, versions.get(note.subject_id))
    connection.execute(insert(JournalEntry), links.entries)
    if links.values:
        connection.execute(insert(JournalValue), links.values)
    waiting.clear()


def versions_of(session: Session) -> dict[UUID, int]:
    """The revisions that this transaction leaves behind, of the records that it has in hand."""
    loaded = (vars(each) for each in session.identity_map.values() if isinstance(each, Revised))
    return {each["id"]: each["revision"] for each in loaded if {"id", "revision"} <= each.keys()}


def with_clock(waiting: Iterable[Note], before: datetime | None) -> Iterable[Note]:
    """The notes, and where time runs backwards between two of them a note that says so."""
    for note in waiting:
        if before is not None and note.at < before - OUT_OF_ORDER:
            yield clock_note(note.at, round((before - note.at).total_seconds()))
        before = note.at
        yield note


def clock_note(at: datetime, seconds: int) -> Note:
    details = {"seconds": -seconds}
    return Note("clock.went_back", CLOCK, None, None, "site", at, "", details)


class Links:
    """Rows of entries and of their personal values, each entry hanging on the one before."""

    def __init__(self, before: Head, key: bytes) -> None:
        self.before = before
        self.key = key
        self.entries: list[dict[str, Any]] = []
        self.values: list[dict[str, Any]] = []

    def add(self, note: Note, revision: int | None) -> None:
        seq = self.before.seq + 1
        private = {}
        for name, (value, owner_id) in note.private.items():
            salt = token_hex(SALT_BYTES)
            private[name] = commitment(salt, value)
            self.values.append(
                {"seq": seq, "name": name, "owner_id": owner_id, "salt": salt, "value": value}
            )
        version = revision if note.subject_version is None else note.subject_version
        entry: dict[str, Any] = {
            "seq": seq,
            "id": uuid4(),
            "subject_id": note.subject_id,
            "subject_version": version,
            "actor_id": note.actor_id,
            "actor_name": note.actor_name,
            "what": note.what,
            "at": note.at,
            "request_id": note.request_id,
            "details": dict(note.details),
            "private": private,
        }
        seal = sealed(self.before.hash, ChainEntry(**entry), self.key)
        marks = {"mac": seal.mac, "key_id": seal.key_id}
        self.entries.append({**entry, "prev_hash": seal.prev_hash, "hash": seal.hash, **marks})
        self.before = Head(seq, seal.hash)


@event.listens_for(db.session, "after_soft_rollback")
def forget_notes(session: Session, undone: SessionTransaction) -> None:
    """What was noted in a transaction or a savepoint that failed did not happen."""
    waiting: list[Note] = session.info.get(PENDING, [])
    savepoint: SessionTransaction | None = undone
    while savepoint is not None and not savepoint.nested:
        savepoint = savepoint.parent
    kept = [note for note in waiting if savepoint and not is_within(note.within, savepoint)]
    waiting[:] = kept


def is_within(inner: SessionTransaction | None, outer: SessionTransaction) -> bool:
    while inner is not None:
        if inner is outer:
            return True
        inner = inner.parent
    return False
