"""What is done by itself about negotiations: runs that wait, contacts to forget. Thin."""

from datetime import datetime, timedelta

from core.adapters.clock import now
from core.adapters.jobs import Job
from events.negotiations import work
from events.negotiations.services.forgetting import forget_negotiators


def run_waiting(_moment: datetime) -> int:
    """Runs that wait or whose worker died; reads the clock anew for each."""
    return work.run_waiting(now)


def forget(moment: datetime) -> int:
    """Contacts of participants, a year after the event; returns how many."""
    return forget_negotiators(actor=work.RUNNER, now=moment)


SEARCHING = Job("negotiations.run_waiting", timedelta(seconds=2), run_waiting)
FORGETTING_CONTACTS = Job("forget-negotiators", timedelta(days=1), forget)
