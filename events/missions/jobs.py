"""What is done by itself about applications: reminded of, and forgotten in time. Thin."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.kernel.viewers import Viewer
from events.missions.services.forgetting import forget_applications
from events.missions.services.reminding import remind_applicants

RUNNER = Viewer(name="run-jobs")


def forget(moment: datetime) -> int:
    """What the consents promise; returns how many."""
    return forget_applications(actor=RUNNER, now=moment)


def remind(moment: datetime) -> int:
    """In the morning of each of the last days; each applicant once."""
    return remind_applicants(now=moment)


REMINDING = Job("remind-applicants", timedelta(hours=1), remind)
FORGETTING = Job("forget-applications", timedelta(days=1), forget)
