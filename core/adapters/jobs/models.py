"""The last run of each job: the sign of life that the operator and /readyz look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters import journal
from core.adapters.chain import CLOCK
from core.adapters.database import Base, UTCDateTime, command, db
from core.kernel.viewers import Viewer

LONGEST_ERROR = 500
SCHEDULER = Viewer(name="run-jobs")


class JobRun(Base):
    """One row a job. `error` is of the last run, empty if it went well."""

    __tablename__ = "job_runs"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(UTCDateTime)
    succeeded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    error: Mapped[str] = mapped_column(String(LONGEST_ERROR), default="")
    process: Mapped[str] = mapped_column(String(120), default="")


def last_success(name: str) -> datetime | None:
    row = db.session.get(JobRun, name)
    return row.succeeded_at if row else None


@command
def note_run(name: str, *, error: str, process: str, now: datetime) -> None:
    """Keep when the job ran and how it ended."""
    row = db.session.get(JobRun, name)
    if row is None:
        row = JobRun(name=name, succeeded_at=None)
        db.session.add(row)
    row.ran_at, row.error, row.process = now, error[:LONGEST_ERROR], process
    if not error:
        row.succeeded_at = now


@command
def note_clock(seconds: int, *, now: datetime) -> None:
    """Keep in the journal that the clock was set, and by how much: its entries may be out of order.

    Their `seq` tells in which order they were written all the same.
    """
    what = "clock.went_back" if seconds < 0 else "clock.went_forward"
    details = {"seconds": seconds}
    journal.record(what, subject_id=CLOCK, actor=SCHEDULER, at=now, details=details)


def seconds_back(now: datetime) -> int:
    """How far the clock stands before the latest run that was noted; nought if it does not."""
    latest = db.session.scalar(select(func.max(JobRun.ran_at)))
    return max(0, round((latest - now).total_seconds())) if latest else 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """When a job went well last, and what its last run said if it did not."""

    succeeded_at: datetime | None
    error: str


def find_run(name: str) -> RunRow | None:
    row = db.session.execute(
        select(JobRun.succeeded_at, JobRun.error).where(JobRun.name == name)
    ).one_or_none()
    return RunRow(*row) if row else None
