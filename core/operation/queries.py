"""The SELECTs behind signs of life and figures: a handful of counts over indexed columns."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from core.adapters.database import db
from core.adapters.jobs import JobRun
from core.adapters.journal import JournalEntry
from core.operation.rules import LATE, WORKER_JOB, Life
from core.papers.models import Rendering
from core.papers.rules.life import RenderingState
from core.reminders.models import Reminder
from core.reminders.rules import ReminderState

UNMADE = (RenderingState.WAITING, RenderingState.WORKING)


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a job."""

    name: str
    ran_at: datetime
    succeeded_at: datetime | None
    has_failed: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """How many wait for the renderer, and since when the longest of them."""

    waiting: int
    oldest: datetime | None
    failed: int


def read_life() -> Life:
    worked_at = db.session.scalar(select(JobRun.ran_at).where(JobRun.name == WORKER_JOB))
    revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    return Life(revision, worked_at)


def list_runs() -> tuple[Run, ...]:
    r = JobRun
    rows = db.session.execute(select(r.name, r.ran_at, r.succeeded_at, r.error).order_by(r.name))
    return tuple(Run(name, ran_at, good, bool(error)) for name, ran_at, good, error in rows)


def read_papers() -> Papers:
    r = Rendering
    waits = select(func.count(), func.min(r.asked_at)).where(r.state.in_(UNMADE))
    failed = select(func.count()).where(r.state == RenderingState.FAILED)
    count, oldest = db.session.execute(waits).one()
    return Papers(count, oldest, db.session.execute(failed).scalar_one())


def read_journal_seq() -> int:
    return db.session.scalar(select(func.max(JournalEntry.seq))) or 0


def count_late_reminders(now: datetime) -> int:
    waits = (Reminder.state == ReminderState.WAITING) & (Reminder.due_at < now - LATE)
    return db.session.execute(select(func.count()).where(waits)).scalar_one()
