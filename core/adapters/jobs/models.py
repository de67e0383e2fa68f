"""The last run of each job: the sign of life that the operator and /readyz look at."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, UTCDateTime, command, db

LONGEST_ERROR = 500


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
