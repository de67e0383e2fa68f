"""When the site is ready for visitors, and what names its parts. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SIGN_OF_LIFE = timedelta(minutes=2)
LATE = timedelta(minutes=10)  # a letter or reminder that still waits deserves a look
DATABASE_SECONDS = 1.0
WORKER_JOB = "letters.dispatch"
BACKUP_JOB = "backup.create"
BACKUP_VERIFY_JOB = "backup.verify"
VERIFY_JOB = "journal.verify"


class Piece(StrEnum):
    """What has to work."""

    DATABASE = "database"
    SCHEMA = "schema"
    DISK = "disk"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not, in words for the operator."""

    piece: Piece
    told: str


@dataclass(frozen=True, slots=True)
class Life:
    """What the database told: the revision of its schema, the last run of the worker."""

    revision: str | None
    worked_at: datetime | None


def faults_of(
    life: Life | None, *, head: str, free_mb: int, least_free_mb: int, now: datetime
) -> tuple[Fault, ...]:
    """All that is wrong; `life` is None when the database did not answer in time."""
    found = []
    if life is None:
        found.append(Fault(Piece.DATABASE, f"no answer within {DATABASE_SECONDS:g} s"))
    else:
        if life.revision != head:
            found.append(Fault(Piece.SCHEMA, f"stands at {life.revision}, the code at {head}"))
        if not is_alive(life.worked_at, now):
            found.append(Fault(Piece.WORKER, f"last sign of life: {life.worked_at or 'none'}"))
    if free_mb < least_free_mb:
        found.append(Fault(Piece.DISK, f"{free_mb} MB are free, {least_free_mb} are wanted"))
    return tuple(found)


def is_alive(worked_at: datetime | None, now: datetime) -> bool:
    """A clock that was set back must not make a dead worker look alive."""
    return worked_at is not None and abs(now - worked_at) < SIGN_OF_LIFE


def age(earlier: datetime | None, now: datetime) -> float | None:
    """Seconds since; None for never. Not below nought, whatever the clock did."""
    return None if earlier is None else max(0.0, (now - earlier).total_seconds())
