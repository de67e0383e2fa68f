"""Runs the jobs of the application while this process leads, each in a context of its own.

APScheduler with a store in memory only says when; a job that fails is logged and stops no other.
"""

import logging
import os
import socket
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from threading import Event

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from core.adapters.clock import now
from core.adapters.database import db
from core.adapters.jobs.job import Job, Reading, clock_moved, is_due
from core.adapters.jobs.leader import Leadership
from core.adapters.jobs.models import last_success, note_clock, note_run, seconds_back

log = logging.getLogger(__name__)
# That a long job is still at work when its next turn comes is no fault, and no news every time.
logging.getLogger("apscheduler").setLevel(logging.ERROR)
LOOK = 0.2  # seconds between two looks at the lock: a standby is there before a second is over
NOTED_EVERY = 15.0  # seconds; a job that runs each second does not write each second
MOVED = 2.0  # seconds by which a clock is set and not merely corrected
DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def work(app: Flask, jobs: Sequence[Job], lock: Leadership, stop: Event) -> None:
    """Wait until this process may lead, then lead; until it is told to stop."""
    while not stop.is_set():
        if lock.take():
            lead(app, jobs, lock, stop)
        stop.wait(LOOK)


def lead(app: Flask, jobs: Sequence[Job], lock: Leadership, stop: Event) -> None:
    """Run the jobs on their time until the lock is lost or this process is told to stop."""
    pool = ThreadPoolExecutor(max(1, len(jobs)))
    scheduler = BackgroundScheduler(
        executors={"default": pool}, job_defaults=DEFAULTS, timezone=UTC
    )
    runner = Runner(app)
    for job in jobs:
        seconds = job.wait.total_seconds()
        scheduler.add_job(runner.run, "interval", seconds=seconds, id=job.name, args=[job])
    log.info("This process (%s) runs the jobs now", runner.process)
    runner.look_at_clock()
    scheduler.start(paused=True)
    start_afresh(scheduler)
    scheduler.resume()
    try:
        watch(scheduler, runner, lock, stop)
    finally:
        scheduler.shutdown(wait=True)
        lock.release()


def watch(scheduler: BackgroundScheduler, runner: "Runner", lock: Leadership, stop: Event) -> None:
    """After the clock was set, no job waits for a moment that lies in another time."""
    before = reading()
    while not stop.wait(LOOK):
        if not lock.is_held():
            log.warning("The lock of the scheduler is lost, another process may run the jobs")
            return
        after = reading()
        if abs(moved := clock_moved(before, after)) > MOVED:
            runner.note_clock(round(moved))
            start_afresh(scheduler)
        before = after


def start_afresh(scheduler: BackgroundScheduler) -> None:
    for job in scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(UTC))


def reading() -> Reading:
    return Reading(time.time(), time.monotonic())


def run_all(app: Flask, jobs: Iterable[Job]) -> bool:
    """Run every job whose turn has come once, in order; whether all went well."""
    runner = Runner(app)
    ended = [runner.run(job) for job in jobs]
    return all(ended)


class Runner:
    """Runs jobs one at a time or at once, and notes when each ran last."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.process = f"{socket.gethostname()}:{os.getpid()}"
        self.noted: dict[str, tuple[float, str]] = {}

    def run(self, job: Job) -> bool:
        """Run the job if its turn has come; an exception ends here."""
        with self.app.app_context():
            moment, error = now(), ""
            try:
                if not is_due(job, last_success(job.name) if job.is_rare else None, moment):
                    return True
                db.session.rollback()  # the look at the last run is over
                job.run(moment)
            except Exception as failure:
                log.exception("The job %s failed", job.name)
                error = f"{type(failure).__name__}: {failure}"
            self.note(job, error, moment)
            return not error

    def look_at_clock(self) -> None:
        """Whether the clock was set back while no scheduler ran."""
        with self.app.app_context():
            try:
                back = seconds_back(now())
            except Exception:
                log.exception("The last runs of the jobs could not be read")
                return
        if back > MOVED:
            self.note_clock(-back)

    def note_clock(self, seconds: int) -> None:
        """Say that the clock was set; every job is asked for at once then."""
        log.warning("The clock was set by %+d s", seconds)
        with self.app.app_context():
            try:
                note_clock(seconds, now=now())
            except Exception:
                log.exception("The journal did not take the note on the clock")

    def note(self, job: Job, error: str, moment: datetime) -> None:
        """A sign of life at most every few seconds, and whenever something changed."""
        at, last_error = self.noted.get(job.name, (0.0, ""))
        is_fresh = time.monotonic() - at < NOTED_EVERY and bool(at)
        if is_fresh and last_error == error:
            return
        try:
            note_run(job.name, error=error, process=self.process, now=moment)
        except Exception:
            log.exception("The run of the job %s could not be noted", job.name)
        else:
            self.noted[job.name] = (time.monotonic(), error)
