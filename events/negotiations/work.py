"""The search at work: take a run, search, store what was proven. For the job and for views.

No transaction is open while it searches. Progress is written once a second and keeps the lease; the
same look tells the search that it was cancelled.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.budget import Progress, Seconds
from events.negotiations.rules.results import searched
from events.negotiations.services import running

log = logging.getLogger(__name__)
RUNNER = Viewer(name="run-jobs")
EVERY = 1.0  # seconds between two reports
MOST_AT_ONCE = 20
Clock = Callable[[], datetime]


def work_on(run_id: UUID | None, clock: Clock, *, most_seconds: float | None = None) -> UUID | None:
    """Do this run, or the one that waits longest; its id, or None if there was nothing to do."""
    taken = running.take_run(run_id, now=clock())
    if taken is None:
        return None
    seconds = min(taken.seconds, most_seconds or taken.seconds)
    try:
        budget = Seconds(seconds, time.monotonic, Reporter(taken, clock).watch)
        solution = searched(taken.materials, budget, taken.seed)
        if not solution.is_cancelled:
            state = running.finish_run(taken, solution, actor=RUNNER, now=clock())
            log.info("run %s: %s", taken.run_id, state)
    except Refused as refused:
        reasons = " ".join(sentence(each) for each in refused.refusals)
        running.fail_run(taken, reasons, now=clock())
    return taken.run_id


class Reporter:
    """Tells the run's row how far the search is, not more often than every second."""

    def __init__(self, taken: running.Taken, clock: Clock) -> None:
        self.taken, self.clock = taken, clock
        self.told_at = 0.0
        self.goes_on = True

    def watch(self, progress: Progress) -> bool:
        moment = time.monotonic()
        if moment - self.told_at >= EVERY and self.goes_on:
            self.told_at = moment
            self.goes_on = running.report_progress(self.taken, progress, now=self.clock())
        return self.goes_on


def run_waiting(clock: Clock) -> int:
    """Do all that waits, one after the other; returns how many. For the scheduler."""
    for count in range(MOST_AT_ONCE):
        if work_on(None, clock) is None:
            return count
    return MOST_AT_ONCE
