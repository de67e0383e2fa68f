"""Which uploaded contents wait for the scanner, are clean or hold malware.

Rows exist for what people sent while a scanner was set up (CLAMD_URL) and for what was here before
and has been looked at since; for contents only: what was found in one outlives the records that
pointed at it. What waits is not handed out.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from flask import Flask, current_app, g
from sqlalchemy import Index, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Sha256, UTCDateTime, db, stored
from core.installation import Clamd
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.retrying import wait_after

LONGEST_FINDING = 200
LEASE = timedelta(minutes=5)


class CheckState(StrEnum):
    """What is known of a content."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


MARKS: Mapping[CheckState | None, str] = {
    CheckState.WAITING: N_("being checked for malware"),
    CheckState.INFECTED: N_("malware found, not handed out"),
}


class FileCheck(Base):
    """The check of one content, by its SHA-256; `due_at` is the next try, or the end of a lease."""

    __tablename__ = "file_checks"
    __table_args__ = (Index("ix_file_checks_state_due_at", "state", "due_at"),)

    sha256: Mapped[str] = mapped_column(Sha256, primary_key=True)
    state: Mapped[CheckState] = mapped_column(stored(CheckState))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    found: Mapped[str] = mapped_column(String(LONGEST_FINDING), default="")


def init_checks(app: Flask, daemon: Clamd | None) -> None:
    app.extensions["clamd"] = daemon


def scanner() -> Clamd | None:
    found: Clamd | None = current_app.extensions.get("clamd")
    return found


def ask_check(sha256: str, now: datetime) -> None:
    """A step of storing: a content that was not here before waits for the scanner."""
    if scanner() is not None and db.session.get(FileCheck, sha256) is None:
        row = FileCheck(sha256=sha256, state=CheckState.WAITING, asked_at=now, due_at=now)
        db.session.add(row)
        db.session.flush()


def state_of(sha256: str) -> CheckState | None:
    """None for what nobody asked to check. Without a scanner nothing waits for one."""
    found = db.session.scalar(select(FileCheck.state).where(FileCheck.sha256 == sha256))
    return None if found is CheckState.WAITING and scanner() is None else found


def demand_harmless(sha256: str, name: str) -> None:
    """Raise `Refused` unless the content may leave the house."""
    state = state_of(sha256)
    if state is CheckState.WAITING:
        message = N_(
            "“%(name)s” is being checked for malware and will be handed out after that. Come back "
            "in a minute."
        )
        raise Refused(Refusal("file_waits", message, {"name": name}))
    if state is CheckState.INFECTED:
        message = N_(
            "Malware was found in “%(name)s”. The file is not handed out; ask whoever sent it for "
            "a clean one."
        )
        raise Refused(Refusal("file_infected", message, {"name": name}))


def mark_of(sha256: str) -> str:
    """What a list says of a file that is not handed out, a message id; "" of all others."""
    return MARKS.get(unfit().get(sha256), "")


def unfit() -> Mapping[str, CheckState]:
    """The few contents that wait or hold malware; one statement a request, none without a scanner.

    Without a scanner nothing waits, and malware that was found is told when the file is asked for.
    """
    if scanner() is None:
        return {}
    if "unfit_files" not in g:
        rows = db.session.execute(
            select(FileCheck.sha256, FileCheck.state).where(FileCheck.state != CheckState.CLEAN)
        )
        g.unfit_files = {row[0]: row[1] for row in rows}
    found: Mapping[str, CheckState] = g.unfit_files
    return found


def note_checked(sha256: str, found: str, now: datetime) -> None:
    """A step: the content was looked at before anybody asked for that."""
    row = FileCheck(sha256=sha256, state=CheckState.WAITING, asked_at=now, due_at=now, tries=1)
    db.session.add(row)
    db.session.flush()
    finish(sha256, found, now)


def take_due(now: datetime) -> FileCheck | None:
    """A step: the content that waits longest, leased to this process."""
    c = FileCheck
    query = select(c).where(c.state == CheckState.WAITING, c.due_at <= now)
    taken = db.session.scalar(query.order_by(c.due_at).limit(1).with_for_update(skip_locked=True))
    if taken is not None:
        taken.due_at, taken.tries = now + LEASE, taken.tries + 1
    return taken


def put_off(sha256: str, tries: int, now: datetime) -> None:
    values = {"due_at": now + wait_after(tries)}
    db.session.execute(update(FileCheck).where(FileCheck.sha256 == sha256).values(values))


def finish(sha256: str, found: str, now: datetime) -> None:
    values = {
        "state": CheckState.INFECTED if found else CheckState.CLEAN,
        "found": found[:LONGEST_FINDING],
        "checked_at": now,
    }
    db.session.execute(update(FileCheck).where(FileCheck.sha256 == sha256).values(values))


def count_checks(state: CheckState) -> tuple[int, datetime | None]:
    """How many there are, and since when the first of them."""
    c = FileCheck
    query = select(func.count(), func.min(c.asked_at)).where(c.state == state)
    count, oldest = db.session.execute(query).one()
    return count, oldest


def portions(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while part := file.read(1024 * 1024):
            yield part
