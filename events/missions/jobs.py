"""What is done by itself about applications: they are forgotten in time. Thin."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.kernel.viewers import Viewer
from events.missions.services.forgetting import forget_applications

RUNNER = Viewer(name="run-jobs")


def forget(moment: datetime) -> int:
    """What the consents promise; returns how many."""
    return forget_applications(actor=RUNNER, now=moment)


FORGETTING = Job("forget-applications", timedelta(days=1), forget)
