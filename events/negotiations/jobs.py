"""The job of negotiations: do the runs that wait. How often is said here, what in `work`. Thin."""

from datetime import datetime, timedelta

from core.adapters.clock import now
from core.adapters.jobs import Job
from events.negotiations import work


def run_waiting(_moment: datetime) -> int:
    """Runs that wait or whose worker died; reads the clock anew for each."""
    return work.run_waiting(now)


SEARCHING = Job("negotiations.run_waiting", timedelta(seconds=2), run_waiting)
