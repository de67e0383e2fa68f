"""The job of papers: render what waits. How often is said here, what it does in `work`."""

from datetime import datetime, timedelta

from core.adapters.clock import now
from core.adapters.jobs import Job
from core.papers import work


def render_waiting(_moment: datetime) -> int:
    """All that waits; reads the clock for each paper, since a long queue outlives one moment."""
    return work.render_waiting(now)


RENDER_WAITING = Job("papers.render_waiting", timedelta(seconds=10), render_waiting, is_shared=True)
